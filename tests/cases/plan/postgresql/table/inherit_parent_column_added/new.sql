-- A column added to a parent reaches child and grandchild
CREATE TABLE vessel (
    id integer,
    made_of text DEFAULT 'glass' NOT NULL
);
CREATE TABLE jar () INHERITS (vessel);
CREATE TABLE mini_jar () INHERITS (jar);
