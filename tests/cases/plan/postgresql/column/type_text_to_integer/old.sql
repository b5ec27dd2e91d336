-- Text that holds numbers becomes integer, which no assignment cast allows
CREATE TABLE part (
    id integer PRIMARY KEY,
    shelf text DEFAULT '0' NOT NULL
);
