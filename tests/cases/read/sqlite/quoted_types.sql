CREATE TABLE t (a "big number", b 'text', c [int], d "check (1)", e `x`(3));
