SELECT id + 0, up + 0, name FROM node ORDER BY 1
SELECT id, node + 0 FROM leaf ORDER BY 1
