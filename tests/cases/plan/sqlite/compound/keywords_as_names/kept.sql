SELECT "index", "values", abort, action, "desc", "end", "default", key, "primary" FROM "table" ORDER BY 1
