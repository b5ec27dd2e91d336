-- The subtype, the multirange name and the collation of range types change
CREATE TYPE span AS RANGE (subtype = integer);
CREATE TYPE letters AS RANGE (subtype = text, collation = "C");
