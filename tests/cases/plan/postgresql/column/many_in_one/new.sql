-- Six columns of one table change in six ways at once
CREATE TABLE rental (
    id integer PRIMARY KEY,
    a bigint NOT NULL,
    b text,
    c varchar(50) DEFAULT 'none',
    d date,
    f text
);
