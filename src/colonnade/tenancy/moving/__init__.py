"""One tenant moved from one PostgreSQL database to another while programs work with it."""

from colonnade.tenancy.moving.move import Ends, Moved, finish, move, undo
from colonnade.tenancy.moving.scope import MovedTable, NotMovableError, Scope, scope_of

__all__ = ["Ends", "Moved", "MovedTable", "NotMovableError", "Scope", "finish", "move", "scope_of", "undo"]
