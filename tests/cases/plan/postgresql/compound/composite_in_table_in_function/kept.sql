SELECT id, ((price).amount)::numeric(8,2) AS amount, (price).currency FROM rate ORDER BY id;
