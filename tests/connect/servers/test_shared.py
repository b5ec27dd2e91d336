"""Servers are shared, stop when unused, and survive and outlive nobody they should not."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from colonnade.connect.failures import NoServer, ServerNotStarted
from colonnade.connect.postgresql import connect
from colonnade.connect.servers import installed, shared
from colonnade.connect.servers.installed import BIN_VARIABLE, FALLBACK_VARIABLE, choose
from colonnade.connect.servers.places import CACHE_VARIABLE, server_account
from colonnade.connect.servers.server import PostgresServer, postgres_server
from colonnade.connect.servers.settings import Listen, ServerSettings, WalLevel

USER = """
import sys
from colonnade.connect.servers.server import postgres_server
with postgres_server() as server:
    print(server.socket, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def template_cache() -> Iterator[Path]:
    """A cache folder of this module's own, with the template made."""
    # Not under tmp_path: root's temporary folders are closed to the server's account.
    folder = Path(tempfile.mkdtemp(prefix="colonnade-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def cache(template_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder in use, with no server running in it afterwards."""
    monkeypatch.setenv(CACHE_VARIABLE, str(template_cache))
    monkeypatch.setattr(shared, "LINGER_SECONDS", 0.0)
    return template_cache / "postgresql"


def runs(cache: Path) -> list[Path]:
    return sorted(cache.glob("run-*/data"))


def eventually(holds: Callable[[], object], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.02)
    return False


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def version(server: PostgresServer) -> int:
    with connect(server.url()) as connection:
        return connection.info.server_version // 10000


def server_pid(cache: Path) -> int:
    (file,) = cache.glob("run-*/data/postmaster.pid")
    return int(file.read_text().splitlines()[0])


def test_two_uses_share_one_server_and_the_last_one_ends_it(cache: Path) -> None:
    with postgres_server() as outer:
        pid = server_pid(cache)
        with postgres_server() as inner:
            assert inner.socket == outer.socket
            assert server_pid(cache) == pid
        assert version(outer) == outer.major
    assert eventually(lambda: not alive(pid) and not runs(cache))


def test_a_server_lingers_for_the_next_use(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "LINGER_SECONDS", 1.0)
    with postgres_server():
        pid = server_pid(cache)
    with postgres_server() as again:
        assert server_pid(cache) == pid
        time.sleep(1.5)
        assert version(again) == again.major
    assert eventually(lambda: not alive(pid))


def test_killed_users_leave_no_server_behind(cache: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", USER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as user:
        assert user.stdout is not None
        assert user.stdout.readline().strip()
        pid = server_pid(cache)
        user.send_signal(signal.SIGKILL)
    # The user had the product's own linger time.
    assert eventually(lambda: not alive(pid) and not runs(cache), 5 + 20)


def test_a_killed_keeper_is_replaced(cache: Path) -> None:
    with postgres_server():
        first = server_pid(cache)
        (announced,) = cache.glob("run-*/server.json")
        keeper = int(announced.read_text().split('"keeper_pid": ')[1].rstrip("}"))
        os.kill(keeper, signal.SIGKILL)
        assert eventually(lambda: not alive(keeper))
    with postgres_server() as server:
        assert eventually(lambda: not alive(first))
        assert version(server) == server.major
        second = server_pid(cache)
    assert eventually(lambda: not alive(second))


def test_a_crashed_server_is_replaced(cache: Path) -> None:
    with postgres_server():
        os.kill(server_pid(cache), signal.SIGKILL)
        assert eventually(lambda: not list(cache.glob("run-*/server.json")))
        with postgres_server() as server:
            assert version(server) == server.major


def test_a_server_alone_is_shared_with_nobody_and_leaves_nothing(cache: Path) -> None:
    with postgres_server(alone=True) as one, postgres_server(alone=True) as other:
        assert one.socket != other.socket
    assert eventually(lambda: not one.socket.parent.exists())
    assert eventually(lambda: not other.socket.parent.exists())


def test_the_server_is_not_run_by_root(cache: Path) -> None:
    with postgres_server():
        owner = Path(f"/proc/{server_pid(cache)}").stat().st_uid
    assert owner == server_account().uid != 0


def test_the_socket_is_closed_to_others(cache: Path) -> None:
    with postgres_server() as server:
        assert server.socket.stat().st_mode & 0o077 == 0
        assert (server.socket / f".s.PGSQL.{server.port}").stat().st_mode & 0o077 == 0


def test_a_server_can_listen_on_the_loopback_and_then_asks_for_a_password(cache: Path) -> None:
    settings = ServerSettings(listen=Listen.LOOPBACK)
    with postgres_server(settings=settings, alone=True) as server:
        with connect(server.url()) as connection:
            connection.execute("CREATE ROLE ada LOGIN PASSWORD 'right'")
        url = f"postgresql://ada:right@127.0.0.1:{server.port}/postgres"
        with connect(url) as connection:
            assert connection.info.host == "127.0.0.1"


def test_the_write_ahead_level_can_be_chosen(cache: Path) -> None:
    with (
        postgres_server(settings=ServerSettings(wal_level=WalLevel.LOGICAL)) as server,
        connect(server.url()) as connection,
    ):
        assert connection.execute("SHOW wal_level").fetchone() == ("logical",)


def test_texts_are_utf8_and_messages_english_whatever_the_surroundings(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    with (
        postgres_server(alone=True) as server,
        server.database() as url,
        connect(url) as connection,
    ):
        for setting, expected in {
            "server_encoding": "UTF8",
            "client_encoding": "UTF8",
            "lc_messages": "C",
            "TimeZone": "UTC",
        }.items():
            row = connection.execute("SELECT current_setting(%s)", (setting,)).fetchone()
            assert row == (expected,)


def test_a_server_that_cannot_start_says_why(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_start", _start_with_a_bad_option(shared._start))
    with (
        pytest.raises(ServerNotStarted, match=r"did not start: .*no_such_setting"),
        postgres_server(alone=True),
    ):
        pytest.fail("it started")


def _start_with_a_bad_option(start: Callable[..., None]) -> Callable[..., None]:
    def broken(running: shared.Running, account: object, *, alone: bool) -> None:
        with (running.run / "data" / "postgresql.conf").open("a") as file:
            file.write("no_such_setting = 1\n")
        start(running, account, alone=alone)

    return broken


def test_without_any_server_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (BIN_VARIABLE, FALLBACK_VARIABLE, "PATH"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(installed, "_SYSTEM_PATTERNS", ())
    monkeypatch.setattr(installed, "_PACKAGE", "no_such_package")
    installed._installations.cache_clear()
    try:
        with pytest.raises(NoServer, match="found: none at all") as caught:
            choose()
    finally:
        installed._installations.cache_clear()
    assert BIN_VARIABLE in caught.value.hint


def test_a_missing_major_lists_what_is_there() -> None:
    with pytest.raises(NoServer, match=r"no PostgreSQL 9 server was found \(found: \d"):
        choose(9)


def test_a_cluster_is_made_once_and_copied(cache: Path) -> None:
    def identifier(server: PostgresServer) -> int:
        with connect(server.url()) as connection:
            row = connection.execute("SELECT system_identifier FROM pg_control_system()").fetchone()
        assert row is not None
        return int(row[0])

    # Every run of initdb draws another identifier.
    with postgres_server(alone=True) as first:
        made = identifier(first)
    with postgres_server(alone=True) as second:
        assert identifier(second) == made


def test_templates_that_nobody_uses_go_after_a_month(cache: Path) -> None:
    cache.mkdir(mode=0o700, exist_ok=True)
    old, recent = cache / "template-15-old", cache / "template-15-recent"
    for template in (old, recent):
        template.mkdir()
    os.utime(old, (time.time() - 31 * 86400,) * 2)
    for made in cache.glob("template-*-??????????"):
        shutil.rmtree(made)
    with postgres_server():
        assert not old.exists()
        assert recent.exists()
