INSERT INTO t (id, m, p) VALUES (1, 'low', ROW('low', 1, '{low}')), (2, 'high', NULL);
