-- A partition becomes a table of its own and keeps rows, key and trigger
CREATE TABLE loan (id integer, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER t1 AFTER INSERT ON loan FOR EACH ROW EXECUTE FUNCTION note();
CREATE TABLE loan_2022 PARTITION OF loan FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
CREATE TABLE loan_2023 PARTITION OF loan FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
