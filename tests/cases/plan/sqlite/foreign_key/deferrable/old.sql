-- Foreign keys become deferrable and immediate
CREATE TABLE hut (id INTEGER PRIMARY KEY);
CREATE TABLE bed (
    a INTEGER REFERENCES hut (id),
    b INTEGER REFERENCES hut (id) DEFERRABLE INITIALLY DEFERRED
);
