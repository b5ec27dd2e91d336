CREATE TABLE parcel (id integer PRIMARY KEY);
GRANT SELECT ON parcel TO nobody_made_this_role;
