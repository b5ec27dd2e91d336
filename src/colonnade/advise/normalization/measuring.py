"""Dependencies that hold in the rows of a table, found level by level with one aggregate query for each determinant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from colonnade.advise.normalization.dependency import Dependency, Origin
from colonnade.connect.live import Live
from colonnade.schema import Table

# types of PostgreSQL without an equality, https://www.postgresql.org/docs/current/functions-geometry.html and others
_WITHOUT_EQUALITY = frozenset({"json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle"})
_TEXTS = ("text", "character", "varchar", "char", "citext", "clob")
_SEPARATORS = (",", ";", "|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the rows of a table tell."""

    rows: int
    dependencies: tuple[Dependency, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    """The least sets of columns in which no two rows agree, up to the width that was looked at."""
    lists: tuple[tuple[str, int, int], ...] = ()
    """Columns of text with the number of values that list several items, and of all values."""


def measured_of(live: Live, table: Table, *, width: int = 2) -> Measured:
    """The dependencies that hold in a table's rows, of determinants of up to `width` columns.

    One that no repeated value bears out is left out, and so are columns with one value only: any column would seem to
    determine them. A missing value counts as a value, but then whatever it determines has to be missing too, so that a
    split loses nothing. Raises leaves of WorldError.
    """
    columns = tuple(
        name
        for name, column in table.columns.items()
        if column.generated is None and column.type.removeprefix("pg_catalog.") not in _WITHOUT_EQUALITY
    )
    ((rows,),) = live.query(f"SELECT count(*) FROM {_name(live, table)}")
    count = int(str(rows))
    varied = _varied(live, table, columns) if count > 1 else ()
    dependencies: list[Dependency] = []
    unique: list[tuple[str, ...]] = []
    for size in range(1, width + 1):
        for some in combinations(varied, size):
            if any(set(each) <= set(some) for each in unique):
                continue
            known = {name for each in dependencies if set(each.determinant) <= set(some) for name in each.dependents}
            if known & set(some):
                continue  # a part of the determinant follows from the rest of it
            rest = tuple(name for name in varied if name not in some and name not in known)
            values, dependents = _dependents(live, table, some, rest)
            if values == count:
                unique.append(some)
            elif dependents:
                made = Dependency(
                    determinant=some,
                    dependents=dependents,
                    origin=Origin.MEASURED,
                    values=values,
                    repeated_rows=count - values,
                )
                dependencies.append(made)
    return Measured(
        rows=count, dependencies=tuple(dependencies), keys=tuple(unique), lists=tuple(_lists(live, table, varied))
    )


def _name(live: Live, table: Table) -> str:
    return ".".join(map(live.dialect.quote, table.path))


def _varied(live: Live, table: Table, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns with more than one value."""
    if not columns:
        return ()
    counts = ", ".join(f"count(DISTINCT {live.dialect.quote(name)})" for name in columns)
    (found,) = live.query(f"SELECT {counts} FROM {_name(live, table)}")
    return tuple(name for name, number in zip(columns, found, strict=True) if int(str(number)) > 1)


def _dependents(live: Live, table: Table, some: Sequence[str], rest: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """The number of values of some columns, and those of the rest that they determine."""
    quote = live.dialect.quote
    group = ", ".join(map(quote, some))
    absent = " OR ".join(f"{quote(name)} IS NULL" for name in some)
    inner = [
        f"count(DISTINCT {quote(name)}) + max(CASE WHEN {quote(name)} IS NULL THEN 1 ELSE 0 END)"
        f" + max(CASE WHEN ({absent}) AND {quote(name)} IS NOT NULL THEN 1 ELSE 0 END) AS d{at}"
        for at, name in enumerate(rest)
    ]
    outer = [f"max(d{at})" for at in range(len(rest))]
    ((values, *most),) = live.query(
        f"SELECT {', '.join(['count(*)', *outer])} FROM"
        f" (SELECT {', '.join(['count(*) AS n', *inner])} FROM {_name(live, table)} GROUP BY {group}) AS grouped"
    )
    found = tuple(name for name, number in zip(rest, most, strict=True) if int(str(number)) == 1)
    return int(str(values)), found


def _lists(live: Live, table: Table, columns: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Columns of text of which most values list items without blanks, such as `red,green`."""
    quote, literal = live.dialect.quote, live.dialect.literal
    for name in columns:
        if not table.columns[name].type.lower().startswith(_TEXTS):
            continue
        tests = [
            f"({quote(name)} LIKE {literal(f'%_{sign}_%')}"
            f" AND replace({quote(name)}, {literal(f'{sign} ')}, {literal(sign)}) NOT LIKE '% %')"
            for sign in _SEPARATORS
        ]
        ((listing, every),) = live.query(
            f"SELECT count(CASE WHEN {' OR '.join(tests)} THEN 1 END), count({quote(name)}) FROM {_name(live, table)}"
        )
        if 2 * int(str(listing)) > int(str(every)):
            yield name, int(str(listing)), int(str(every))
