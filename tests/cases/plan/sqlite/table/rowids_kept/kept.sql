SELECT rowid, body, at, typeof(at) FROM note ORDER BY rowid
