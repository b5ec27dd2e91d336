-- A foreign table goes with the server and wrapper below it and the view above
CREATE TABLE stay (id integer);
