"""Diagrams of real SQLite schemas, read through PRAGMAs."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path

import pytest

from colonnade.model.diagram import Box, BoxStyle, Diagram, Edge, Mark, Multiplicity, Row

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
_PERSONAL = ("name", "email", "phone", "address", "birth")


def corpus_files(folder: str, pattern: str) -> list[Path]:
    return sorted((CORPUS / folder).glob(pattern))


def needs_corpus() -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus of real schemas at {CORPUS}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def sqlite_diagram(path: Path) -> Diagram:
    """Tables, columns, keys and foreign keys of the schema in the file."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(path.read_text(encoding="utf-8"))
        names = [
            name
            for (name,) in connection.execute(
                "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by rowid"
            )
        ]
        known = {name.casefold(): name for name in names}
        boxes, edges = [], []
        for name in names:
            box, own_edges = _table(connection, name, known)
            boxes.append(box)
            edges += own_edges
        return Diagram(title=path.stem, boxes=tuple(boxes), edges=tuple(edges), notes=("Read from a live database",))
    finally:
        connection.close()


def _unique_columns(connection: sqlite3.Connection, name: str) -> set[str]:
    found = set()
    for _, index, unique, *_ in connection.execute(f"pragma index_list({_quoted(name)})"):
        columns = [row[2] for row in connection.execute(f"pragma index_info({_quoted(index)})")]
        if unique and len(columns) == 1:
            found.add(columns[0])
    return found


def _table(connection: sqlite3.Connection, name: str, known: dict[str, str]) -> tuple[Box, list[Edge]]:
    columns = list(connection.execute(f"pragma table_info({_quoted(name)})"))
    keys: dict[int, list[tuple[str, str, str | None]]] = defaultdict(list)
    for number, _, target, near, far, *_ in connection.execute(f"pragma foreign_key_list({_quoted(name)})"):
        keys[number].append((target, near, far))
    unique = _unique_columns(connection, name)
    foreign = {near for parts in keys.values() for _, near, _ in parts}
    required = {column for _, column, _, not_null, _, primary in columns if not_null or primary}
    rows = tuple(
        Row(
            name=column,
            type=kind.lower(),
            marks=tuple(
                mark
                for mark, has in (
                    (Mark.PRIMARY, bool(primary)),
                    (Mark.FOREIGN, column in foreign),
                    (Mark.UNIQUE, column in unique and not primary),
                )
                if has
            ),
            required=column in required,
            pii=any(word in column.casefold() for word in _PERSONAL),
            note="" if default is None else f"default {default}",
        )
        for _, column, kind, _, default, primary in columns
    )
    primary_columns = {column for _, column, *_, primary in columns if primary}
    edges = []
    for number, parts in sorted(keys.items()):
        target = known.get(parts[0][0].casefold())
        if target is None:
            continue
        near = tuple(part[1] for part in parts)
        once = set(near) & unique or set(near) == primary_columns
        edges.append(
            Edge(
                id=f"{name}_{number}",
                source=target,
                target=name,
                source_end=Multiplicity.ONE if set(near) <= required else Multiplicity.ZERO_OR_ONE,
                target_end=Multiplicity.ZERO_OR_ONE if once else Multiplicity.ZERO_OR_MORE,
                identifying=bool(primary_columns & set(near)),
                label=", ".join(near),
                source_rows=tuple(part[2] or part[1] for part in parts),
                target_rows=near,
            )
        )
    style = BoxStyle.PII if any(row.pii for row in rows) else BoxStyle.NORMAL
    return Box(
        id=name,
        title=name,
        name=name,
        area="sales",
        owner="crm",
        about=f"Rows of {name} as the application keeps them, one for each.",
        style=style,
        rows=rows,
    ), edges
