-- A value goes from an enum that bounds partitions and is part of a key
CREATE TYPE zone AS ENUM ('near', 'far');
CREATE TABLE parcel (id integer, zone zone, PRIMARY KEY (id, zone)) PARTITION BY LIST (zone);
CREATE TABLE parcel_near PARTITION OF parcel FOR VALUES IN ('near');
CREATE TABLE parcel_far PARTITION OF parcel FOR VALUES IN ('far');
