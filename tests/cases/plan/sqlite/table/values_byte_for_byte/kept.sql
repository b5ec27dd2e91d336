SELECT id, typeof(n), quote(n), typeof(i), quote(i), typeof(r), quote(r), typeof(t), quote(t), hex(t), typeof(b), quote(b), typeof(x), quote(x) FROM v ORDER BY id
