SELECT [x y], `sel``ect`, "q""q", "single" FROM [a b] ORDER BY 1
SELECT "group", "a b" FROM "order" ORDER BY 1
