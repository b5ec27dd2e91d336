"""Loading `.sql` files and folders of migrations into scratch databases."""
