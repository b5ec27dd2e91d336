SELECT hex("näme"), "emoji😀" FROM "tést 表" ORDER BY 2
