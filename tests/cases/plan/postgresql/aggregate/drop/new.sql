-- An aggregate goes with its functions and the view that used it
CREATE TABLE apple (id integer PRIMARY KEY, weight numeric);
