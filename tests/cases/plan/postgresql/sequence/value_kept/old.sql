-- A sequence in use changes an option and must go on from where it is
CREATE SEQUENCE lot_number;
