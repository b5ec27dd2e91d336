-- A table moves to another table access method
CREATE ACCESS METHOD cellar TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE mead (id integer PRIMARY KEY, year integer) USING cellar;
