INSERT INTO a_very_long_table_name_that_goes_on_until_the_limit_is_reached VALUES (1, 2);
