-- Policies read columns that change type or leave
CREATE TABLE t (id bigint, owner_name text, level bigint, note varchar(20));
ALTER TABLE t FORCE ROW LEVEL SECURITY;
CREATE POLICY a ON t FOR SELECT USING (owner_name = current_user);
CREATE POLICY b ON t AS PERMISSIVE FOR UPDATE USING (level > 1) WITH CHECK (level < 10 AND note <> '');
CREATE POLICY c ON t FOR INSERT WITH CHECK (EXISTS (SELECT 1 FROM t x WHERE x.level = t.id));
