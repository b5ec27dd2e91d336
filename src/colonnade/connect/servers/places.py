"""Where scratch servers keep their files, and as which account they run.

PostgreSQL refuses to run as the superuser of the machine; when we are root, the server runs as
`postgres` or `nobody`, and its files stand where that account can reach them.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from colonnade.connect.failures import ServerNotStarted
from colonnade.connect.servers.installed import Installation

CACHE_VARIABLE = "COLONNADE_CACHE"
"""Environment variable: the folder for scratch servers, instead of the usual cache folder."""

_SOCKET_PATH_BYTES = 100
"""Longest path of a socket that every system accepts: sun_path has 104 bytes on BSD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The operating system's account that a server runs as; `switched` when it is not our own."""

    uid: int
    gid: int
    switched: bool


@cache
def server_account() -> Account:
    """Our own account, or an unprivileged one when we are root."""
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid(), switched=False)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(uid=entry.pw_uid, gid=entry.pw_gid, switched=True)
    raise ServerNotStarted(
        "PostgreSQL does not run as root, and there is no account `postgres` or `nobody`",
        hint="create one of them, or run as an ordinary user",
    )


def cache_folder(account: Account) -> Path:
    """The folder for everything that scratch servers keep; made when absent."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        folder = Path(named)
    elif account.switched:
        folder = Path("/var/cache/colonnade")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        folder = Path(base) / "colonnade"
    return own_folder(folder / "postgresql", account)


def own_folder(folder: Path, account: Account, *, mode: int = 0o700) -> Path:
    """Make a folder that belongs to the server's account and to nobody else."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=mode, exist_ok=True)
        # lstat, and before chown: in a shared folder a link could have been planted.
        found = folder.lstat()
        ours = stat.S_ISDIR(found.st_mode) and found.st_uid in {account.uid, os.geteuid()}
        if ours and found.st_uid != account.uid:
            os.chown(folder, account.uid, account.gid)
    except OSError as failure:
        raise ServerNotStarted(
            f"cannot use {folder} for a scratch server: {failure.strerror}",
            hint=f"name a folder that you may write to in {CACHE_VARIABLE}",
            fields={"folder": str(folder)},
        ) from failure
    if not ours:
        raise ServerNotStarted(
            f"{folder} belongs to somebody else",
            hint=f"remove it, or name another folder in {CACHE_VARIABLE}",
            fields={"folder": str(folder)},
        )
    return folder


def socket_folder(run: Path, account: Account) -> Path:
    """A folder for the server's socket: within `run` when the path is short enough."""
    inside = run / "socket"
    if len(os.fsencode(inside / ".s.PGSQL.65535")) <= _SOCKET_PATH_BYTES:
        return own_folder(inside, account)
    digest = hashlib.sha256(os.fsencode(run)).hexdigest()[:10]
    return own_folder(Path(tempfile.gettempdir()) / f"colonnade-{account.uid}-{digest}", account)


@cache
def reachable(installation: Installation, account: Account) -> Path:
    """A folder with the installation's programs that the server's account can execute.

    A package in root's own home is copied to the cache folder once.
    """
    if not account.switched or _runs(installation.bin_dir, account):
        return installation.bin_dir
    source = installation.bin_dir.parent
    digest = hashlib.sha256(os.fsencode(source)).hexdigest()[:10]
    target = cache_folder(account) / f"programs-{installation.version}-{digest}"
    if not target.exists():
        temporary = Path(tempfile.mkdtemp(prefix="programs-", dir=target.parent))
        shutil.copytree(source, temporary / "tree", symlinks=True)
        # When another process was quicker, its copy is as good.
        with contextlib.suppress(OSError):
            (temporary / "tree").rename(target)
        shutil.rmtree(temporary)
    if not _runs(target / installation.bin_dir.name, account):
        raise ServerNotStarted(
            f"the programs in {installation.bin_dir} cannot be run as an unprivileged account",
            hint="install PostgreSQL for the whole machine, or run as an ordinary user",
            fields={"bin_dir": str(installation.bin_dir)},
        )
    return target / installation.bin_dir.name


def _runs(bin_dir: Path, account: Account) -> bool:
    try:
        done = subprocess.run(
            [bin_dir / "postgres", "--version"],
            cwd="/",
            capture_output=True,
            check=False,
            user=account.uid,
            group=account.gid,
            extra_groups=[],
        )
    except OSError:
        return False
    return done.returncode == 0
