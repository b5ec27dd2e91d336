"""Bad input and a failing world, through the command line as a user runs it."""
