-- Index and table access methods come and go
CREATE TABLE slope (id integer, area box);
CREATE ACCESS METHOD old_heap TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE on_old (id integer) USING old_heap;
