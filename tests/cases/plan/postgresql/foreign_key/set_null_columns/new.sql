-- Set null on delete is limited to one column of a composite key
CREATE TABLE pier (tenant integer, id integer, PRIMARY KEY (tenant, id));
CREATE TABLE boat (
    tenant integer,
    pier_id integer,
    CONSTRAINT boat_pier FOREIGN KEY (tenant, pier_id) REFERENCES pier ON DELETE SET NULL (pier_id)
);
