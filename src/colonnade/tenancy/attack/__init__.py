"""Attacks on the isolation of tenants, each in a transaction that is rolled back."""

from colonnade.tenancy.attack.attempt import Attempt
from colonnade.tenancy.attack.proving import prove

__all__ = ["Attempt", "prove"]
