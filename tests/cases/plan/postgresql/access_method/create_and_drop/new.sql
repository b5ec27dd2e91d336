-- Index and table access methods come and go
CREATE TABLE slope (id integer, area box);
CREATE ACCESS METHOD my_gist TYPE INDEX HANDLER gisthandler;
COMMENT ON ACCESS METHOD my_gist IS 'As good as the other';
CREATE OPERATOR CLASS my_box_ops DEFAULT FOR TYPE box USING my_gist AS OPERATOR 3 &&, FUNCTION 1 gist_box_consistent(internal, box, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal), FUNCTION 5 gist_box_penalty(internal, internal, internal), FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal);
CREATE INDEX slope_area ON slope USING my_gist (area);
