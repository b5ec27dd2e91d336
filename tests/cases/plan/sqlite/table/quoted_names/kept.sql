SELECT "no", "what ""they"" said", "select" FROM "Guest Book" ORDER BY 1;
