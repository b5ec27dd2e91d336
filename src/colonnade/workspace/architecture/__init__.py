"""Whole designs: deployed, proven, and their tenants kept apart."""
