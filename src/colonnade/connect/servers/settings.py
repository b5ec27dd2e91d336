"""How a scratch server is configured: quick, quiet, the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WalLevel(StrEnum):
    """How much a server writes ahead; `logical` is for work on publications and slots."""

    MINIMAL = "minimal"
    REPLICA = "replica"
    LOGICAL = "logical"


class Listen(StrEnum):
    """Where a server can be reached: by its socket only, or by a port of 127.0.0.1 too."""

    SOCKET = "socket"
    LOOPBACK = "loopback"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """What distinguishes one scratch server from another of the same installation."""

    wal_level: WalLevel = WalLevel.MINIMAL
    listen: Listen = Listen.SOCKET


SUPERUSER = "postgres"
"""The superuser's name: most dump files give their objects to it."""

TEMPLATE_FORMAT = "1"
"""Counts up when what is kept in the cache folder changes its shape."""


def configuration(settings: ServerSettings) -> str:
    """The text that is appended to postgresql.conf.

    Durability is off: the files are thrown away with the server. Messages are English and
    times are UTC, so that results do not depend on the machine. Locks per transaction allow a
    dump of ten thousand tables.
    """
    logical = settings.wal_level is not WalLevel.MINIMAL
    values = {
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "wal_level": settings.wal_level,
        "max_wal_senders": "8" if logical else "0",
        "max_replication_slots": "8" if logical else "0",
        "max_connections": "100",
        "shared_buffers": "64MB",
        "max_wal_size": "512MB",
        "checkpoint_timeout": "1h",
        "autovacuum": "off",
        "jit": "off",
        "max_locks_per_transaction": "512",
        "max_prepared_transactions": "4",
        "listen_addresses": "127.0.0.1" if settings.listen is Listen.LOOPBACK else "",
        "lc_messages": "C",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "datestyle": "ISO, YMD",
        "log_min_messages": "fatal",
        "log_min_error_statement": "panic",
        "unix_socket_permissions": "0700",
    }
    return "".join(f"{name} = '{value}'\n" for name, value in values.items())


def authentication() -> str:
    """The text of pg_hba.conf: the socket stands in a folder of ours, the port asks a password."""
    return "local all all trust\nlocal replication all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
