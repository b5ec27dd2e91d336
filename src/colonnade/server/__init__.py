"""The server: the schema API of one database over HTTP, and room for the studio beside it."""

from colonnade.server.answers import Problem
from colonnade.server.running import NotGuardedError, ServerMissingError, ServerSettings, serving

__all__ = ["NotGuardedError", "Problem", "ServerMissingError", "ServerSettings", "serving"]
