CREATE TABLE page (id integer PRIMARY KEY, quality_score numeric(3,2));
