INSERT INTO guest (mail) VALUES ('A@b'),('c@d'); INSERT INTO stay VALUES (1,'c@d');
