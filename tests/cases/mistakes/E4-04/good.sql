CREATE TABLE flow (id uuid PRIMARY KEY);
CREATE TABLE finding (id uuid PRIMARY KEY, flow_id uuid NOT NULL REFERENCES flow);
CREATE INDEX ON finding (flow_id);
