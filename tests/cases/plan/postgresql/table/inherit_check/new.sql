-- A parent's check is changed for the whole tree
CREATE TABLE vessel (id integer, volume_ml integer, CONSTRAINT vessel_volume CHECK (volume_ml > 10));
CREATE TABLE jar (lid boolean, CONSTRAINT jar_lid CHECK (lid IS NOT NULL)) INHERITS (vessel);
