-- Parameters of operator classes are set and changed
CREATE TABLE tea (id integer PRIMARY KEY, words tsvector, packed date);
CREATE INDEX tea_words ON tea USING gist (words);
CREATE INDEX tea_packed ON tea USING brin (packed date_minmax_multi_ops (values_per_range = 16));
