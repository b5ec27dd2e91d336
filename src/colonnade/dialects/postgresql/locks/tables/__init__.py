"""Tables altered: columns, constraints, partitions, and what goes with them."""
