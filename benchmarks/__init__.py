"""Measurements against peers and limits, in one run: `make bench`."""
