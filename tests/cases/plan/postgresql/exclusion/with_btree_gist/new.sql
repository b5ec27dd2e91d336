-- Bookings of one berth may not overlap
-- needs: extension btree_gist
CREATE EXTENSION btree_gist;
CREATE TABLE dock_booking (
    berth integer,
    during int4range,
    EXCLUDE USING gist (berth WITH =, during WITH &&)
);
