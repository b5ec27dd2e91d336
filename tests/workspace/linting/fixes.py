"""Migrations with a certain fix, each with what is there before."""

from __future__ import annotations

BEFORE = """
CREATE TABLE customers (id bigint PRIMARY KEY, email text, name text);
CREATE TABLE orders (id bigint NOT NULL, customer_id bigint, total numeric, state text, "Odd Name" text);
CREATE INDEX orders_old ON orders (state);
CREATE TABLE events (day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE MATERIALIZED VIEW sums AS SELECT state, sum(total) AS total FROM orders GROUP BY state;
CREATE UNIQUE INDEX ON sums (state);
INSERT INTO customers SELECT n, 'c' || n, 'Customer ' || n FROM generate_series(1, 20) AS n;
INSERT INTO orders SELECT n, 1 + n % 20, n, 'new', 'x' FROM generate_series(1, 50) AS n;
"""
FIXES: dict[str, tuple[str, ...]] = {
    "-- who ordered\nCREATE INDEX orders_customer ON orders (customer_id); -- kept": ("LCK001", "LCK041"),
    "CREATE INDEX ON orders (customer_id, lower(state)) WHERE total > 0": ("LCK001",),
    "BEGIN;\nCREATE UNIQUE INDEX i ON orders (id);\nCOMMIT;": ("LCK001",),
    "BEGIN;\nALTER TABLE orders ADD COLUMN a int;\nCREATE INDEX i ON orders (a);\n/* and */\n"
    "ALTER TABLE orders ADD COLUMN b int;\nCOMMIT;": ("LCK001",),
    "BEGIN;\nCREATE INDEX i ON orders (id);\nCREATE INDEX j ON orders (total);\nCOMMIT;": ("LCK001",),
    "DROP INDEX orders_old;": ("LCK002",),
    "DROP INDEX IF EXISTS /* the old */ orders_old;": ("LCK002",),
    "REINDEX TABLE customers;": ("LCK003",),
    "REINDEX (VERBOSE) INDEX orders_old;": ("LCK003",),
    "REFRESH MATERIALIZED VIEW sums;": ("LCK005",),
    "ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (customer_id) REFERENCES customers;": ("LCK006",),
    "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;": ("LCK006",),
    "ALTER TABLE orders\n  ADD COLUMN note text, -- first\n  ADD FOREIGN KEY (customer_id) REFERENCES customers;": (
        "LCK006",
    ),
    "BEGIN;\nALTER TABLE orders ADD CHECK (total > 0);\nALTER TABLE orders ADD COLUMN n int;\nCOMMIT;": ("LCK007",),
    "ALTER TABLE orders ADD CHECK (total > 0 OR state = 'free');": ("LCK007",),
    'ALTER TABLE "orders" ADD CONSTRAINT "Odd" CHECK ("Odd Name" <> \'\'); -- ö': ("LCK007",),
    "ALTER TABLE ONLY orders ADD CONSTRAINT a CHECK (total > 0), ADD CONSTRAINT b CHECK (total < 1e9);": ("LCK007",),
    "ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;": ("LCK008",),
    "BEGIN;\nUPDATE orders SET state = 'x' WHERE id = 0;\nALTER TABLE orders ALTER state SET NOT NULL;\nCOMMIT;": (
        "LCK008",
    ),
    "ALTER TABLE customers ADD UNIQUE (email);": ("LCK009",),
    "ALTER TABLE customers ADD CONSTRAINT k UNIQUE (email, name) DEFERRABLE;": ("LCK009",),
    "BEGIN;\nALTER TABLE customers ADD CONSTRAINT k UNIQUE (name);\nCOMMIT;": ("LCK009",),
    "ALTER TABLE orders ADD PRIMARY KEY (id);": ("LCK010",),
    "ALTER TABLE orders ADD CONSTRAINT k PRIMARY KEY (id, customer_id);": ("LCK010",),
    "ALTER TABLE orders ADD COLUMN a int;\nDROP TABLE customers CASCADE;\nCREATE TABLE t (id int);": ("SQL003",),
    "ALTER TABLE orders ADD extra int;\nALTER TABLE orders DROP total CASCADE;": ("SQL003",),
}
"""Statements, with rules among those whose findings are fixed."""
