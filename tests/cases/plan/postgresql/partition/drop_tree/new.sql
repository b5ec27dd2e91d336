-- A whole partition tree goes
CREATE TABLE reader (id integer PRIMARY KEY);
