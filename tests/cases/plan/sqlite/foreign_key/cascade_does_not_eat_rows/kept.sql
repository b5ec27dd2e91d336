SELECT * FROM parent
SELECT id, parent_id, n FROM child ORDER BY id
SELECT child_id FROM grandchild ORDER BY 1
