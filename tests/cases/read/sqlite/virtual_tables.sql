CREATE TABLE t (a);
CREATE VIRTUAL TABLE f5 USING fts5 (a, b UNINDEXED, tokenize = "porter ascii", prefix='2 3');
CREATE VIRTUAL TABLE f4 USING fts4(title, body TEXT, tokenize=porter, notindexed=body);
CREATE VIRTUAL TABLE r USING rtree(id, x0, x1);
CREATE VIRTUAL TABLE fx USING fts5(a, content='t', content_rowid=rowid);
CREATE VIRTUAL TABLE bare USING fts5(a, content='');
