-- Configurations come and go, mappings are added, changed and dropped
CREATE TEXT SEARCH CONFIGURATION shop (PARSER = "default");
CREATE TEXT SEARCH CONFIGURATION new_one (COPY = english);
ALTER TEXT SEARCH CONFIGURATION shop ADD MAPPING FOR asciiword WITH german_stem, simple;
ALTER TEXT SEARCH CONFIGURATION shop ADD MAPPING FOR url, int WITH simple;
COMMENT ON TEXT SEARCH CONFIGURATION new_one IS 'For the catalogue';
