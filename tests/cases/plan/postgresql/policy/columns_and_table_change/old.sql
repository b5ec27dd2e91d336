-- Policies read columns that change type or leave
CREATE TABLE t (id integer, owner text, level integer, note text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON t FOR SELECT USING (owner = current_user);
CREATE POLICY b ON t AS RESTRICTIVE FOR UPDATE USING (level > 1) WITH CHECK (level < 10 AND note <> '');
CREATE POLICY c ON t FOR INSERT WITH CHECK (EXISTS (SELECT 1 FROM t x WHERE x.level = t.id));
