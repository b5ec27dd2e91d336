"""Which shard a key belongs to, the same number as `get_shard_number` of the blueprint `partitioned-events` gives."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from colonnade.errors import InputError


class NoShardError(InputError):
    """There is no shard to choose from."""

    code = "CO158"


def shard_number(key: str, shards: int | Sequence[int]) -> int:
    """The shard of a key among so many, numbered from 0, or among those of these numbers. Raises NoShardError.

    Rendezvous hashing: the shard whose SHA-256 with the key is highest (Thaler and Ravishankar, "Using Name-Based
    Mappings to Increase Hit Rates", 1998). A shard more takes keys from each of the others and none moves otherwise;
    one that goes gives away its own alone.
    """
    known = range(shards) if isinstance(shards, int) else shards
    if not known:
        raise NoShardError("there is no shard to choose from", hint="give one number at least")
    return max(known, key=lambda shard: hashlib.sha256(f"{key}:{shard}".encode()).digest())
