-- Plain, moving, ordered-set and parallel aggregates appear
CREATE TABLE apple (id integer PRIMARY KEY, weight numeric);
