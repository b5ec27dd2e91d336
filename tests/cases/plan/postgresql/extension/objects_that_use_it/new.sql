-- Indexes, functions and checks over an extension's types and operators change
-- needs: extension ltree
CREATE EXTENSION ltree;
CREATE TABLE shelf (
    id integer PRIMARY KEY,
    path ltree,
    CONSTRAINT shelf_path CHECK (path <@ 'library'::ltree)
);
CREATE INDEX shelf_path_idx ON shelf USING gist (path gist_ltree_ops (siglen = 100));
CREATE FUNCTION below(p ltree) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM shelf WHERE path <@ p';
