SELECT * FROM lamp;
