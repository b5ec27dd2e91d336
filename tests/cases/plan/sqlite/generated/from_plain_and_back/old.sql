CREATE TABLE g (id INTEGER PRIMARY KEY, price REAL, qty INT, total REAL AS (price * qty) STORED, label TEXT);
