CREATE TABLE member (id integer PRIMARY KEY, phone varchar(30));
COMMENT ON COLUMN member.phone IS 'Phone number, encrypted at rest';
