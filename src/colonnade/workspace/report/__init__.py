"""The report of a demonstration: one HTML file that needs no other and speaks to no other host."""
