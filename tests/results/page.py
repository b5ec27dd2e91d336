"""The page of results: tables in an order that does not depend on the run."""

from __future__ import annotations

import datetime as dt
import platform
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tests.results.record import Direction, Record, Verdict, What

NOTE = "<!-- Made by `make test-full`. Changes here are lost. -->\n"
_PARTS: tuple[tuple[What, str], ...] = ((What.SCHEMA, "schemas"), (What.PAIR, "pairs"), (What.HISTORY, "histories"))
_ENGINES = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}


def missing(records: Sequence[Record]) -> list[str]:
    """Tables for which a run gave nothing."""
    had = {(each.what, each.engine) for each in records}
    return [
        f"{title} of {word}" for what, title in _PARTS for engine, word in _ENGINES.items() if (what, engine) not in had
    ]


def page(records: Sequence[Record], day: dt.date) -> str:
    """The whole page."""
    parts = [NOTE, "# Results\n", _head(records, day)]
    for engine, title in _ENGINES.items():
        mine = [each for each in records if each.engine == engine]
        schemas = [each for each in mine if each.what == What.SCHEMA]
        parts += [f"## Real schemas, {title}\n", _LAW[engine], *_schemas(schemas)]
    parts += ["## Pairs of schemas\n", _ORACLE, *_pairs([each for each in records if each.what == What.PAIR])]
    histories = [each for each in records if each.what == What.HISTORY]
    parts += ["## Histories of migrations\n", _HISTORIES, *_histories(histories)]
    return "\n".join(parts)


_TOLD = {Direction.THERE_AND_BACK: "there and back", Direction.TURNED: "from new to old, without rows"}
_LAW = {
    "postgresql": "Each file is loaded as database A, imported to a model file, and the DDL of that file is run in an"
    " empty database B. Exact: `pg_dump --schema-only` of both is the same, statement by statement, and `diff` finds"
    " nothing. What the server does not take of a file is in neither database.\n",
    "sqlite": "The same with SQLite. Exact: what the engine says of every object in `sqlite_schema` is the same, and"
    " `diff` finds nothing.\n",
}
_ORACLE = (
    "Each pair is an old and a new schema. Exact: the plan led a database at old, with rows in it, to new, judged by"
    " introspection and by the engine's own words (`pg_dump`); rows that must be kept answered as before; a second plan"
    " was empty; rollback gave old again. Refused: a typed error before anything was changed. Open: a known fault."
    " Not loadable: the server refuses the texts themselves, or lacks what they need.\n"
)
_HISTORIES = (
    "Each version of a real history of migrations is led to the next by a plan, on PostgreSQL with rows in it, and back"
    " by its rollback; exact as with pairs.\n"
)


def _head(records: Sequence[Record], day: dt.date) -> str:
    servers = sorted({each.server for each in records if each.server}, key=_numbers)
    return (
        f"Run on {day.isoformat()} with PostgreSQL {', '.join(servers)}, SQLite {sqlite3.sqlite_version},"
        f" Python {platform.python_version()}.\n"
    )


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdigit()]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> Iterator[str]:
    """A table, its last columns being numbers."""
    marks = ["---"] * (len(heads) - numbers) + ["--:"] * numbers
    for line in (heads, marks, *rows):
        yield f"| {' | '.join(line)} |"
    yield ""


def _schemas(records: Sequence[Record]) -> Iterator[str]:
    majors = sorted({each.major for each in records})
    by_name: dict[str, dict[int, Record]] = {}
    for each in records:
        by_name.setdefault(each.name, {})[each.major] = each
    rows = []
    for name, found in sorted(by_name.items()):
        newest = found[max(found)]
        cells = [_outcome(found[major]) if major in found else "not run" for major in majors]
        rows.append((name, _kinds(newest), str(sum(newest.objects.values())), *cells))
    heads = ("file", "objects by kind", "objects", *(f"on {major}" if major else "outcome" for major in majors))
    yield from _table(heads, rows)
    for major in majors:
        mine = [found[major] for found in by_name.values() if major in found]
        exact = sum(each.verdict == Verdict.EXACT for each in mine)
        total = sum(sum(each.objects.values()) for each in mine)
        where = f"On PostgreSQL {major}" if major else "On SQLite"
        yield f"{where}: {exact} of {len(mine)} files exact, {total:,} objects."
        yield ""


def _kinds(record: Record) -> str:
    return ", ".join(f"{count:,} {kind}" for kind, count in sorted(record.objects.items()) if count)


def _outcome(record: Record) -> str:
    if record.left_out:
        return f"{record.verdict}, but for: {'; '.join(record.left_out)}"
    return record.verdict


def _pairs(records: Sequence[Record]) -> Iterator[str]:
    for engine, title in _ENGINES.items():
        for origin in sorted({each.origin for each in records}, reverse=True):
            for direction in Direction:
                mine = [
                    each
                    for each in records
                    if (each.engine, each.origin, each.direction) == (engine, origin, direction)
                ]
                if mine:
                    yield f"### {title}, {origin} pairs, {_TOLD[direction]}\n"
                    yield from _by_area(mine)


def _by_area(records: Sequence[Record]) -> Iterator[str]:
    majors = sorted({each.major for each in records})
    verdicts = [each for each in Verdict if any(record.verdict == each for record in records)]
    heads = ["area", "pairs"]
    heads += [f"{verdict} on {major}" if major else str(verdict) for major in majors for verdict in verdicts]
    rows = []
    for area in (*sorted({each.area for each in records}), "all"):
        mine = [each for each in records if area in {"all", each.area}]
        counts = Counter((each.major, each.verdict) for each in mine)
        cells = [str(counts[major, verdict]) for major in majors for verdict in verdicts]
        rows.append((area, str(len({each.name for each in mine})), *cells))
    yield from _table(heads, rows, numbers=len(heads) - 1)
    yield from _exceptions(records)


def _exceptions(records: Sequence[Record]) -> Iterator[str]:
    """The pairs that are not exact, by what came of them."""
    for verdict in Verdict:
        if verdict is Verdict.EXACT:
            continue
        found: dict[str, set[int]] = {}
        for each in records:
            if each.verdict == verdict:
                found.setdefault(each.name, set()).add(each.major)
        if found:
            names = [
                f"`{name}`" + (f" ({', '.join(map(str, sorted(majors)))})" if majors != {0} else "")
                for name, majors in sorted(found.items())
            ]
            yield f"{verdict.capitalize()}: {', '.join(names)}."
            yield ""


def _histories(records: Sequence[Record]) -> Iterator[str]:
    rows = [
        (each.name, _ENGINES[each.engine] + (f" {each.major}" if each.major else ""), str(each.steps), each.verdict)
        for each in sorted(records, key=lambda each: (each.engine, each.name, each.major))
    ]
    yield from _table(("history", "engine", "changes led through", "outcome"), rows)
