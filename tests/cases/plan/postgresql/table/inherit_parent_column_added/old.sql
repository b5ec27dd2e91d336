-- A column added to a parent reaches child and grandchild
CREATE TABLE vessel (
    id integer
);
CREATE TABLE jar () INHERITS (vessel);
CREATE TABLE mini_jar () INHERITS (jar);
