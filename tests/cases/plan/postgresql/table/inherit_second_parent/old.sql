-- A child gains a second parent that shares a column
CREATE TABLE vessel (id integer, label text);
CREATE TABLE for_sale (id integer, price numeric(8,2));
CREATE TABLE jar (id integer, label text, price numeric(8,2));
ALTER TABLE jar INHERIT vessel;
