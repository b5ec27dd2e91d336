-- The owner's own privileges are revoked and those of another table come back
CREATE TABLE book (id integer PRIMARY KEY);
CREATE TABLE ledger (id integer PRIMARY KEY);
REVOKE ALL ON ledger FROM CURRENT_USER;
