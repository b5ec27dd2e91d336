-- An identity becomes a serial
CREATE TABLE ticket (id bigserial PRIMARY KEY, line text);
