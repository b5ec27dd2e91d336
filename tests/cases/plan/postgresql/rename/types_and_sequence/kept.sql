SELECT * FROM guest;
