"""DDL and model files."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from benchmarks.measure import timed, timed_python
from benchmarks.table import Figure, Row
from colonnade.connect.introspect import introspect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.model.language import read, write
from colonnade.plan import creation
from colonnade.realize import abstract, realise

_SCRIPT = """import sys
from colonnade.connect.introspect import introspect
from colonnade.dialect import load
from colonnade.plan import creation
for each in creation(introspect(sys.argv[1]), load("postgresql")):
    pass"""
_MODEL = """import sys
from colonnade.connect.introspect import introspect
from colonnade.dialect import load
from colonnade.model.language import read, write
from colonnade.realize import abstract
read(write(abstract(introspect(sys.argv[1]), load("postgresql"), name="bench")))"""


def ddl(url: DatabaseUrl, tables: int) -> Iterator[Row | Figure]:
    """The script of the whole schema, from objects in memory."""
    dialect = load("postgresql")
    schema = introspect(url)
    timing = timed(
        f"DDL of {len(schema.objects):,} objects, ordered", lambda: sum(1 for _ in creation(schema, dialect)), runs=5
    )
    yield Row(timing=timing)
    yield Figure(
        name="tables a second, with their keys, checks, references and indexes",
        value=f"{tables / timing.best_s:,.0f} ({tables / timing.cpu_s:,.0f} of processor)",
        aim="above 5,000",
    )
    yield Row(timing=timed_python("introspection and DDL, a process of its own", _SCRIPT, url.secret_text))


def files(url: DatabaseUrl) -> Iterator[Row | Figure]:
    """The model file and the ways from and to the schema."""
    dialect = load("postgresql")
    schema = introspect(url)
    model = abstract(schema, dialect, name="bench")
    text = write(model)
    yield Row(timing=timed("schema to model", lambda: abstract(schema, dialect, name="bench")))
    yield Row(timing=timed("model to schema", lambda: realise(model, dialect)))
    yield Row(timing=timed(f"writing the model file, {len(text) // 1024} KiB", lambda: write(model)))
    ours = timed("reading the model file", lambda: read(text))
    yield Row(timing=ours)
    limit = timed("limit: libyaml's events of it", lambda: sum(1 for _ in yaml.parse(text, Loader=yaml.CSafeLoader)))
    yield Row(timing=limit, ours=ours)
    peer = timed("peer: yaml.CSafeLoader, no positions and no model", lambda: yaml.load(text, Loader=yaml.CSafeLoader))
    yield Row(timing=peer, ours=ours)
    alone = timed_python("from database to file and back, a process of its own", _MODEL, url.secret_text)
    yield Row(timing=alone, aim="below 300 MiB")
