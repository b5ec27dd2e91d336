"""What breaks the normal forms of a table, and the tables that it should be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from colonnade.advise.normalization.dependency import Dependency, Origin, closure, keys
from colonnade.advise.normalization.measuring import Measured
from colonnade.schema import Key, Table

_NUMBERED = 2
"""Columns that differ in a number only: so many are a repeating group."""


class NormalForm(StrEnum):
    """The highest form that a table has, of the first three."""

    NONE = "none"
    FIRST = "1NF"
    SECOND = "2NF"
    THIRD = "3NF"


class BreachKind(StrEnum):
    """What breaks a normal form."""

    REPEATING_GROUP = "repeating group"
    """Several values of one thing in one row; breaks the first."""
    PARTIAL = "partial dependency"
    """On a part of a key; breaks the second."""
    TRANSITIVE = "transitive dependency"
    """On what is no key; breaks the third."""


_BROKEN = {
    BreachKind.REPEATING_GROUP: NormalForm.NONE,
    BreachKind.PARTIAL: NormalForm.FIRST,
    BreachKind.TRANSITIVE: NormalForm.SECOND,
}
"""The highest form that is left where something is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What breaks a normal form of a table."""

    kind: BreachKind
    columns: tuple[str, ...]
    determinant: tuple[str, ...] = ()
    evidence: str
    recommendation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A table that a part of another one should be."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    """All of them, those of the key first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm:
    """The normal form of a table."""

    table: str
    form: NormalForm
    keys: tuple[tuple[str, ...], ...]
    """Candidate keys: those declared, and those that follow from stated dependencies; where none is declared, the least
    sets of columns in which no two rows agree."""
    rows: int | None
    """None where no rows were looked at."""
    dependencies: tuple[Dependency, ...]
    breaches: tuple[Breach, ...]
    relations: tuple[Relation, ...]
    """Tables to split off, in the order in which they are split off; what is left of the table refers to them."""


def analysed(
    table: Table,
    declared: Sequence[Key],
    *,
    name: str,
    measured: Measured | None = None,
    stated: Sequence[Dependency] = (),
    taken: frozenset[str] = frozenset(),
    width: int = 2,
) -> TableForm:
    """The normal form of a table by its declared keys, stated dependencies, and what was measured of its rows.

    `taken` are names of tables that a new one can't have.
    """
    columns = tuple(each for each, column in table.columns.items() if column.generated is None)
    known = (*stated, *(measured.dependencies if measured is not None else ()))
    given = [each.columns for each in declared if each.columns]
    given = given or list(measured.keys if measured is not None else ())
    # what only happens to hold in the rows makes no key: it would hide what hangs on the keys that are meant
    candidates = keys(columns, given, stated, width)
    prime = {each for key in candidates for each in key}
    every = frozenset(columns)
    breaking = []
    for each in known:
        dependents = tuple(one for one in each.dependents if one not in prime and one not in each.determinant)
        # without any key nothing tells what depends on what is none
        if dependents and candidates and not any(set(key) <= set(each.determinant) for key in candidates):
            breaking.append((each, dependents))
    relations = tuple(_relations(columns, [(each.determinant, names) for each, names in breaking], every, taken, name))
    breaches = [*_groups(table), *_listed(measured)]
    breaches += [_breach(each, names, candidates) for each, names in breaking]
    form = min((_BROKEN[each.kind] for each in breaches), key=list(NormalForm).index, default=NormalForm.THIRD)
    return TableForm(
        table=name,
        form=form,
        keys=candidates,
        rows=measured.rows if measured is not None else None,
        dependencies=known,
        breaches=tuple(breaches),
        relations=relations,
    )


def _breach(each: Dependency, dependents: tuple[str, ...], candidates: Sequence[tuple[str, ...]]) -> Breach:
    partial = any(set(each.determinant) < set(key) for key in candidates)
    rests = (
        f"{each.origin}: {each.values:,} values, {each.repeated_rows:,} rows repeat what is said already"
        if each.values is not None and each.repeated_rows is not None
        else each.origin.value
    )
    on = ", ".join(each.determinant)
    return Breach(
        kind=BreachKind.PARTIAL if partial else BreachKind.TRANSITIVE,
        columns=dependents,
        determinant=each.determinant,
        evidence=f"{on} -> {', '.join(dependents)} ({rests})",
        recommendation=f"keep {', '.join(dependents)} once for each {on}, in a table with the key {on}",
    )


def _groups(table: Table) -> Iterator[Breach]:
    numbered: defaultdict[str, list[str]] = defaultdict(list)
    for name, column in table.columns.items():
        stem = name.rstrip("0123456789")
        if stem != name and stem.strip("_"):
            numbered[f"{stem.rstrip('_')} {column.type}"].append(name)
        if column.type.endswith("[]"):
            yield Breach(
                kind=BreachKind.REPEATING_GROUP,
                columns=(name,),
                evidence=f"{name} is of type {column.type}",
                recommendation=f"keep each item of {name} in a row of a table of its own",
            )
    for names in numbered.values():
        if len(names) > _NUMBERED:
            yield Breach(
                kind=BreachKind.REPEATING_GROUP,
                columns=tuple(names),
                evidence=f"{len(names)} columns differ in a number only: {', '.join(names)}",
                recommendation="keep each of them in a row of a table of its own",
            )


def _listed(measured: Measured | None) -> Iterator[Breach]:
    for name, listing, every in measured.lists if measured is not None else ():
        yield Breach(
            kind=BreachKind.REPEATING_GROUP,
            columns=(name,),
            evidence=f"{listing:,} of {every:,} values of {name} list several items",
            recommendation=f"keep each item of {name} in a row of a table of its own",
        )


def _relations(
    columns: Sequence[str],
    breaking: Sequence[tuple[tuple[str, ...], tuple[str, ...]]],
    every: frozenset[str],
    taken: frozenset[str],
    table: str,
) -> Iterator[Relation]:
    """Tables to split off: first those that determine least, so that what hangs on what hangs is split before it.

    Where two determine each other, the earlier column becomes the key.
    """
    reached = {some: _reached(some, breaking) for some, _ in breaking}
    order = sorted(reached, key=lambda some: (len(reached[some]), [columns.index(each) for each in some]))
    left = set(every)
    used = set(taken)
    for some in order:
        dependents = tuple(each for each in columns if each in reached[some] and each in left)
        if not dependents or not left.issuperset(some):
            continue
        name = _new_name(some, used, table)
        used.add(name)
        yield Relation(name=name, key=some, columns=(*some, *dependents))
        left -= set(dependents)


def _reached(some: tuple[str, ...], breaking: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> frozenset[str]:
    known = [Dependency(determinant=one, dependents=names, origin=Origin.STATED) for one, names in breaking]
    return closure(some, known) - set(some)


_ENDINGS = ("_id", "_no", "_nr", "_code", "_key", "_number")


def _new_name(some: tuple[str, ...], taken: set[str], table: str) -> str:
    """A name for what a determinant identifies: `customer` for `customer_id`."""
    plain = []
    for name in some:
        ending = next((each for each in _ENDINGS if name.lower().endswith(each) and len(name) > len(each)), "")
        plain.append(name[: len(name) - len(ending)])
    wanted = "_".join(plain)
    if wanted not in taken:
        return wanted
    wanted = f"{table.rpartition('.')[2]}_{wanted}"
    number = next(number for number in range(1, len(taken) + 2) if _numbered(wanted, number) not in taken)
    return _numbered(wanted, number)


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}_{number}"
