-- A base type goes with its functions, and a shell type stays
SET client_min_messages = warning;
CREATE TYPE unfinished;
