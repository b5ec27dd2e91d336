-- A unique key becomes the primary key under the same name
CREATE TABLE ferry (
    call_sign text NOT NULL,
    CONSTRAINT ferry_key PRIMARY KEY (call_sign)
);
