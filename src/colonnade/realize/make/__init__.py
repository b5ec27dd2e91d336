"""The words of a model on one engine become its objects."""
