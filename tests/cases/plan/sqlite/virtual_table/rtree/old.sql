-- A spatial table with auxiliary columns appears and another goes
-- needs: rtree
CREATE TABLE hut (id INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE old_box USING rtree (id, x0, x1, y0, y1);
