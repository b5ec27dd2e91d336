-- Column comments are set, changed and removed
CREATE TABLE rental (id integer PRIMARY KEY, shop text, day date, "odd name" text);
COMMENT ON COLUMN rental.shop IS 'Where';
COMMENT ON COLUMN rental.day IS 'When';
