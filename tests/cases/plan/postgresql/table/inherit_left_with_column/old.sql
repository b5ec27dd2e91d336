-- An heir leaves a parent, whose column and check it then loses, while the other parent gets a column
CREATE TABLE base (id integer PRIMARY KEY, name text);
CREATE TABLE marked (mark integer CHECK (mark > 0));
CREATE TABLE middle (note text) INHERITS (base);
CREATE TABLE heir (own integer PRIMARY KEY) INHERITS (middle, marked);
