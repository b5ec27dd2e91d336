INSERT INTO guest VALUES (1, 'a@x.example', 0), (2, 'b@x.example', 1);
