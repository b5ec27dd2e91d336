-- The template of a dictionary used by a configuration changes
CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple);
CREATE TEXT SEARCH CONFIGURATION shop (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION shop ADD MAPPING FOR asciiword, word WITH words, simple;
