SELECT id, day, note FROM loan_2022 ORDER BY id;
