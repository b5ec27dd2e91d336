SELECT id, a, b, c, e, g, h FROM f
