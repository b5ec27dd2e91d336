"""Joining a running scratch server, or starting it when nobody has."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from colonnade.connect.failures import DiskFull, ServerNotStarted
from colonnade.connect.servers import keeper
from colonnade.connect.servers.installed import Installation
from colonnade.connect.servers.places import (
    Account,
    cache_folder,
    own_folder,
    reachable,
    server_account,
    socket_folder,
)
from colonnade.connect.servers.settings import Listen, ServerSettings
from colonnade.connect.servers.template import (
    copy_cluster,
    locked,
    run_as,
    template_cluster,
    template_key,
)

LINGER_SECONDS = 5.0
"""How long a shared server waits for its next user, so that consecutive commands are quick."""

_SOCKET_NUMBER = 5432


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A running server: where its socket is, and its port when it listens to one."""

    installation: Installation
    programs: Path
    run: Path
    socket: Path
    port: int


@contextmanager
def joined(installation: Installation, settings: ServerSettings, *, alone: bool) -> Iterator[Running]:
    """Use a server while the block runs, starting it when needed.

    With `alone` the server is nobody else's and is stopped at once afterwards; otherwise every
    process that wants the same installation and settings shares one. Raises `ServerNotStarted`,
    `DiskFull`.
    """
    account = server_account()
    programs = reachable(installation, account)
    folder = cache_folder(account)
    key = template_key(installation, settings)
    name = f"run-{key}-{secrets.token_hex(4)}" if alone else f"run-{key}"
    run = own_folder(folder / name, account)
    running = Running(
        installation=installation,
        programs=programs,
        run=run,
        socket=socket_folder(run, account),
        port=_free_port() if settings.listen is Listen.LOOPBACK else _SOCKET_NUMBER,
    )
    template = template_cluster(folder, programs, settings, account, key)
    with locked(run / "use.lock", fcntl.LOCK_SH):
        with locked(run / "start.lock"):
            if not _is_up(run):
                _clear(running, account)
                copy_cluster(template, run / "data", account)
                _start(running, account, alone=alone)
        yield running


def _is_up(run: Path) -> bool:
    """Whether a server is announced and its keeper lives."""
    if not (run / "server.json").exists():
        return False
    descriptor = os.open(run / "keeper.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _clear(running: Running, account: Account) -> None:
    """Stop and remove what a killed keeper may have left behind."""
    data = running.run / "data"
    if (data / "postmaster.pid").exists():
        command = [str(running.programs / "pg_ctl"), "stop", "-m", "immediate", "-D", str(data)]
        run_as(account, command)
    with contextlib.suppress(FileNotFoundError):
        (running.run / "server.json").unlink()
    shutil.rmtree(data, ignore_errors=True)


def _start(running: Running, account: Account, *, alone: bool) -> None:
    server = [
        str(running.programs / "postgres"),
        *("-D", str(running.run / "data")),
        *("-k", str(running.socket)),
        *("-p", str(running.port)),
    ]
    done = subprocess.run(
        [
            sys.executable,
            *("-I", "-S", keeper.__file__),
            str(running.run),
            "0" if alone else str(LINGER_SECONDS),
            *(str(account.uid), str(account.gid), "1" if alone else "0"),
            *server,
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        check=False,
    )
    if done.returncode != 0:
        failure = _not_started(running)
        if alone:
            shutil.rmtree(running.run, ignore_errors=True)
        raise failure


def _not_started(running: Running) -> ServerNotStarted | DiskFull:
    try:
        said = (running.run / "server.log").read_text(errors="replace").strip()
    except OSError:
        said = ""
    if "No space left on device" in said:
        return DiskFull(
            "no room left to start a scratch server",
            hint="make room, or name another folder in COLONNADE_CACHE",
        )
    lines = said.splitlines() or ["it wrote no message"]
    reason = "; ".join(dict.fromkeys((lines[0], lines[-1])))
    return ServerNotStarted(
        f"PostgreSQL {running.installation.version} did not start: {reason}",
        fields={"bin_dir": str(running.programs), "log": said},
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
