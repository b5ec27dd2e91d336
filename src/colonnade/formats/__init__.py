"""Models and diagrams in the notations of others: one file per notation, losses always said."""
