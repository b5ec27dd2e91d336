SELECT k, j, a FROM d ORDER BY k, j
