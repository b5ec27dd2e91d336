-- A value moves from one list partition to another
CREATE TABLE book (id integer, genre text) PARTITION BY LIST (genre);
CREATE TABLE book_a PARTITION OF book FOR VALUES IN ('sea', 'land');
CREATE TABLE book_b PARTITION OF book FOR VALUES IN ('air');
