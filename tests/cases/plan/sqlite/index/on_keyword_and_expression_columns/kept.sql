SELECT a, "b c", d FROM i
