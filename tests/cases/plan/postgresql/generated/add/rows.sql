INSERT INTO fare (id, net, vat_rate) VALUES (1, 10, 0.19), (2, 4.5, 0.07);
