-- A table is rebuilt that other tables' triggers write into
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    what VARCHAR(10)
);
CREATE TRIGGER t AFTER INSERT ON guest BEGIN INSERT INTO log (what) VALUES (NEW.name); END;
