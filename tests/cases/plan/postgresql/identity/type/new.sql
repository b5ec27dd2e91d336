-- The type of an identity column changes, its sequence with it
CREATE TABLE ticket (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    line text
);
