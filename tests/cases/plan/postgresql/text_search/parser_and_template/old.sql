-- A parser and a template come, go and change, with a configuration on the parser
CREATE TEXT SEARCH PARSER reader (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH TEMPLATE gone (LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH CONFIGURATION shop (PARSER = reader);
ALTER TEXT SEARCH CONFIGURATION shop ADD MAPPING FOR word WITH simple;
