-- A strict table becomes an ordinary one
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    extra ANY
);
