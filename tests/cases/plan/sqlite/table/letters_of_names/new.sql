-- Tables, columns, indexes, views and triggers are spelled in other letters
CREATE TABLE Guest (Id INTEGER PRIMARY KEY, Name TEXT NOT NULL, Mail TEXT UNIQUE CHECK (Mail <> ''), Loud TEXT AS (upper(Name)));
CREATE TABLE Stay (Id INTEGER PRIMARY KEY, Guest INTEGER REFERENCES Guest (Id), Note TEXT);
CREATE INDEX Guest_Name ON Guest (Name, lower(Mail)) WHERE Name IS NOT NULL;
CREATE VIEW Mails AS SELECT Id, Mail FROM Guest;
CREATE TRIGGER Touched AFTER UPDATE OF Name ON Guest BEGIN UPDATE Stay SET Note = NEW.Name WHERE Guest = NEW.Id; END;
