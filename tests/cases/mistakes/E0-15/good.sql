CREATE TABLE parcel (id integer PRIMARY KEY, member_id integer NOT NULL, sent_on date NOT NULL);
CREATE INDEX parcel_member_day ON parcel (member_id, sent_on);
