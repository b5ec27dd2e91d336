"""What statements lock, rewrite and read, found from their text and the schema they run on."""

from colonnade.dialects.postgresql.locks.effects import Effects, Mode, NewFile, conflicts, strongest
from colonnade.dialects.postgresql.locks.known import Session
from colonnade.dialects.postgresql.locks.price import RATES, Rates, blocks, claims, price
from colonnade.dialects.postgresql.locks.statement import effects_of

__all__ = [
    "RATES",
    "Effects",
    "Mode",
    "NewFile",
    "Rates",
    "Session",
    "blocks",
    "claims",
    "conflicts",
    "effects_of",
    "price",
    "strongest",
]
