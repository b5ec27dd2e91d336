-- Foreign tables with defaults, checks, column options and inheritance appear
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER lodge FOREIGN DATA WRAPPER far;
CREATE TABLE stay (id integer, nights integer);
