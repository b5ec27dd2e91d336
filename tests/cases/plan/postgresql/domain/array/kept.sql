SELECT id, tags, words FROM exam ORDER BY id;
