SELECT id, day FROM loan_2022 ORDER BY id;
SELECT id, day FROM loan_2023 ORDER BY id;
