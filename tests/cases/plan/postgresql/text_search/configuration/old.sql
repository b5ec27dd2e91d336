-- Configurations come and go, mappings are added, changed and dropped
CREATE TEXT SEARCH CONFIGURATION shop (PARSER = "default");
CREATE TEXT SEARCH CONFIGURATION old_one (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION shop ADD MAPPING FOR asciiword, word WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION shop ADD MAPPING FOR email WITH simple;
