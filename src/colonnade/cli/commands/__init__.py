"""One file for each verb, in a folder for what it is for; the docstring of a file is the page of its verb."""
