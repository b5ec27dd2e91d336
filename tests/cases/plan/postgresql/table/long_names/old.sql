-- Names of 63 bytes and more, shortened by the server, and the implicit names made of them
CREATE TABLE a_very_long_table_name_that_goes_on_until_the_limit_is_reached (a_column_with_a_name_of_some_length integer PRIMARY KEY, b integer UNIQUE);
