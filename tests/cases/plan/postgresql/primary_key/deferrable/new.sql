-- A primary key becomes deferrable
CREATE TABLE berth (id integer PRIMARY KEY DEFERRABLE INITIALLY DEFERRED);
