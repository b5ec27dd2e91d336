-- A whole small hostel is built
CREATE TABLE stays_here (id INTEGER PRIMARY KEY);
