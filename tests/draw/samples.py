"""Diagrams to draw: of real schemas, made by chance, and with hostile names."""

from __future__ import annotations

import random
import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from colonnade.model.diagram import Box, BoxStyle, Diagram, Edge, EdgeKind, Mark, Multiplicity, Row

_PERSONAL = re.compile(r"e_?mail|phone|birth|password|first_?name|last_?name", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table as the tests read it."""

    columns: tuple[tuple[str, str, bool], ...]
    """Name, type, whether required."""
    key: tuple[str, ...]
    unique: tuple[str, ...]


Reference = tuple[str, tuple[str, ...], str, tuple[str, ...]]


def diagram(title: str, tables: Mapping[str, Table], references: Sequence[Reference]) -> Diagram:
    foreign: dict[str, set[str]] = defaultdict(set)
    for table, near, _, _ in references:
        foreign[table].update(near)
    boxes = []
    for name, read in tables.items():
        rows = tuple(
            Row(
                name=column,
                type=kind,
                marks=tuple(
                    mark
                    for mark, has in (
                        (Mark.PRIMARY, column in read.key),
                        (Mark.FOREIGN, column in foreign[name]),
                        (Mark.UNIQUE, column in read.unique),
                    )
                    if has
                ),
                required=required,
                pii=bool(_PERSONAL.search(column)),
            )
            for column, kind, required in read.columns
        )
        style = BoxStyle.PII if any(row.pii for row in rows) else BoxStyle.NORMAL
        boxes.append(Box(id=name, title=name.replace("_", " "), name=name, style=style, rows=rows))
    edges = []
    for number, (name, near, target, far) in enumerate(references):
        required = {column for column, _, must in tables[name].columns if must}
        once = set(near) == set(tables[name].key) or set(near) <= set(tables[name].unique)
        edges.append(
            Edge(
                id=f"{name}-{number}",
                source=target,
                target=name,
                source_end=Multiplicity.ONE if set(near) <= required else Multiplicity.ZERO_OR_ONE,
                target_end=Multiplicity.ZERO_OR_ONE if once else Multiplicity.ZERO_OR_MORE,
                identifying=set(near) <= set(tables[name].key),
                label=", ".join(near),
                source_rows=far,
                target_rows=near,
            )
        )
    return Diagram(title=title, boxes=tuple(boxes), edges=tuple(edges))


def of_sqlite(path: Path) -> Diagram:
    """Load a script into SQLite and ask it what it has."""
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(path.read_text(encoding="utf-8-sig"))
        tables: dict[str, Table] = {}
        for (name,) in database.execute(
            "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name"
        ).fetchall():
            info = database.execute("select name, type, [notnull], pk from pragma_table_info(?)", (name,)).fetchall()
            tables[name] = Table(
                columns=tuple((column, kind.lower(), bool(must or key)) for column, kind, must, key in info),
                key=tuple(column for column, _, _, key in info if key),
                unique=(),
            )
        known = {name.casefold(): name for name in tables}
        references: list[Reference] = []
        for name in tables:
            keys: dict[int, list[tuple[str, str, str | None]]] = defaultdict(list)
            for number, target, near, far in database.execute(
                'select id, "table", "from", "to" from pragma_foreign_key_list(?)', (name,)
            ):
                keys[number].append((target, near, far))
            for parts in keys.values():
                target = known[parts[0][0].casefold()]
                far = tuple(part[2] or key for part, key in zip(parts, tables[target].key, strict=False))
                references.append((name, tuple(part[1] for part in parts), target, far))
    finally:
        database.close()
    return diagram(path.stem, tables, references)


def of_pg_dump(path: Path) -> Diagram:
    """Read the tables and keys of a plain `pg_dump` text, which is regular enough for that."""
    text = path.read_text(encoding="utf-8")
    tables: dict[str, Table] = {}
    for name, inner in re.findall(r"CREATE TABLE (?:public\.)?(\w+) \(\n(.*?)\n\)", text, re.DOTALL):
        columns = []
        for line in inner.splitlines():
            found = re.match(r'\s+"?(\w+)"? (.+?)( DEFAULT .*?)?( NOT NULL)?,?$', line)
            if found and found[1] not in {"CONSTRAINT", "PRIMARY"}:
                columns.append((found[1], found[2], bool(found[4])))
        tables[name] = Table(columns=tuple(columns), key=(), unique=())
    references: list[Reference] = []
    for name, kind, near, target, far in re.findall(
        r"ALTER TABLE ONLY (?:public\.)?(\w+)\s+ADD CONSTRAINT \S+ (PRIMARY KEY|UNIQUE|FOREIGN KEY) "
        r"\(([^)]*)\)(?: REFERENCES (?:public\.)?(\w+)\(([^)]*)\))?",
        text,
    ):
        columns_near = tuple(column.strip(' "') for column in near.split(","))
        if kind == "FOREIGN KEY":
            references.append((name, columns_near, target, tuple(column.strip(' "') for column in far.split(","))))
        else:
            known = tables[name]
            key = columns_near if kind == "PRIMARY KEY" else known.key
            unique = known.unique + (columns_near if kind == "UNIQUE" and len(columns_near) == 1 else ())
            tables[name] = Table(columns=known.columns, key=key, unique=unique)
    return diagram(path.stem, tables, [reference for reference in references if reference[2] in tables])


_WORDS = "order item customer product price stock shelf invoice payment account ledger employee contract shift".split()


def by_chance(seed: int, boxes: int, edges: int, areas: int = 0) -> Diagram:
    """Return a diagram like those of businesses: a few hubs, many small tables, references mostly backwards."""
    chance = random.Random(seed)
    made = []
    for number in range(boxes):
        rows = [Row(name="id", type="bigint", marks=(Mark.PRIMARY,), required=True)]
        rows += [
            Row(
                name=f"{chance.choice(_WORDS)}_{chance.choice(_WORDS)}_{row}",
                type=chance.choice(("text", "integer", "numeric(12,2)", "timestamptz")),
                required=chance.random() < 0.5,
            )
            for row in range(chance.randint(0, 14))
        ]
        name = f"{chance.choice(_WORDS)}_{number}"
        made.append(
            Box(
                id=name,
                title=name,
                name=name,
                rows=tuple(rows),
                area=f"Area {chance.randrange(areas)}" if areas else "",
                style=chance.choice(tuple(BoxStyle)),
            )
        )
    lines = []
    for number in range(edges):
        child = chance.randrange(1, boxes)
        parent = (
            min(int(chance.expovariate(12 / boxes)), child - 1) if chance.random() < 0.4 else chance.randrange(child)
        )
        lines.append(
            Edge(
                id=f"e{number}",
                source=made[parent].id,
                target=made[child].id,
                source_end=chance.choice((Multiplicity.ONE, Multiplicity.ZERO_OR_ONE)),
                identifying=chance.random() < 0.2,
                label=chance.choice(("", "places", "is billed by")),
            )
        )
    return Diagram(title="By chance", boxes=tuple(made), edges=tuple(lines))


@st.composite
def diagrams(draw: st.DrawFn, most_boxes: int = 14, most_edges: int = 24) -> Diagram:
    """Any diagram: cycles, loops, twins, areas, entities without attributes, every kind and multiplicity."""
    count = draw(st.integers(0, most_boxes))
    texts = st.text(max_size=12)
    boxes = []
    for number in range(count):
        rows = draw(st.lists(st.tuples(texts, texts, st.booleans(), st.booleans()), max_size=6))
        boxes.append(
            Box(
                id=str(number),
                title=draw(texts),
                name=draw(texts),
                area=draw(st.sampled_from(("", "", "A", "B", "C & D"))),
                about=draw(texts),
                style=draw(st.sampled_from(tuple(BoxStyle))),
                rows=tuple(
                    Row(
                        name=name,
                        type=kind,
                        marks=tuple(sorted(draw(st.sets(st.sampled_from(tuple(Mark)))))),
                        required=required,
                        pii=pii,
                    )
                    for name, kind, required, pii in rows
                ),
            )
        )
    edges = []
    if count:
        ends = st.integers(0, count - 1)
        for number in range(draw(st.integers(0, most_edges))):
            source, target = boxes[draw(ends)], boxes[draw(ends)]
            edges.append(
                Edge(
                    id=str(number),
                    source=source.id,
                    target=target.id,
                    kind=draw(st.sampled_from(tuple(EdgeKind))),
                    source_end=draw(st.sampled_from(tuple(Multiplicity))),
                    target_end=draw(st.sampled_from(tuple(Multiplicity))),
                    identifying=draw(st.booleans()),
                    label=draw(texts),
                    source_rows=tuple(draw(st.sets(st.sampled_from([row.name for row in source.rows]), max_size=1)))
                    if source.rows
                    else (),
                    target_rows=tuple(draw(st.sets(st.sampled_from([row.name for row in target.rows]), max_size=1)))
                    if target.rows
                    else (),
                )
            )
    return Diagram(title=draw(texts), boxes=tuple(boxes), edges=tuple(edges), notes=(draw(texts),))
