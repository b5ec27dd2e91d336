-- A whole small hostel is torn down
CREATE TABLE stays_here (id INTEGER PRIMARY KEY);
