"""What is kept on disk: the settings of a project."""
