INSERT INTO ticket (line) VALUES ('north'), ('south');
