-- A composite foreign key pairs its columns differently
CREATE TABLE pier (a integer, b integer, UNIQUE (a, b), UNIQUE (b, a));
CREATE TABLE boat (
    x integer,
    y integer,
    CONSTRAINT boat_pier FOREIGN KEY (x, y) REFERENCES pier (a, b)
);
