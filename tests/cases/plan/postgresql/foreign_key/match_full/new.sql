-- A composite foreign key changes to match full
CREATE TABLE pier (tenant integer, id integer, PRIMARY KEY (tenant, id));
CREATE TABLE boat (
    tenant integer,
    pier_id integer,
    CONSTRAINT boat_pier FOREIGN KEY (tenant, pier_id) REFERENCES pier MATCH FULL
);
