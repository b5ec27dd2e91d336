"""A connection pooler in transaction mode before a database: one connection to the server for all who come."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import conninfo

from colonnade.connect.servers.places import own_folder, server_account
from colonnade.connect.urls import DatabaseUrl

PROGRAM = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
SECONDS = 20


@contextmanager
def pooled(url: DatabaseUrl, role: str) -> Iterator[str]:
    """The address of a pooler that holds one connection, as a role that may log in."""
    if PROGRAM is None:
        pytest.skip("no pgbouncer on this machine: run `make setup` as root")
    account = server_account()
    given = conninfo.conninfo_to_dict(url.secret_text)
    # Its own folder: sockets need a short path that the account reaches.
    folder = own_folder(Path(tempfile.mkdtemp(prefix="pool", dir="/tmp")), account)
    file = folder / "pgbouncer.ini"
    file.write_text(
        f"[databases]\npooled = host={given['host']} port={given.get('port', 5432)} dbname={url.database} user={role}\n"
        f"[pgbouncer]\npool_mode = transaction\ndefault_pool_size = 1\nauth_type = any\nlisten_addr =\n"
        f"unix_socket_dir = {folder}\nlisten_port = 6432\nserver_tls_sslmode = disable\n"
        "ignore_startup_parameters = extra_float_digits\n"
    )
    switched = {"user": account.uid, "group": account.gid, "extra_groups": []} if account.switched else {}
    process = subprocess.Popen(  # type: ignore[call-overload] # the keywords are of this function
        [PROGRAM, "-q", str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **switched
    )
    try:
        address = f"postgresql:///pooled?host={folder}&port=6432&user={role}"
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(SECONDS)
        shutil.rmtree(folder)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SECONDS
    while True:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                process.kill()
                raise
            time.sleep(0.05)
        else:
            return
