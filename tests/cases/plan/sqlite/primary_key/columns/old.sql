-- The columns and directions of a key change
CREATE TABLE stay (
    guest TEXT NOT NULL,
    night TEXT NOT NULL,
    hut TEXT NOT NULL,
    PRIMARY KEY (guest, night)
);
