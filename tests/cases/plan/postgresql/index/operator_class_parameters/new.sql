-- Parameters of operator classes are set and changed
CREATE TABLE tea (id integer PRIMARY KEY, words tsvector, packed date);
CREATE INDEX tea_words ON tea USING gist (words tsvector_ops (siglen = 200));
CREATE INDEX tea_packed ON tea USING brin (packed date_bloom_ops (n_distinct_per_range = 100, false_positive_rate = 0.05));
