CREATE TABLE parcel (id integer PRIMARY KEY, sent_on date NOT NULL) PARTITION BY RANGE (sent_on);
