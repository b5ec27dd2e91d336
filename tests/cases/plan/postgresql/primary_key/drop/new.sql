-- A primary key goes, its columns stay required only where they were declared so
CREATE TABLE sailing (line text, day date);
