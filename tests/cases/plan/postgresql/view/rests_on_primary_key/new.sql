-- A view groups by a primary key, which is why it must step aside when the key changes
CREATE TABLE pot (
    id integer NOT NULL,
    glaze text,
    CONSTRAINT pot_pkey PRIMARY KEY (id) INCLUDE (glaze)
);
CREATE TABLE mark (pot_id integer, stars integer);
CREATE VIEW pot_stars AS SELECT p.id, p.glaze, sum(m.stars) AS stars FROM pot p LEFT JOIN mark m ON m.pot_id = p.id GROUP BY p.id;
CREATE VIEW good_pots AS SELECT id FROM pot_stars WHERE stars > 3;
