-- Index expressions with casts, quotes and a subscript
CREATE TABLE tea (id integer PRIMARY KEY, "Näme" text, tags text[], doc jsonb);
CREATE INDEX tea_x ON tea (("Näme" || E'\\'), (tags[1]), ((doc ->> 'k')::integer)) WHERE (doc ? 'k');
