"""Changes of rows on their way from one database to another."""

from colonnade.stream.capture import NoKeyError, Table, capture, release
from colonnade.stream.exchange import Conflict, Exchange, Exchanged, Side, conflicts_of, exchange, resolve
from colonnade.stream.pace import keep_alike

__all__ = [
    "Conflict",
    "Exchange",
    "Exchanged",
    "NoKeyError",
    "Side",
    "Table",
    "capture",
    "conflicts_of",
    "exchange",
    "keep_alike",
    "release",
    "resolve",
]
