CREATE TABLE member (id integer PRIMARY KEY, email text NOT NULL, deleted_at timestamptz);
CREATE UNIQUE INDEX member_email_live ON member (email) WHERE deleted_at IS NULL;
