"""What a database or a machine can fail with, as leaves of the error tree.

::

    WorldError
    ├── NoServer            CO301  no PostgreSQL programs were found
    ├── ServerNotStarted    CO302  a scratch server did not come up
    ├── Unreachable         CO303  nobody answers at that address
    ├── WrongPassword       CO304  the server refuses the credentials
    ├── NoSuchDatabase      CO305  the server has no database of that name
    ├── NotPermitted        CO306  the role may not do this
    ├── DiskFull            CO307  the server has no room left
    ├── LockNotObtained     CO308  somebody else holds the lock
    ├── Cancelled           CO309  the server or its operator stopped the statement
    ├── ConnectionLost      CO310  the connection broke on the way
    └── DatabaseFailed      CO311  any other failure that a statement did not cause
"""

from __future__ import annotations

from typing import ClassVar

from colonnade.errors import WorldError


class NoServer(WorldError):
    """No PostgreSQL server programs were found on this machine."""

    code: ClassVar[str] = "CO301"


class ServerNotStarted(WorldError):
    """A scratch server could not be made or started."""

    code: ClassVar[str] = "CO302"


class Unreachable(WorldError):
    """Nobody answers at the address."""

    code: ClassVar[str] = "CO303"


class WrongPassword(WorldError):
    """The server refuses the user or the password."""

    code: ClassVar[str] = "CO304"


class NoSuchDatabase(WorldError):
    """The server has no database of that name, or the file does not exist."""

    code: ClassVar[str] = "CO305"


class NotPermitted(WorldError):
    """The role or the account lacks a permission."""

    code: ClassVar[str] = "CO306"


class DiskFull(WorldError):
    """There is no room left where the database keeps its files."""

    code: ClassVar[str] = "CO307"


class LockNotObtained(WorldError):
    """Somebody else holds a lock, and the time to wait for it is over."""

    code: ClassVar[str] = "CO308"


class Cancelled(WorldError):
    """The statement was stopped from outside: a time limit, an operator, a deadlock."""

    code: ClassVar[str] = "CO309"


class ConnectionLost(WorldError):
    """The connection broke after it had been made."""

    code: ClassVar[str] = "CO310"


class DatabaseFailed(WorldError):
    """The database failed in a way that the statement did not cause."""

    code: ClassVar[str] = "CO311"
