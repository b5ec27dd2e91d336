-- Definitions with remarks, odd spacing and line breaks change in one word
CREATE TABLE guest ( -- everyone who slept here
    id INTEGER PRIMARY KEY, /* the number
    in the book */
    name TEXT NOT NULL -- as signed
    , "a,b)" TEXT DEFAULT '),(' CHECK ("a,b)" <> ')')
);
CREATE VIEW "v 1" AS
    SELECT id -- the number
    FROM guest;
