"""Template clusters: made once by initdb, copied whenever a server starts."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from colonnade.connect.failures import DiskFull, ServerNotStarted
from colonnade.connect.servers.installed import Installation
from colonnade.connect.servers.places import Account, own_folder
from colonnade.connect.servers.settings import (
    SUPERUSER,
    TEMPLATE_FORMAT,
    ServerSettings,
    authentication,
    configuration,
)

_KEPT_SECONDS = 30 * 24 * 3600.0

_LOCALES = ("C.UTF-8", "C")
"""Tried in this order: not every system has C.UTF-8; the encoding is UTF-8 with both."""


@contextmanager
def locked(path: Path, operation: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Hold a lock on a file while the block runs; the system lets go of it when we die."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, operation)
        yield
    finally:
        os.close(descriptor)


def template_key(installation: Installation, settings: ServerSettings) -> str:
    """A short name for an installation with these settings; another build gets another one."""
    server = (installation.bin_dir / "postgres").stat()
    parts = (
        TEMPLATE_FORMAT,
        str(installation.bin_dir),
        installation.version,
        str(server.st_size),
        str(server.st_mtime_ns),
        configuration(settings),
        authentication(),
    )
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:10]
    return f"{installation.major}-{digest}"


def template_cluster(folder: Path, programs: Path, settings: ServerSettings, account: Account, key: str) -> Path:
    """The template cluster of this key under `folder`, made when it is not there yet."""
    target = folder / f"template-{key}"
    if target.exists():
        os.utime(target)
        return target
    _remove_old(folder)
    with locked(folder / f"template-{key}.lock"):
        if target.exists():
            return target
        temporary = own_folder(Path(tempfile.mkdtemp(prefix="initdb-", dir=folder)), account)
        try:
            _initdb(programs, temporary / "data", account)
            with (temporary / "data" / "postgresql.conf").open("a") as file:
                file.write("\n" + configuration(settings))
            (temporary / "data" / "pg_hba.conf").write_text(authentication())
            (temporary / "data").rename(target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    return target


def _remove_old(folder: Path) -> None:
    """Remove templates, of programs that were replaced, that nobody has used for a month."""
    before = time.time() - _KEPT_SECONDS
    for template in folder.glob("template-*"):
        with contextlib.suppress(FileNotFoundError):
            if template.is_dir() and template.stat().st_mtime < before:
                shutil.rmtree(template, ignore_errors=True)


def copy_cluster(template: Path, target: Path, account: Account) -> None:
    """Copy a template cluster; the copy belongs to the server's account."""
    done = run_as(account, ["cp", "-Rp", str(template), str(target)])
    if done.returncode != 0:
        shutil.rmtree(target, ignore_errors=True)
        raise _not_made("copy the template cluster", done.stderr)


def run_as(account: Account, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a program as the server's account, away from folders it may not enter."""
    return subprocess.run(
        command,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
        user=account.uid if account.switched else None,
        group=account.gid if account.switched else None,
        extra_groups=[] if account.switched else None,
    )


def _initdb(programs: Path, data: Path, account: Account) -> None:
    complaint = ""
    for locale in _LOCALES:
        done = run_as(
            account,
            [
                str(programs / "initdb"),
                f"--pgdata={data}",
                f"--username={SUPERUSER}",
                "--encoding=UTF8",
                f"--locale={locale}",
                "--auth=trust",
                "--wal-segsize=1",
                "--no-sync",
            ],
        )
        if done.returncode == 0:
            return
        complaint = done.stderr
        shutil.rmtree(data, ignore_errors=True)
    raise _not_made("make a cluster", complaint)


def _not_made(what: str, complaint: str) -> ServerNotStarted | DiskFull:
    last = complaint.strip().splitlines()[-1] if complaint.strip() else "no message"
    if "No space left on device" in complaint:
        return DiskFull(f"no room left to {what}", hint="make room, or name another folder in COLONNADE_CACHE")
    return ServerNotStarted(f"could not {what}: {last}", fields={"output": complaint})
