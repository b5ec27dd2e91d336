SELECT id, quote(a), typeof(a), b, quote(c), typeof(c) FROM s ORDER BY id
