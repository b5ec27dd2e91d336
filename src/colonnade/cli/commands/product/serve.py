"""Serve the schema of a database over HTTP, on this machine.

It reads; with --write it changes the database too, each change with a plan, a journal and a way back. /openapi.json
says what can be asked, and docs/guides/server.md how. Any other address than this machine's needs a token, which stands
in the variable COLONNADE_TOKEN and which every request brings. The server needs the extra `server` of the package.

\b
  colonnade serve --on postgresql://localhost/shop
  colonnade serve --on sqlite:///shop.db --port 0 --write
  COLONNADE_TOKEN=… colonnade serve --on env:staging --host 0.0.0.0
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from dataclasses import dataclass

import click
from rich.text import Text

from colonnade.cli.options import ON
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, Format, verb
from colonnade.server.endpoints import Mode
from colonnade.server.running import PORT, ServerSettings, serving
from colonnade.store.settings import open_project
from colonnade.workspace.addressing import address

TOKEN = "COLONNADE_TOKEN"  # noqa: S105 (the name of a variable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What was served until it was stopped."""

    address: str
    database: str
    mode: Mode


@verb(__doc__, name="serve", result=Served, formats=(Format.TEXT, Format.JSON))
@ON
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes a free one.")
@click.option("--write", is_flag=True, help="Let requests change the database.")
def command(screen: Screen, *, url: str, host: str, port: int, write: bool) -> Answer:
    project = open_project()
    settings = ServerSettings(
        url=address(url, project),
        project=project,
        host=host,
        port=port,
        mode=Mode.WRITE if write else Mode.READ,
        token=os.environ.get(TOKEN, ""),
    )
    with serving(settings) as at:
        screen.err.print(Text(f"{at.address} serves {settings.url} to {settings.mode}; Ctrl+C ends it"), soft_wrap=True)
        sys.stderr.flush()
        _wait(at.stopped)
    return Answer(result=Served(address=at.address, database=str(settings.url), mode=settings.mode))


def _wait(stopped: threading.Event) -> None:
    """Until it stops, or somebody stops it."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda _signal, _frame: stopped.set())
    try:
        stopped.wait()
    except KeyboardInterrupt:
        stopped.set()
