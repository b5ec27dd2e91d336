"""Partials injected into tables: what they come to, and which of them are bundles of the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from colonnade.formats.dbml.ast import Column, Document, Injection, Table
from colonnade.formats.dbml.cursor import near_hint
from colonnade.formats.dbml.tokens import DbmlError


@dataclass(frozen=True, slots=True, kw_only=True)
class Injected:
    """A table whose members are columns only, and the bundles that it uses beside them."""

    table: Table
    uses: tuple[str, ...] = ()


def injected(document: Document) -> tuple[tuple[Injected, ...], tuple[Table, ...]]:
    """The tables with their partials put in, and the partials that stayed apart as bundles.

    A column of the table wins over one of a partial, and the partial injected last over those before it. A partial
    stays apart where it says columns only and every table has it at its end, since that is what a bundle is.
    """
    partials = {".".join(partial.path): partial for partial in document.partials}
    for table in document.tables:
        for member in table.members:
            if isinstance(member, Injection) and member.partial not in partials:
                hint = near_hint(member.partial, partials) if partials else "define it with TablePartial"
                raise DbmlError(f"there is no partial {member.partial!r}", hint=hint, place=member.place)
    bundles = _bundles(document.tables, partials)
    tables = tuple(_put_in(table, partials, bundles) for table in document.tables)
    return tables, tuple(partial for name, partial in partials.items() if name in bundles)


def _bundles(tables: Sequence[Table], partials: Mapping[str, Table]) -> frozenset[str]:
    found = {name for name, partial in partials.items() if _says_columns_only(partial)}
    before = -1
    while len(found) != before:
        before = len(found)
        for table in tables:
            end = _end(table, found)
            names = [column.name for name in end for column in partials[name].columns]
            inner = {m.partial for m in table.members[: len(table.members) - len(end)] if isinstance(m, Injection)}
            found -= inner
            if len(set(names)) < len(names):
                found -= set(end)
    return frozenset(found)


def _end(table: Table, bundles: set[str]) -> list[str]:
    """Names of the bundles that the table ends with."""
    names: list[str] = []
    for member in reversed(table.members):
        if not isinstance(member, Injection) or member.partial not in bundles:
            break
        names.insert(0, member.partial)
    return names


def _says_columns_only(partial: Table) -> bool:
    columns = partial.columns
    if any(column.references or column.primary or column.extra for column in columns):
        return False
    return bool(columns) and partial == Table(path=partial.path, members=columns)


def _put_in(table: Table, partials: Mapping[str, Table], bundles: frozenset[str]) -> Injected:
    uses = [member.partial for member in table.members if isinstance(member, Injection) and member.partial in bundles]
    inner = [
        member.partial for member in table.members if isinstance(member, Injection) and member.partial not in bundles
    ]
    own = {column.name for column in table.columns}
    last = {column.name: name for name in inner for column in partials[name].columns}
    members: list[Column] = []
    for member in table.members:
        if isinstance(member, Column):
            members.append(member)
        elif member.partial not in bundles:
            columns = partials[member.partial].columns
            members += [c for c in columns if c.name not in own and last[c.name] == member.partial]
    sources = [partials[name] for name in inner]
    known = {index.parts for index in table.indexes}
    indexes = {index.parts: index for source in sources for index in source.indexes if index.parts not in known}
    notes = [source.note for source in sources if source.note is not None]
    colours = [source.header_colour for source in sources if source.header_colour is not None]
    whole = replace(
        table,
        members=tuple(members),
        indexes=(*table.indexes, *indexes.values()),
        checks=(*table.checks, *(check for source in sources for check in source.checks)),
        note=table.note if table.note is not None else notes[-1] if notes else None,
        header_colour=table.header_colour if table.header_colour is not None else colours[-1] if colours else None,
        extra=(*table.extra, *(setting for source in sources for setting in source.extra)),
    )
    return Injected(table=whole, uses=tuple(uses))
