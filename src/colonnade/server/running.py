"""Running the server, on this machine only unless it asks for a token."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from colonnade.connect.urls import DatabaseUrl
from colonnade.errors import InputError, RefusedError, WorldError
from colonnade.server.application import application
from colonnade.server.endpoints import Mode, SchemaEndpoints
from colonnade.server.guard import LOOPBACK
from colonnade.store.settings import Project
from colonnade.workspace.live.database import Database

PORT = 8420
_FEWEST = 16
"""Characters of a token."""
_START_SECONDS = 30


class NotGuardedError(RefusedError):
    """The server would be open to other machines without asking who is there."""

    code = "CO288"


class WeakTokenError(InputError):
    """A token is too short, or can't be sent in a header."""

    code = "CO107"


class ServerMissingError(WorldError):
    """The packages that the server needs are not installed."""

    code = "CO333"


class NotServingError(WorldError):
    """The server did not start: the port is taken, or the address is not of this machine."""

    code = "CO334"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """What is served, where, and to whom."""

    url: DatabaseUrl
    project: Project
    host: str = "127.0.0.1"
    port: int = PORT
    """0 takes a free one."""
    mode: Mode = Mode.READ
    token: str = ""
    """What every request has to bring, where one is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A server at work."""

    address: str
    stopped: threading.Event
    """Set when it has stopped by itself."""


def check_settings(settings: ServerSettings) -> None:
    """Raises NotGuardedError, WeakTokenError."""
    if settings.host not in LOOPBACK and not settings.token:
        raise NotGuardedError(
            f"{settings.host} can be reached from other machines, and no token is set",
            hint="set COLONNADE_TOKEN to at least 16 characters, or serve 127.0.0.1",
            fields={"host": settings.host},
        )
    if settings.token and (len(settings.token) < _FEWEST or not settings.token.isascii() or " " in settings.token):
        raise WeakTokenError(f"a token has at least {_FEWEST} characters of ASCII, and no blank")


@contextmanager
def serving(settings: ServerSettings) -> Iterator[Serving]:
    """A server that answers while the block runs.

    Raises NotGuardedError, WeakTokenError, ServerMissingError, NotServingError.
    """
    check_settings(settings)
    try:
        import uvicorn

        schema = SchemaEndpoints(database=Database(url=settings.url, project=settings.project), mode=settings.mode)
        guarded = application(schema, token=settings.token)
    except ImportError as error:
        raise ServerMissingError(
            f"the server needs packages that are not installed: {error.name}", hint="pip install 'colonnade[server]'"
        ) from None
    config = uvicorn.Config(
        guarded,
        host=settings.host,
        port=settings.port,
        log_level="critical",
        access_log=False,
        ws="none",
        lifespan="off",
    )
    server = uvicorn.Server(config)
    stopped = threading.Event()

    def work() -> None:
        try:
            server.run()
        except SystemExit:
            # uvicorn ends the process where it can't listen; this thread is enough
            pass
        finally:
            stopped.set()

    thread = threading.Thread(target=work, name="colonnade-server", daemon=True)
    thread.start()
    try:
        _await(server, stopped, settings)
        port = server.servers[0].sockets[0].getsockname()[1]
        named = f"[{settings.host}]" if ":" in settings.host else settings.host
        yield Serving(address=f"http://{named}:{port}", stopped=stopped)
    finally:
        server.should_exit = True
        thread.join(_START_SECONDS)


def _await(server: object, stopped: threading.Event, settings: ServerSettings) -> None:
    end = time.monotonic() + _START_SECONDS
    while not getattr(server, "started", False):
        if stopped.wait(0.02) or time.monotonic() > end:
            raise NotServingError(
                f"cannot serve {settings.host} at port {settings.port}",
                hint="is the port taken? --port 0 takes a free one",
                fields={"host": settings.host, "port": settings.port},
            )
