"""A disk that is full: exit code 3, the way out, nothing changed. Real ones, of a few megabytes in memory."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect
from colonnade.connect.servers.server import PostgresServer
from colonnade.schema.fingerprint import fingerprint
from tests.cli.running import Ran, cln

FILLED = "INSERT INTO a SELECT n, repeat('x', 500) FROM generate_series(1, {}) AS n"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with room for two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder), check=False, capture_output=True)
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(("umount", "-l", folder), check=True)


def refused(plan: Path, address: str) -> Ran:
    """Apply a plan that the disk has no room for."""
    before = fingerprint(introspect(address))
    ran = cln("apply", plan, "--on", address, expect=3)
    assert "make room" in ran.err
    assert "nothing was changed" in ran.err
    assert fingerprint(introspect(address)) == before
    return ran


def test_sqlite(disk: Path, tmp_path: Path) -> None:
    path, target, plan = disk / "a.db", tmp_path / "target.sql", tmp_path / "plan.json"
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("CREATE TABLE a (id integer PRIMARY KEY, t text)")
        opened.executemany("INSERT INTO a VALUES (?, ?)", ((n, "x" * 500) for n in range(2000)))
        opened.commit()
    target.write_text("CREATE TABLE a (id integer PRIMARY KEY, t text NOT NULL);")
    address = f"sqlite:///{path}"
    cln("plan", address, target, "--allow", "all", "-o", plan)
    assert "disk is full" in refused(plan, address).err
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("SELECT count(*) FROM a").fetchone() == (2000,)
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_postgresql(pg: PostgresServer, disk: Path, tmp_path: Path) -> None:
    owner = pg.socket.stat()
    os.chown(disk, owner.st_uid, owner.st_gid)
    for folder in (disk, *disk.parents):
        if folder == Path("/tmp"):
            break
        folder.chmod(folder.stat().st_mode | 0o755)
    target, plan = tmp_path / "target.sql", tmp_path / "plan.json"
    space = f"colonnade_{disk.parent.name}"[:60].lower()
    with closing(connect(pg.url())) as connection:
        connection.execute(f"CREATE TABLESPACE \"{space}\" LOCATION '{disk}'".encode())
    try:
        with pg.database() as url:
            with closing(connect(url)) as connection:
                table = f'CREATE TABLE a (id integer PRIMARY KEY, t text) TABLESPACE "{space}"'
                connection.execute(table.encode())
                connection.execute(FILLED.format(2000).encode())
            target.write_text(f"{table.replace('id integer', 'id bigint')};")
            cln("plan", url.secret_text, target, "--allow", "all", "-o", plan)
            assert "No space left on device" in refused(plan, url.secret_text).err
    finally:
        with closing(connect(pg.url())) as connection:
            connection.execute(f'DROP TABLESPACE "{space}"'.encode())


def test_no_room_for_the_files_that_are_written(disk: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.sql"
    source.write_text("CREATE TABLE a (id integer PRIMARY KEY);")
    (disk / "full").write_bytes(b"x" * (2 << 20))
    ran = cln("plan", source, source, "--engine", "sqlite", "-o", disk / "plan.json", expect=3)
    assert "No space left on device" in ran.err
    assert not (disk / "plan.json").exists()
