INSERT INTO guest (label, place) VALUES ('q', ROW('s','bad'));
