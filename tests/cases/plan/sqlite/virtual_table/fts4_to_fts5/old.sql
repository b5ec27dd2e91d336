CREATE VIRTUAL TABLE s USING fts4(a, b, tokenize=porter);
