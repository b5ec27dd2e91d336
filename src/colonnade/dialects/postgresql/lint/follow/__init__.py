"""What statements make of a schema, read from their text: enough of it to judge the statements after them."""
