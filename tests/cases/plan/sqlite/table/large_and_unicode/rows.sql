INSERT INTO "tést 表" VALUES ('ü😀', 1), ('zero' || char(0), 2);
