INSERT INTO guest VALUES (10, 'Ada');
