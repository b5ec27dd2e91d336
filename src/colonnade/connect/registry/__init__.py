"""The registry: what a database itself keeps about its tables and indexes, and what the catalogue says of them."""

from colonnade.connect.registry.catalogue import Catalogued, LiveIndex, LiveReference, LiveTable, catalogued
from colonnade.connect.registry.kept import (
    Dependency,
    Kept,
    KeptIndex,
    KeptTable,
    is_installed,
    keep,
    kept,
    note_measured,
    prune,
    standing,
)
from colonnade.connect.registry.pattern import MaintenanceCost, QueryFrequency, QueryPattern
from colonnade.connect.registry.place import NAMESPACE, placed

__all__ = [
    "NAMESPACE",
    "Catalogued",
    "Dependency",
    "Kept",
    "KeptIndex",
    "KeptTable",
    "LiveIndex",
    "LiveReference",
    "LiveTable",
    "MaintenanceCost",
    "QueryFrequency",
    "QueryPattern",
    "catalogued",
    "is_installed",
    "keep",
    "kept",
    "note_measured",
    "placed",
    "prune",
    "standing",
]
