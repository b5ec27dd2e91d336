-- Defaults that quote, look like SQL, or mean something else than they seem
CREATE TABLE rental (
    id integer PRIMARY KEY,
    a text DEFAULT E'back\\slash\n%s',
    b text DEFAULT '',
    c text DEFAULT now(),
    d timestamptz DEFAULT CURRENT_TIMESTAMP,
    e numeric DEFAULT (-1 + 2) * 3
);
