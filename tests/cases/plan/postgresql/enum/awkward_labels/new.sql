-- Labels with quotes, commas, spaces and an empty one
CREATE TYPE mood AS ENUM ('so so', 'it''s fine', 'a,b', '', 'Größe');
CREATE TABLE diary (day integer, mood mood);
