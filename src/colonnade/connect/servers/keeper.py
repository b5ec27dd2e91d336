"""The keeper of one scratch server: starts it, waits until nobody uses it, stops it, tidies up.

Runs as a program of its own (standard library only), so that a server outlives the process that
asked for it while others use it, and no server stays behind when processes are killed. Every
user holds a shared lock on `use.lock`; the system lets go of it when a process ends, however it
ends. The keeper waits for the exclusive lock.

    python keeper.py RUN_FOLDER LINGER_SECONDS UID GID ONCE POSTGRES ARGUMENT...

The program returns as soon as the server is up (0) or has failed to come up (1, see server.log);
the keeper goes on in the background. ONCE is 1 for a run folder that nobody will ever use
again: it is removed as a whole.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

START_SECONDS = 60.0
STOP_SECONDS = 20.0
POLL_SECONDS = 0.005


class ServerEnded(Exception):
    """The server ended by itself."""


def main(arguments: list[str]) -> int:
    """Go on in the background; the exit status says whether the server came up."""
    up_read, up_write = os.pipe()
    if os.fork() != 0:
        os.close(up_write)
        return 0 if os.read(up_read, 1) else 1
    os.close(up_read)
    os.setsid()
    with contextlib.suppress(ServerEnded):
        keep(arguments, up_write)
    return 0


def keep(arguments: list[str], up: int) -> None:
    """Start the server, write a byte to `up` when it is ready, keep it, stop it."""
    run = Path(arguments[0])
    linger_s = float(arguments[1])
    uid, gid, once = int(arguments[2]), int(arguments[3]), arguments[4] == "1"
    command = arguments[5:]
    own = os.open(run / "keeper.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(own, fcntl.LOCK_EX)
    switched = uid != os.geteuid()
    with (run / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
            user=uid if switched else None,
            group=gid if switched else None,
            extra_groups=[] if switched else None,
        )
    leftover = run / "data"
    try:
        if not wait_until_ready(server, run / "data" / "postmaster.pid"):
            # The one who asked reads server.log.
            return
        leftover = run if once else leftover
        announce(run, server.pid)
        os.write(up, b"1")
        os.close(up)
        wait_until_unused(server, run / "use.lock", linger_s)
    finally:
        stop(server)
        with contextlib.suppress(FileNotFoundError):
            (run / "server.json").unlink()
        shutil.rmtree(leftover, ignore_errors=True)


def wait_until_ready(server: subprocess.Popen[bytes], pid_file: Path) -> bool:
    """Wait until the server's own file says `ready` (its eighth line, miscadmin.h)."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            lines = pid_file.read_text().splitlines()
            if len(lines) >= 8 and lines[7].strip() == "ready":
                return True
        if server.poll() is not None:
            return False
        time.sleep(POLL_SECONDS)
    return False


def announce(run: Path, pid: int) -> None:
    """Write the file that tells others that the server is up."""
    temporary = run / "server.json.new"
    temporary.write_text(json.dumps({"server_pid": pid, "keeper_pid": os.getpid()}))
    temporary.rename(run / "server.json")


def wait_until_unused(server: subprocess.Popen[bytes], use_lock: Path, linger_s: float) -> None:
    """Wait until nobody has used the server for `linger_s`; return holding the exclusive lock.

    The lock stays with this process until it ends, so that a newcomer waits until all is tidy.
    """

    def ended(_signal: int, _frame: object) -> None:
        if server.poll() is not None:
            raise ServerEnded

    use = os.open(use_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    signal.signal(signal.SIGCHLD, ended)
    try:
        while server.poll() is None:
            fcntl.flock(use, fcntl.LOCK_EX)
            if linger_s <= 0:
                return
            fcntl.flock(use, fcntl.LOCK_UN)
            time.sleep(linger_s)
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
    except ServerEnded:
        return
    finally:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop the server at once: its files are thrown away."""
    for request in (signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        server.send_signal(request)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(STOP_SECONDS)


def _leave(_signal: int, _frame: object) -> None:
    raise ServerEnded


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _leave)
    sys.exit(main(sys.argv[1:]))
