"""Tests of the physical design."""
