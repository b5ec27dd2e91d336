CREATE TABLE i (a TEXT NOT NULL, "b c" TEXT, d JSON);
CREATE INDEX "i ""1" ON i ("b c" DESC, a COLLATE "nocase");
CREATE INDEX i2 ON i (json_extract(d, '$.a[1]'), a || "b c") WHERE d IS NOT NULL;
