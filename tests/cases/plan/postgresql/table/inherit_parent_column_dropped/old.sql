-- A column dropped from the parent stays in the child that declares it itself
CREATE TABLE vessel (
    id integer,
    made_of text
);
CREATE TABLE jar (made_of text) INHERITS (vessel);
CREATE TABLE tin () INHERITS (vessel);
