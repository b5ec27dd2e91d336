-- A default moves from one sequence to another and a serial loses its default
CREATE SEQUENCE ticket_a;
CREATE SEQUENCE ticket_b START 1000;
CREATE SEQUENCE rental_id_seq AS integer;
CREATE TABLE rental (id integer PRIMARY KEY, ticket bigint DEFAULT nextval('ticket_b'));
ALTER SEQUENCE rental_id_seq OWNED BY rental.id;
