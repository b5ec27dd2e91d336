-- A file server and its table change
-- needs: extension file_fdw
CREATE EXTENSION file_fdw;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE prices (sku text, price text OPTIONS (force_null 'true')) SERVER files OPTIONS (filename '/srv/none.csv', format 'csv', header 'true', delimiter ';');
