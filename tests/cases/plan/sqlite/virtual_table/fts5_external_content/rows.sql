INSERT INTO doc VALUES (1, 'hello', 'big world'), (7, 'bye', 'small world');
