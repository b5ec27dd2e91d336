-- An ascending sequence becomes a descending one
CREATE SEQUENCE floor_number;
