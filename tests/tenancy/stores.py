"""What each setting of a store changes in what is said of a tenant of the EU and its copies."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from tests.cli.running import cln
from tests.realize.engines import ask, postgresql

_TEXT = """
tenancy: {levels: {account_id: account}, residency: residency}
entities:
  account: {attributes: {id: integer key, residency: "enum(US, EU)"}}
  note: {attributes: {id: integer key}}
"""


class Workplace(Protocol):
    """A working folder, and a server for its databases."""

    folder: Path
    server: PostgresServer


class Stores:
    """A project with one database, in which tenant 1 is of the EU."""

    def __init__(self, folder: Path, url: str) -> None:
        self._settings = folder / "colonnade.toml"
        self._url = url

    def placed(self, store: str, copy: str = "") -> dict[str, tuple[str, str]]:
        """By store its kind and why it may not hold the tenant."""
        found = json.loads(self._run(store, copy, 1))
        return {each["store"]: (each["kind"], each["why"]) for each in found}

    def holds(self, store: str) -> None:
        """Nothing is wrong with the store."""
        self._run(store, "", 0)

    def refused(self, store: str, copy: str = "") -> str:
        """What is said of settings that don't fit."""
        self._write(store, copy)
        return cln("tenant", "place", "--model", "m.colonnade.yaml", expect=2).err

    def _run(self, store: str, copy: str, expect: int) -> str:
        self._write(store, copy)
        return cln("tenant", "place", "--model", "m.colonnade.yaml", "--format", "json", expect=expect).out

    def _write(self, store: str, copy: str) -> None:
        copied = f"[stores.copy]\n{copy}\n" if copy else ""
        self._settings.write_text(f'[environments.live]\nurl = "{self._url}"\n[stores.main]\n{store}\n{copied}')


@contextmanager
def _stores(work: Workplace) -> Iterator[Stores]:
    """The project, in the working folder."""
    (work.folder / "m.colonnade.yaml").write_text(f"model: m\n{_TEXT}")
    with scratch_on(work.server) as scratch, postgresql(scratch.url, _TEXT) as connection:
        ask(connection, "INSERT INTO account VALUES (1, 'EU')")
        yield Stores(work.folder, scratch.url.secret_text)


_LIVE = 'environment = "live"'
_HERE = f'region = "us-east"\nresidencies = ["EU"]\n{_LIVE}'
_COPY = 'region = "us-east"\nresidencies = ["US"]\nof = "main"'


def _region(found: Stores) -> None:
    """It is named where a store is the wrong one."""
    for name in ("us-east", "us-west"):
        wrong = found.placed(f'region = "{name}"\nresidencies = ["US"]\n{_LIVE}')
        assert wrong["main"] == ("database", f"main in {name} is for US, not for EU")


def _residencies(found: Stores) -> None:
    """They say who may stand in a store."""
    found.holds(_HERE)
    assert found.placed(_HERE.replace("EU", "US"))["main"][1]


def _environment(found: Stores) -> None:
    """It leads to the rows."""
    found.holds(_HERE)
    assert "without an environment" in found.refused(_HERE.replace(_LIVE, ""))


def _kind(found: Stores) -> None:
    """A replica is no archive."""
    for name in ("replica", "archive"):
        assert found.placed(_HERE, f'{_COPY}\nkind = "{name}"')["copy"][0] == name


def _of(found: Stores) -> None:
    """A copy has the rows of a store that there is."""
    copy = f'{_COPY}\nkind = "replica"'
    assert found.placed(_HERE, copy)["copy"][1]
    assert "which is no store" in found.refused(_HERE, copy.replace('"main"', '"mian"')).replace("\n", " ")


def _tried(test: Callable[[Stores], None]) -> Callable[[Workplace], None]:
    def run(work: Workplace) -> None:
        with _stores(work) as found:
            test(found)

    return run


EFFECTS: Mapping[str, Callable[[Workplace], None]] = {
    f"stores.NAME.{each.__name__.removeprefix('_')}": _tried(each)
    for each in (_region, _residencies, _kind, _of, _environment)
}
"""By setting the test of what it changes."""
