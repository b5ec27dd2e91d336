-- Columns that count by themselves go, keys among them, and come back with their values
CREATE TABLE always (v text);
CREATE TABLE usual (v text);
CREATE TABLE beside (k integer PRIMARY KEY);
CREATE TABLE counted (v text);
