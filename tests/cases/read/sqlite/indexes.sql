CREATE TABLE t (a TEXT COLLATE NOCASE, b INT, "c d" TEXT);
CREATE UNIQUE INDEX i1 ON t (a, b DESC) WHERE b > 0;
CREATE INDEX i2 ON t (a COLLATE BINARY, a COLLATE nocase ASC);
CREATE INDEX i3 ON t ((b), lower("c d") DESC, ((a || b)));
CREATE INDEX IF NOT EXISTS main.i4 ON t ("no such", [c d]);
CREATE INDEX i5 ON T (B) WHERE "a" = "text" AND b IN (1,2);
CREATE INDEX i7 ON t (a || b COLLATE RTRIM);
