-- Identity changes from always to by default and its sequence options change
CREATE TABLE ticket (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    line text
);
