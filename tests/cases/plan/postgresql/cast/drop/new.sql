-- A cast goes with its function and the view that used it
CREATE TYPE grade AS ENUM ('easy', 'hard');
CREATE TABLE slope (id integer, grade grade);
