CREATE TABLE lamp (id integer PRIMARY KEY);
CREATE TABLE payment (id integer, paid date NOT NULL);
CREATE TABLE payment_2024 (CHECK (paid >= '2024-01-01' AND paid < '2025-01-01')) INHERITS (payment);
CREATE RULE payment_to_2024 AS ON INSERT TO payment
  WHERE NEW.paid >= '2024-01-01' AND NEW.paid < '2025-01-01'
  DO INSTEAD INSERT INTO payment_2024 VALUES (NEW.*);
