-- An exclusion constraint becomes a unique key of the same name
CREATE TABLE berth (
    id integer,
    CONSTRAINT berth_once EXCLUDE USING btree (id WITH =)
);
