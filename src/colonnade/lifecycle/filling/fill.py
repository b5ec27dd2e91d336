"""Fills tables: each row is offered to the database, which judges it, in a few forms until it takes one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product

from colonnade.connect.live import Live, Value
from colonnade.connect.urls import Engine
from colonnade.errors import WorldError
from colonnade.lifecycle.filling.tables import Path, Target, targets
from colonnade.lifecycle.filling.values import Turn, value
from colonnade.schema import ForeignKey, Schema

_MARK = "colonnade_row"
_MOST_PARENTS = 1000
_SHIFTS = 4
_NAMED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledTable:
    """What became of a table."""

    table: str
    wanted: int
    made: int
    why: str = ""
    """What the database said of the last row that it did not take; empty where it took all."""


class _Form(Enum):
    """Which columns a row says."""

    ALL = "all"
    WITHOUT_DEFAULTS = "those without a default"
    NEEDED = "those that must be said"
    NEEDED_AND_LEAST = "those that must be said, numbers at their least"


def fill(live: Live, schema: Schema, count: int, *, now: dt.datetime) -> Iterator[FilledTable]:
    """Put so many rows into each table, beside those that are there, within the transaction that is open.

    A row that no form of is taken is left out, and the database's word on it is given. `now` is the moment before
    which things happened.
    """
    if live.dialect.name == Engine.POSTGRESQL:
        # What is judged at the end of a transaction would take all rows with it.
        live.run("SET CONSTRAINTS ALL IMMEDIATE")
    for target in targets(schema):
        yield _Filler(live, target, now).fill(count)


class _Filler:
    """Fills one table, and learns which columns a condition of several columns does not want said."""

    def __init__(self, live: Live, target: Target, now: dt.datetime) -> None:
        self._live = live
        self._target = target
        self._now = now
        self._unsaid: set[str] = set()
        self._broken: dict[str, int] = {}
        self._forms = list(_Form)
        self._parents: dict[Path, list[tuple[object, ...]]] = {}

    def fill(self, count: int) -> FilledTable:
        name = self._name(self._target.path)
        (start,) = self._live.query(f"SELECT count(*) FROM {name}")[0]  # noqa: S608 (names are quoted)
        made, why = 0, ""
        for number in range(int(str(start)), int(str(start)) + count):
            said = self._insert(number)
            made += not said
            why = said or why
        return FilledTable(table=".".join(self._target.path), wanted=count, made=made, why=why)

    def _insert(self, number: int) -> str:
        """Offer a row; what the database said where it took none of its forms."""
        said = "no row of a table that it refers to fits the others"
        for shift, form in product(range(_SHIFTS), tuple(self._forms)):
            turn = Turn(number=number, choice=number + shift, least=form is _Form.NEEDED_AND_LEAST)
            row = self._row(turn, form)
            if row is None:
                continue
            refused = self._offer(row)
            if not refused:
                # What was taken once is likely to be taken again.
                self._forms.remove(form)
                self._forms.insert(0, form)
                return ""
            said = refused
            self._learn(refused)
        return said

    def _offer(self, row: Mapping[str, Value]) -> str:
        into = f"({', '.join(map(self._live.dialect.quote, row))}) VALUES ({', '.join('?' for _ in row)})"
        self._live.run(f"SAVEPOINT {_MARK}")
        try:
            self._live.query(
                f"INSERT INTO {self._name(self._target.path)} {into if row else 'DEFAULT VALUES'}", list(row.values())
            )
        except WorldError as error:
            self._live.run(f"ROLLBACK TO {_MARK}")
            return error.message
        self._live.run(f"RELEASE {_MARK}")
        return ""

    def _learn(self, refused: str) -> None:
        """Leave out what a broken condition names, where that may be: all of it, then all but one in turn."""
        for name in _NAMED.findall(refused):
            named = self._target.checks.get(name, ())
            free = [each for each in named if each not in self._target.required or each in self._target.defaulted]
            if free:
                kept = self._broken.get(name, -1)
                self._broken[name] = (kept + 2) % (len(free) + 1) - 1
                self._unsaid |= set(free)
                self._unsaid -= {free[kept]} if kept >= 0 else set()

    def _row(self, turn: Turn, form: _Form) -> dict[str, Value] | None:
        """A row in one of its forms; None where its references can't agree."""
        needed = self._target.required - self._target.defaulted
        referring = {name for each in self._target.references for name in each.columns}
        chosen = [name for name in self._target.kinds if name not in self._unsaid]
        match form:
            case _Form.ALL:
                pass
            case _Form.WITHOUT_DEFAULTS:
                chosen = [name for name in chosen if name not in self._target.defaulted]
            case _Form.NEEDED | _Form.NEEDED_AND_LEAST:
                chosen = [name for name in chosen if name in needed]
        row = {name: value(self._target.kinds[name], turn, self._now) for name in chosen}
        found = self._referred(turn.choice, set(chosen) & referring | (needed & referring))
        if found is None:
            return None
        return {**{name: given for name, given in row.items() if name not in referring}, **found}

    def _referred(self, choice: int, wanted: set[str]) -> dict[str, Value] | None:
        """Values for the columns that refer, so that each set of them is a key that is there."""
        found: dict[str, Value] = {}
        # What several references share, such as a tenant, is settled by the one with the fewest columns.
        ordered = sorted(self._target.references, key=lambda each: len(each.columns))
        for place, reference in enumerate(ordered):
            optional = not (set(reference.columns) - set(found)) & self._target.required
            if not set(reference.columns) & wanted or (optional and not set(reference.columns) <= wanted):
                continue
            fitting = [
                key
                for key in self._keys(reference)
                if all(found.get(own, theirs) == theirs for own, theirs in zip(reference.columns, key, strict=True))
            ]
            if fitting:
                found.update(zip(reference.columns, fitting[(choice + place) % len(fitting)], strict=True))
            elif not optional:
                return None
        return found

    def _keys(self, reference: ForeignKey) -> Sequence[tuple[Value, ...]]:
        known = reference.path
        if known not in self._parents or reference.target == self._target.path:
            columns = ", ".join(map(self._live.dialect.quote, reference.target_columns))
            of = self._name(reference.target)
            sql = f"SELECT {columns} FROM {of} ORDER BY {columns} LIMIT {_MOST_PARENTS}"  # noqa: S608 (names are quoted)
            self._parents[known] = [key for key in self._live.query(sql) if None not in key]
        return [tuple(_plain(each) for each in key) for key in self._parents[known]]

    def _name(self, path: Path) -> str:
        return ".".join(map(self._live.dialect.quote, path))


def _plain(given: object) -> Value:
    return given if given is None or isinstance(given, str | int | float) else str(given)
