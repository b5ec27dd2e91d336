-- The subtype, the multirange name and the collation of range types change
CREATE TYPE span AS RANGE (subtype = bigint, multirange_type_name = spans);
CREATE TYPE letters AS RANGE (subtype = text, collation = "POSIX");
