-- Domains with checks, a default and a collation appear and are used
CREATE TABLE singer (id integer PRIMARY KEY);
CREATE DOMAIN email AS varchar(254) COLLATE "C" CONSTRAINT email_form CHECK (VALUE ~ '^[^@]+@[^@]+$');
CREATE DOMAIN fee AS numeric(8,2) DEFAULT 0 NOT NULL CHECK (VALUE >= 0);
CREATE TABLE patron (id integer PRIMARY KEY, email email, fee fee);
