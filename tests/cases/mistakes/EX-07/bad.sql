CREATE TABLE task (id integer PRIMARY KEY, deleted_at timestamptz);
CREATE TABLE bill (id integer PRIMARY KEY, is_active boolean NOT NULL DEFAULT true);
