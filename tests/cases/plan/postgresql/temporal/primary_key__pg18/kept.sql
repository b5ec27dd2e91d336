SELECT line, valid, price FROM fare ORDER BY line, valid;
