CREATE TABLE g (id INTEGER PRIMARY KEY, price REAL, qty INT, total REAL, label TEXT AS (price || ' x ' || qty) VIRTUAL);
