-- ICU collations, one nondeterministic, appear and change
-- needs: icu
CREATE COLLATION german (provider = icu, locale = 'de-u-co-phonebk');
CREATE COLLATION no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE ski (id integer PRIMARY KEY, name text COLLATE german);
