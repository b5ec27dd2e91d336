-- Column comments are set, changed and removed
CREATE TABLE rental (id integer PRIMARY KEY, shop text, day date, "odd name" text);
COMMENT ON COLUMN rental.day IS 'When it was handed out';
COMMENT ON COLUMN rental."odd name" IS 'A comment; with ''quotes''';
