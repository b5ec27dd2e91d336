"""The law on real schemas: a database becomes a model file, and the file another database that is the same."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from colonnade.connect.scratch import ScratchDatabase
from colonnade.connect.script.load import load
from colonnade.connect.script.outcome import Loading, OnError, Outcome, Script, read_script
from colonnade.model.validity import validate
from colonnade.workspace.comparing import compare_sources
from colonnade.workspace.ddl.making import ddl, ddl_result
from colonnade.workspace.design.importing import import_source
from colonnade.workspace.differing import differences
from colonnade.workspace.source import read_source

ONE_IN = 10
"""One file of so many, by its name, is in the quick part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What was made of a database."""

    objects: Mapping[str, int]
    """How many of each kind the DDL makes."""
    script: str


def sampled(names: Sequence[str], always: frozenset[str] = frozenset()) -> list[object]:
    """Names as parameters, most of them for the long part alone."""
    return [
        name
        if name in always or zlib.crc32(name.encode()) % ONE_IN == 0
        else pytest.param(name, marks=pytest.mark.full)
        for name in names or ["no corpus"]
    ]


def loaded(paths: Sequence[Path], into: ScratchDatabase) -> Outcome:
    """Load files; what the engine refuses is left out and told."""
    return load(tuple(map(read_script, paths)), into, Loading(on_error=OnError.COLLECT))


def remade(a: ScratchDatabase, b: ScratchDatabase, folder: Path) -> Rebuilt:
    """Import A to a model file, and run the DDL of that file in B, which is empty."""
    path = folder / "model.colonnade.yaml"
    imported = import_source(read_source(a.url.secret_text), path)
    assert imported.losses == ()
    source = read_source(str(path))
    assert source.model is not None
    assert validate(source.model) == ()
    made = ddl_result(source, ddl(source))
    load(Script(name="ddl.sql", text=made.script), b)
    return Rebuilt(objects=made.objects, script=made.script)


def assert_no_difference(a: ScratchDatabase, b: ScratchDatabase) -> None:
    """`diff` of the two is empty, to either side."""
    for one, other in ((a, b), (b, a)):
        found = differences(compare_sources(one.url.secret_text, other.url.secret_text))
        assert found.changes == ()
        assert found.equal
