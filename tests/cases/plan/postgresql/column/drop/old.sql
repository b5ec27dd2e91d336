-- Columns are dropped, one of them with an index and a comment
CREATE TABLE bicycle (
    id integer PRIMARY KEY,
    brand text,
    model text,
    lost boolean DEFAULT false
);
CREATE INDEX bicycle_model_idx ON bicycle (model);
COMMENT ON COLUMN bicycle.model IS 'As printed on the frame';
