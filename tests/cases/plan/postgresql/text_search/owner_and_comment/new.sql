-- Owners and comments of text search objects change
DO $$ BEGIN CREATE ROLE colonnade_manager; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple);
CREATE TEXT SEARCH CONFIGURATION shop (COPY = simple);
CREATE TEXT SEARCH TEMPLATE mine (LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH PARSER reader (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
ALTER TEXT SEARCH DICTIONARY words OWNER TO colonnade_manager;
ALTER TEXT SEARCH CONFIGURATION shop OWNER TO colonnade_manager;
COMMENT ON TEXT SEARCH CONFIGURATION shop IS 'new';
COMMENT ON TEXT SEARCH TEMPLATE mine IS 'new';
COMMENT ON TEXT SEARCH PARSER reader IS 'new';
