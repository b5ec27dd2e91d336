-- The enum below a range is made anew while columns have the range and its multirange
CREATE TYPE size AS ENUM ('small', 'medium', 'large');
CREATE TYPE sizes AS RANGE (subtype = size);
CREATE TABLE box (id integer PRIMARY KEY, fits sizes, also sizes_multirange);
