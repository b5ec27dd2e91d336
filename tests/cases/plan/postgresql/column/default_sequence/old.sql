-- A default moves from one sequence to another and a serial loses its default
CREATE SEQUENCE ticket_a;
CREATE SEQUENCE ticket_b START 1000;
CREATE TABLE rental (id serial PRIMARY KEY, ticket bigint DEFAULT nextval('ticket_a'));
