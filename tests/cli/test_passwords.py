"""A wrong password is the world's failure, with its way out, and is never shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from colonnade.connect.postgresql import connect
from colonnade.connect.servers.server import postgres_server
from colonnade.connect.servers.settings import Listen, ServerSettings
from tests.cli.running import cln


@pytest.fixture(scope="module")
def guarded() -> Iterator[str]:
    """Host and port of a server on which `ada` has the password `right`."""
    with postgres_server(settings=ServerSettings(listen=Listen.LOOPBACK), alone=True) as server:
        with connect(server.url()) as connection:
            connection.execute("CREATE ROLE ada LOGIN PASSWORD 'right'")
        yield f"127.0.0.1:{server.port}"


def test_the_right_one_is_not_shown_either(guarded: str) -> None:
    ran = cln("show", f"postgresql://ada:right@{guarded}/postgres")
    assert "right@" not in ran.out
    assert "ada:***@" in ran.out


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_wrong_one(guarded: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "wr0ng")
    address = f"postgresql://ada:${{SECRET}}@{guarded}/postgres"
    for call in (("show", address), ("status", "--on", address), ("verify", address, "--on", address)):
        ran = cln(*call, "--format", form, expect=3)
        assert "PGPASSWORD" in ran.err
        assert "wr0ng" not in ran.out + ran.err
