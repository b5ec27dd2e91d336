-- A table loses its row numbers
CREATE TABLE price (
    season TEXT NOT NULL,
    bed TEXT NOT NULL,
    cents INTEGER,
    PRIMARY KEY (season, bed)
);
