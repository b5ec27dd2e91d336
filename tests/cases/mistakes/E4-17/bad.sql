CREATE TABLE memory (id uuid PRIMARY KEY, said text NOT NULL);
