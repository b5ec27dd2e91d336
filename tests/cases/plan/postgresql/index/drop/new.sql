-- Indexes are dropped, one of them commented, one carrying a clustering mark
CREATE TABLE tea (id integer PRIMARY KEY, name text, origin text);
