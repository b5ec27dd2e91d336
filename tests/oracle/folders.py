"""Migrations that other projects wrote over the years, in the order in which they are applied."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_KRATOS_PART = re.compile(r"(?m)^-- migration: (.*)$")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One migration; the schema after it is a version."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A schema's migrations, after what has to be there before the first."""

    name: str
    base: str = ""
    scripts: tuple[Script, ...]
    tolerant: bool = False
    """Migrations that the server refuses are left out: some need what is not on a plain server."""


def histories(corpus: Path) -> Iterator[History]:
    """The PostgreSQL histories of the corpus."""
    folder = corpus / "migrations"
    crates = sorted((folder / "crates_io").glob("*/up.sql"), key=_diesel_version)
    yield History(name="crates_io", scripts=_scripts(crates, above=True))
    auth = sorted((folder / "supabase_auth").glob("*.sql"))
    yield History(name="supabase_auth", base=_text(corpus / "preludes" / "supabase_auth.sql"), scripts=_scripts(auth))
    synapse = _text(corpus / "postgresql" / "synapse_v72.sql")
    yield History(name="synapse", base=synapse, scripts=_scripts(sorted((folder / "synapse_postgresql").glob("*.sql"))))
    yield History(name="camunda", scripts=_scripts(sorted((folder / "camunda_postgresql").glob("*.sql"))))
    for part in ("temporal", "visibility"):
        yield History(name=f"temporal_{part}", scripts=tuple(_temporal(folder / f"temporal_postgresql_{part}")))
    yield History(name="kratos", scripts=tuple(_kratos(_text(folder / "kratos" / "postgresql.up.sql"))))
    dhis = "\n".join(_text(corpus / part / "dhis2_base.sql") for part in ("preludes", "postgresql"))
    flyway = sorted((folder / "dhis2").glob("*.sql"), key=_flyway_version)
    yield History(name="dhis2", base=dhis, scripts=_scripts(flyway), tolerant=True)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _scripts(paths: list[Path], *, above: bool = False) -> tuple[Script, ...]:
    return tuple(Script(name=path.parent.name if above else path.stem, text=_text(path)) for path in paths)


def _diesel_version(path: Path) -> str:
    return path.parent.name.partition("_")[0].replace("-", "")


def _flyway_version(path: Path) -> list[int]:
    return [int(each) for each in _NUMBER.findall(path.name.partition("__")[0])]


def _temporal(folder: Path) -> Iterator[Script]:
    for version in sorted(folder.iterdir(), key=lambda path: [int(each) for each in _NUMBER.findall(path.name)]):
        manifest = json.loads(_text(version / "manifest.json"))
        texts = [_text(version / name) for name in manifest["SchemaUpdateCqlFiles"]]
        yield Script(name=version.name, text="\n".join(texts))


def _kratos(text: str) -> Iterator[Script]:
    _, *rest = _KRATOS_PART.split(text)
    for name, script in zip(rest[::2], rest[1::2], strict=True):
        yield Script(name=name.removesuffix(".postgres.up.sql"), text=script)
