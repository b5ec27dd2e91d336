CREATE TABLE parcel (id integer, sent_on date NOT NULL, PRIMARY KEY (id, sent_on)) PARTITION BY RANGE (sent_on);
