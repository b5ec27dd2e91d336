SELECT id, day FROM loan_2022 ORDER BY id;
