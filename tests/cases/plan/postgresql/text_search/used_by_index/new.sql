-- An index and a generated column move to an own configuration
CREATE TEXT SEARCH CONFIGURATION shop (COPY = simple);
CREATE TABLE ski (
    id integer PRIMARY KEY,
    body text,
    words tsvector GENERATED ALWAYS AS (to_tsvector('public.shop', body)) STORED
);
CREATE INDEX ski_words ON ski USING gin (words);
CREATE INDEX ski_body ON ski USING gin (to_tsvector('public.shop', body));
