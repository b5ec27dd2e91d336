"""What follows from a model: its canonical form, what nobody wrote, how it is drawn."""
