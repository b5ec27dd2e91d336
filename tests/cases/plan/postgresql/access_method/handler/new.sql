-- The handler of an access method changes
CREATE ACCESS METHOD mine TYPE INDEX HANDLER spghandler;
CREATE TABLE slope (id integer);
