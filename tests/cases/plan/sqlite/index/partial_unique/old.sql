-- A unique index is limited to some rows
CREATE TABLE guest (id INTEGER PRIMARY KEY, email TEXT, gone INTEGER DEFAULT 0);
CREATE UNIQUE INDEX guest_email ON guest (email);
