-- The columns and directions of a key change
CREATE TABLE stay (
    guest TEXT NOT NULL,
    night TEXT NOT NULL,
    hut TEXT NOT NULL,
    CONSTRAINT stay_key PRIMARY KEY (hut, guest DESC, night)
);
