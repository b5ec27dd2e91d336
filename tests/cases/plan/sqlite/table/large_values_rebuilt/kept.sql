SELECT id, hex(a), typeof(a), b, typeof(b), c, d, typeof(d), e FROM sample ORDER BY id;
