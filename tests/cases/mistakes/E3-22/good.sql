CREATE TABLE reader (id integer PRIMARY KEY, email text NOT NULL UNIQUE);
