-- Two tables that refer to each other are dropped
CREATE TABLE team (id integer PRIMARY KEY, leader_id integer NOT NULL);
CREATE TABLE member (id integer PRIMARY KEY, team_id integer NOT NULL REFERENCES team);
ALTER TABLE team ADD CONSTRAINT team_leader FOREIGN KEY (leader_id) REFERENCES member DEFERRABLE INITIALLY DEFERRED;
CREATE TABLE harbour (id integer PRIMARY KEY);
