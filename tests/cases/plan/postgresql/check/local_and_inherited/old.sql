-- Heirs of heirs inherit checks, state them too, or have others of the same name
CREATE TABLE base (id integer);
