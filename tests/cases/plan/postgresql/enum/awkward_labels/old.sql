-- Labels with quotes, commas, spaces and an empty one
CREATE TYPE mood AS ENUM ('so so');
CREATE TABLE diary (day integer, mood mood);
