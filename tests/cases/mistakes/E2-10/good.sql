CREATE TABLE client (id integer PRIMARY KEY, name text NOT NULL, company text);
CREATE INDEX client_search ON client USING gin (to_tsvector('simple', name || ' ' || coalesce(company, '')));
