CREATE VIRTUAL TABLE s USING fts5(a, b, c, tokenize='porter');
