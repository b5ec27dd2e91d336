SELECT rowid, title, body FROM page_text ORDER BY rowid;
