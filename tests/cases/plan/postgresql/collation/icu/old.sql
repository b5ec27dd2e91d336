-- ICU collations, one nondeterministic, appear and change
-- needs: icu
CREATE COLLATION german (provider = icu, locale = 'de');
CREATE TABLE ski (id integer PRIMARY KEY, name text COLLATE german);
