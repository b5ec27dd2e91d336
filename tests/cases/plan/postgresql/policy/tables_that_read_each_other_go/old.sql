CREATE TABLE room (id integer PRIMARY KEY, owner text);
CREATE TABLE guest (id integer PRIMARY KEY, room_id integer, name text);
CREATE TABLE lamp (id integer PRIMARY KEY);
ALTER TABLE room ENABLE ROW LEVEL SECURITY;
ALTER TABLE guest ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_guests ON room USING (EXISTS (SELECT 1 FROM guest g WHERE g.room_id = room.id AND g.name = CURRENT_USER));
CREATE POLICY of_rooms ON guest USING (EXISTS (SELECT 1 FROM room r WHERE r.id = guest.room_id AND r.owner = CURRENT_USER));
