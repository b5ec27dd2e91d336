-- A statistics object goes alone, another goes with its column
CREATE TABLE hire (
    shop text,
    town text,
    days integer
);
