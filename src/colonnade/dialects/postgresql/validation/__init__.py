"""Queries that tell whether a step of a plan has its effect."""

from colonnade.dialects.postgresql.validation.queries import validation

__all__ = ["validation"]
