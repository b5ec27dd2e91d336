-- A partitioned table gets an identity column
CREATE TABLE ticket (
    id integer NOT NULL,
    day date
) PARTITION BY RANGE (day);
CREATE TABLE ticket_a PARTITION OF ticket FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
