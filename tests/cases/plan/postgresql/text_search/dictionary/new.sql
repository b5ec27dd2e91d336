-- Dictionaries come, go and change options
CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, LANGUAGE = german, STOPWORDS = english);
CREATE TEXT SEARCH DICTIONARY exact (TEMPLATE = simple, ACCEPT = false, STOPWORDS = english);
COMMENT ON TEXT SEARCH DICTIONARY exact IS 'Nothing is stemmed';
