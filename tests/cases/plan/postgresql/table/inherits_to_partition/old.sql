-- A hand-made inheritance tree becomes declarative partitioning
CREATE TABLE reading (taken_on date NOT NULL, grams integer);
CREATE TABLE reading_2023 (CHECK (taken_on >= '2023-01-01' AND taken_on < '2024-01-01')) INHERITS (reading);
