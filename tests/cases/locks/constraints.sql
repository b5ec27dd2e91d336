-- Constraints: keys, references, checks and exclusions, valid, not valid, not enforced.
CREATE TABLE customer (id integer PRIMARY KEY, name varchar(20), code integer NOT NULL, UNIQUE (code));
CREATE TABLE invoice (id integer, customer_id integer, total integer, a integer NOT NULL, b integer, period int4range NOT NULL, self integer, span int4range);
CREATE TABLE keyed (id integer PRIMARY KEY, customer_id integer, other integer,
  CONSTRAINT keyed_customer FOREIGN KEY (customer_id) REFERENCES customer, CONSTRAINT keyed_plain CHECK (id > 0));
ALTER TABLE keyed ADD CONSTRAINT keyed_other FOREIGN KEY (other) REFERENCES customer (code) NOT VALID;
ALTER TABLE keyed ADD CONSTRAINT keyed_up FOREIGN KEY (other) REFERENCES keyed NOT VALID;
ALTER TABLE keyed ADD CONSTRAINT keyed_check CHECK (other > 0) NOT VALID;
CREATE UNIQUE INDEX invoice_ready ON invoice (id);
CREATE UNIQUE INDEX invoice_nullable ON invoice (b);
CREATE UNIQUE INDEX invoice_required ON invoice (a);
CREATE TABLE parent (id integer, name text);
CREATE TABLE heir () INHERITS (parent);
ALTER TABLE parent ADD CONSTRAINT parent_later CHECK (id > 0) NOT VALID;
CREATE TABLE parted (id integer NOT NULL, other integer) PARTITION BY RANGE (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (100);
CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (100) TO (200);
CREATE TABLE pkeyed (id integer PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE pkeyed_1 PARTITION OF pkeyed FOR VALUES FROM (0) TO (100);
INSERT INTO customer SELECT i, 'n', i FROM generate_series(1, 5) i;
INSERT INTO invoice SELECT i, i, 1, i, i, int4range(i, i + 1), i FROM generate_series(1, 5) i;
INSERT INTO keyed SELECT i, i, i FROM generate_series(1, 5) i;
INSERT INTO parent SELECT 1, 'p' FROM generate_series(1, 5);
INSERT INTO heir SELECT 1, 'p' FROM generate_series(1, 5);
INSERT INTO parted SELECT i, 1 FROM generate_series(1, 5) i;
INSERT INTO parted SELECT i, 1 FROM generate_series(101, 105) i;
INSERT INTO pkeyed SELECT i FROM generate_series(1, 5) i;
-- forms
-- primary key
ALTER TABLE invoice ADD PRIMARY KEY (a);
-- primary key on a nullable column
ALTER TABLE invoice ADD CONSTRAINT invoice_pkey PRIMARY KEY (total, id);
-- unique
ALTER TABLE invoice ADD CONSTRAINT invoice_u UNIQUE (customer_id);
-- unique, deferrable
ALTER TABLE invoice ADD UNIQUE (customer_id) DEFERRABLE INITIALLY DEFERRED;
-- unique, nulls alike; since 15
ALTER TABLE invoice ADD UNIQUE NULLS NOT DISTINCT (customer_id);
-- unique with more columns in the index
ALTER TABLE invoice ADD UNIQUE (customer_id) INCLUDE (b);
-- unique by a ready index
ALTER TABLE invoice ADD CONSTRAINT invoice_k UNIQUE USING INDEX invoice_nullable;
-- primary key by a ready index on a required column
ALTER TABLE invoice ADD CONSTRAINT invoice_k PRIMARY KEY USING INDEX invoice_required;
-- primary key by a ready index on a nullable column
ALTER TABLE invoice ADD CONSTRAINT invoice_k PRIMARY KEY USING INDEX invoice_ready;
-- exclusion
ALTER TABLE invoice ADD CONSTRAINT invoice_x EXCLUDE USING gist (period WITH &&);
-- unique without overlaps; since 18
ALTER TABLE invoice ADD CONSTRAINT invoice_x UNIQUE (span, period WITHOUT OVERLAPS);
-- reference
ALTER TABLE invoice ADD CONSTRAINT invoice_c FOREIGN KEY (customer_id) REFERENCES customer;
-- reference to a unique key
ALTER TABLE invoice ADD FOREIGN KEY (customer_id) REFERENCES public.customer (code) ON DELETE CASCADE;
-- reference for later
ALTER TABLE invoice ADD CONSTRAINT invoice_c FOREIGN KEY (customer_id) REFERENCES customer NOT VALID;
-- reference not enforced; since 18
ALTER TABLE invoice ADD CONSTRAINT invoice_c FOREIGN KEY (customer_id) REFERENCES customer NOT ENFORCED;
-- reference to the table itself
ALTER TABLE keyed ADD CONSTRAINT keyed_self FOREIGN KEY (other) REFERENCES keyed;
-- reference of a partitioned table
ALTER TABLE parted ADD CONSTRAINT parted_c FOREIGN KEY (other) REFERENCES customer;
-- reference to a partitioned table
ALTER TABLE invoice ADD CONSTRAINT invoice_p FOREIGN KEY (customer_id) REFERENCES pkeyed;
-- reference validated
ALTER TABLE keyed VALIDATE CONSTRAINT keyed_other;
-- reference to itself validated
ALTER TABLE keyed VALIDATE CONSTRAINT keyed_up;
-- reference validated that is valid
ALTER TABLE keyed VALIDATE CONSTRAINT keyed_customer;
-- reference dropped
ALTER TABLE keyed DROP CONSTRAINT keyed_customer;
-- reference deferrable
ALTER TABLE keyed ALTER CONSTRAINT keyed_customer DEFERRABLE;
-- reference no longer enforced; since 18
ALTER TABLE keyed ALTER CONSTRAINT keyed_customer NOT ENFORCED;
-- check
ALTER TABLE invoice ADD CONSTRAINT invoice_total CHECK (total > 0);
-- check for later
ALTER TABLE invoice ADD CONSTRAINT invoice_total CHECK (total > 0) NOT VALID;
-- check not enforced; since 18
ALTER TABLE invoice ADD CONSTRAINT invoice_total CHECK (total > 0) NOT ENFORCED;
-- check with heirs
ALTER TABLE parent ADD CHECK (id > 0);
-- check without heirs
ALTER TABLE parent ADD CHECK (id > 0) NO INHERIT;
-- check of a partitioned table
ALTER TABLE parted ADD CONSTRAINT parted_check CHECK (other > 0);
-- check validated
ALTER TABLE keyed VALIDATE CONSTRAINT keyed_check;
-- check validated with heirs
ALTER TABLE parent VALIDATE CONSTRAINT parent_later;
-- check validated that is valid
ALTER TABLE keyed VALIDATE CONSTRAINT keyed_plain;
-- check dropped
ALTER TABLE keyed DROP CONSTRAINT keyed_plain;
-- check of heirs dropped
ALTER TABLE parent DROP CONSTRAINT parent_later;
-- constraint dropped that is not there
ALTER TABLE keyed DROP CONSTRAINT IF EXISTS nowhere;
-- key dropped
ALTER TABLE invoice DROP CONSTRAINT IF EXISTS invoice_pkey;
-- referred key dropped with references
ALTER TABLE customer DROP CONSTRAINT customer_pkey CASCADE;
-- unique dropped
ALTER TABLE customer DROP CONSTRAINT customer_code_key CASCADE;
-- constraint renamed
ALTER TABLE keyed RENAME CONSTRAINT keyed_plain TO keyed_fancy;
-- constraint of heirs renamed
ALTER TABLE parent RENAME CONSTRAINT parent_later TO parent_soon;
-- key renamed
ALTER TABLE customer RENAME CONSTRAINT customer_pkey TO customer_key;
-- primary key of a partitioned table
ALTER TABLE parted ADD PRIMARY KEY (id);
-- primary key of a partitioned table alone
ALTER TABLE ONLY parted ADD PRIMARY KEY (id);
-- unique of a partitioned table
ALTER TABLE parted ADD UNIQUE (id, other);
-- check and reference at once
ALTER TABLE invoice ADD CHECK (total > 0) NOT VALID, ADD FOREIGN KEY (customer_id) REFERENCES customer NOT VALID;
-- comment on a constraint
COMMENT ON CONSTRAINT keyed_plain ON keyed IS 'x';
