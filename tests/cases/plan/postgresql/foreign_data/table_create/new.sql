-- Foreign tables with defaults, checks, column options and inheritance appear
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER lodge FOREIGN DATA WRAPPER far;
CREATE TABLE stay (id integer, nights integer);
CREATE FOREIGN TABLE guest (id integer OPTIONS (col 'guest_id') NOT NULL, name text DEFAULT 'nobody' COLLATE "C", CONSTRAINT guest_id CHECK (id > 0)) SERVER lodge OPTIONS (tbl 'guests');
CREATE FOREIGN TABLE far_stay () INHERITS (stay) SERVER lodge;
COMMENT ON FOREIGN TABLE guest IS 'Kept elsewhere';
COMMENT ON COLUMN guest.name IS 'as signed';
