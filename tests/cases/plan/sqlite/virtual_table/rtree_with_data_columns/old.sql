CREATE VIRTUAL TABLE place USING rtree(id, min_x, max_x, +label TEXT);
