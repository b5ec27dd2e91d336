CREATE TABLE j (id INTEGER PRIMARY KEY, d TEXT CHECK (json_valid(d)), e TEXT CHECK (e GLOB '[a-z]*' AND length(e) BETWEEN 1 AND 5), f TEXT, CHECK (coalesce(e, f) IS NOT NULL));
