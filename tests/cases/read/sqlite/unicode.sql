CREATE TABLE täble (ünï TEXT CHECK (ünï <> '😀'), "日本" INT, 😀 INT);
