INSERT INTO note (rowid, body, at) VALUES (5, 'five', 1.5), (100, 'hundred', -0.0), (9223372036854775807, 'last', 1e308), (-7, 'minus', 2.2250738585072014e-308);
