"""What becomes of rows: made for trials, kept, hidden, taken away."""
