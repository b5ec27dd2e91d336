INSERT INTO ticket VALUES ('north'), ('south');
