CREATE TABLE i (a TEXT, "b c" TEXT, d JSON);
CREATE INDEX "i ""1" ON i ("b c" DESC, a COLLATE "nocase");
CREATE INDEX i2 ON i (json_extract(d, '$.a[0]'), a || "b c");
