-- An exclusion over an expression appears, with included columns
CREATE TABLE dock_booking (
    id integer PRIMARY KEY,
    starts date,
    ends date
);
