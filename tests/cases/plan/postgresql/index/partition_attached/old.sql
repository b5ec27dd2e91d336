-- The index of one partition is attached to the parent's index, made for the parent alone
CREATE TABLE weighing (id integer, day date) PARTITION BY RANGE (day);
CREATE TABLE weighing_a PARTITION OF weighing FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE weighing_b PARTITION OF weighing FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX weighing_id ON ONLY weighing (id);
CREATE INDEX wa_special ON weighing_a (id);
CREATE INDEX wb_special ON weighing_b (id);
ALTER INDEX weighing_id ATTACH PARTITION wa_special;
