CREATE TABLE figure (at timestamptz NOT NULL, name text NOT NULL, value numeric, PRIMARY KEY (name, at));
CREATE TABLE figure_2026 PARTITION OF figure FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
