SELECT id, quote(a), quote(b), quote(c), quote(d), quote(e) FROM d ORDER BY id
