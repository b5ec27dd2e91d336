CREATE TABLE reader (id integer PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE INDEX reader_email ON reader (email);
