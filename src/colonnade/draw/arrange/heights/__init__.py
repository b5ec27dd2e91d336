"""How high everything is: columns as stacks with least distances, moved so that lines run straight."""
