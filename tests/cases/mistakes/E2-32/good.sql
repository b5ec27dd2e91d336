CREATE TABLE page (id integer PRIMARY KEY, quality_score numeric(3,2) CHECK (quality_score BETWEEN 0 AND 1));
