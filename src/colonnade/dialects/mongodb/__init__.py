"""MongoDB: collections, validators and indexes of a model, written and validated; no server is talked to yet."""

from __future__ import annotations

from colonnade.dialects.mongodb.collections import Collection, Index, TimeSeries, collections_of
from colonnade.dialects.mongodb.judge import faults
from colonnade.dialects.mongodb.script import script

__all__ = ["Collection", "Index", "TimeSeries", "collections_of", "faults", "script"]
