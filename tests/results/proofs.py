"""The pages of the blueprints: every case of each, and what came of it on every server."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from colonnade.blueprints import Outcome, blueprints
from tests.results.record import Record, What

NOTE = "<!-- Made by `make test-full`. Changes here are lost. -->\n"
MAJORS = (15, 18)
"""Versions of PostgreSQL that the pages must have; others are there when they ran."""
INDEX = "blueprints.md"
"""The page of all of them, by the name of its file."""

Case = tuple[str, str]


def absent(records: Iterable[Record]) -> list[str]:
    """Blueprints that did not run where they must."""
    had = {(each.name, each.engine, each.major) for each in records if each.what == What.BLUEPRINT and each.proofs}
    return [
        f"{each.name} on {engine} {major or ''}".strip()
        for each in blueprints()
        for engine in each.engines
        if engine in {"postgresql", "sqlite"}
        for major in (MAJORS if engine == "postgresql" else (0,))
        if (each.name, engine, major) not in had
    ]


def proof_pages(records: Iterable[Record], day: dt.date) -> Mapping[str, str]:
    """Every page by the name of its file."""
    mine = [each for each in records if each.what == What.BLUEPRINT and each.proofs]
    names = sorted({each.name for each in mine})
    found = {f"{name}.md": _page(name, [each for each in mine if each.name == name], day) for name in names}
    rows = [
        f"| [{name}]({name}.md) | {_server(each)} | {len(each.proofs)} | {_counted(each.proofs)} |"
        for name in names
        for each in _sorted(each for each in mine if each.name == name)
    ]
    head = [NOTE, "# Proofs of the blueprints\n", _run(mine, day), "| blueprint | server | cases | outcome |"]
    found[INDEX] = "\n".join([*head, "|---|---|--:|---|", *rows, ""])
    return found


def _run(records: Iterable[Record], day: dt.date) -> str:
    servers = sorted({each.server for each in records if each.server})
    return f"Run on {day.isoformat()} with PostgreSQL {', '.join(servers)}, SQLite {sqlite3.sqlite_version}.\n"


def _page(name: str, records: Sequence[Record], day: dt.date) -> str:
    ordered = list(_sorted(records))
    by_record = [{(row, what): (outcome, said) for row, what, outcome, said in each.proofs} for each in ordered]
    cases: dict[Case, None] = {}
    for each in by_record:
        cases.update(dict.fromkeys(each))
    rows = list(dict.fromkeys(row for row, _ in cases))
    parts = [NOTE, f"# Proof of {name}\n", _run(records, day), _ABOUT.format(name=name)]
    parts += ["## Rows\n", *_summary(rows, by_record, ordered), "## Cases\n"]
    parts += [f"| row | what was tried | {' | '.join(_server(each) for each in ordered)} |"]
    parts += ["|---" * (2 + len(ordered)) + "|"]
    for case in sorted(cases, key=lambda each: rows.index(each[0])):
        cells = [_cell(each.get(case)) for each in by_record]
        parts.append(f"| {case[0]} | {_plain(case[1])} | {' | '.join(cells)} |")
    return "\n".join([*parts, ""])


_ABOUT = (
    "Deployed, tried, taken back, deployed with its sample and tried again, by `colonnade blueprint deploy {name}` and"
    " `colonnade blueprint prove {name}`. Each case runs in a transaction of its own over the sample rows.\n"
)


def _summary(
    rows: Sequence[str], tried: Sequence[Mapping[Case, tuple[str, str]]], records: Sequence[Record]
) -> Iterator[str]:
    yield f"| row | {' | '.join(_server(each) for each in records)} |"
    yield "|---" * (1 + len(records)) + "|"
    for row in rows:
        cells = [_counted([[*case, *found] for case, found in each.items() if case[0] == row]) for each in tried]
        yield f"| {row} | {' | '.join(cells)} |"
    yield ""


def _counted(proofs: Iterable[Sequence[str]]) -> str:
    counts = Counter(each[2] for each in proofs)
    return ", ".join(f"{counts[each.value]} {_WORDS[each]}" for each in Outcome if counts[each.value]) or "none"


_WORDS = {Outcome.HOLDS: "hold", Outcome.FAILS: "fail", Outcome.NOT_TRIED: "not tried"}


def _cell(found: tuple[str, str] | None) -> str:
    if found is None:
        return "not for it"
    outcome, said = found
    return f"{outcome}: {_plain(said)}" if said else outcome


def _plain(text: str) -> str:
    return " ".join(text.replace("|", "&#124;").split())


def _server(record: Record) -> str:
    return f"PostgreSQL {record.major}" if record.engine == "postgresql" else "SQLite"


def _sorted(records: Iterable[Record]) -> Iterator[Record]:
    yield from sorted(records, key=lambda each: (each.engine, each.major))
