"""Tables and partials: columns, injections, indexes, checks, sample rows, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from colonnade.formats.dbml.ast import (
    Check,
    Column,
    Index,
    IndexPart,
    Injection,
    Nullability,
    Records,
    Table,
    TypeName,
    Value,
    ValueKind,
)
from colonnade.formats.dbml.cursor import Cursor
from colonnade.formats.dbml.settings import Settings, column_list, settings, value
from colonnade.formats.dbml.tokens import Kind, Token

_BLOCKS: Final = frozenset({"note", "indexes", "checks", "records"})
_NULL: Final = Value(kind=ValueKind.WORD, text="null")
_BARE_FLAGS: Final = frozenset({"pk", "unique"})


@dataclass(slots=True)
class _Body:
    members: list[Column | Injection] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    records: list[Records] = field(default_factory=list)
    note: str | None = None


def table(cursor: Cursor, keyword: Token) -> Table:
    """A table or a partial; its keyword has been read."""
    what = keyword.text
    path = cursor.path(f"the name of the {what}")
    label = f"{what} {'.'.join(path)}"
    alias = None
    if cursor.word() == "as":
        cursor.next()
        alias = cursor.name("an alias")
    given = settings(cursor, label)
    note, colour = given.text("note"), given.text("headercolor")
    extra = given.rest()
    opening = cursor.open_block(label)
    body = _Body(note=note)
    while cursor.in_block(opening, label):
        _member(cursor, body, label)
    return Table(
        path=path,
        alias=alias,
        members=tuple(body.members),
        indexes=tuple(body.indexes),
        checks=tuple(body.checks),
        records=tuple(body.records),
        note=body.note,
        header_colour=colour,
        extra=extra,
        place=cursor.place(keyword),
    )


def _member(cursor: Cursor, body: _Body, label: str) -> None:
    place = cursor.place()
    word = cursor.word()
    after = cursor.ahead()
    if cursor.accept("~"):
        body.members.append(Injection(partial=cursor.name("the name of a partial"), place=place))
        cursor.end_line("an injection")
    elif word in _BLOCKS and after.kind is Kind.MARK and after.text in "{:(":
        keyword = cursor.next()
        match word:
            case "note":
                if body.note is not None:
                    raise cursor.error(f"{label} has two notes", hint="keep one", token=keyword)
                body.note = note_text(cursor)
            case "indexes":
                body.indexes += _indexes(cursor)
            case "checks":
                body.checks += _checks(cursor)
            case _:
                body.records.append(records(cursor, keyword, ()))
    else:
        body.members.append(_column(cursor))


def note_text(cursor: Cursor) -> str:
    """`: 'text'` or `{ 'text' }` after the word Note."""
    if cursor.accept(":"):
        cursor.skip_lines()
        return cursor.string("a note")
    opening = cursor.open_block("Note")
    cursor.skip_lines()
    text = cursor.string("a note")
    while cursor.in_block(opening, "the note"):
        raise cursor.unexpected("'}' after the note")
    return text


def _column(cursor: Cursor) -> Column:
    place = cursor.place()
    name = cursor.name("a column")
    kind = _type(cursor, name)
    bare = set()
    while cursor.word() in _BARE_FLAGS:
        bare.add(cursor.next().text.lower())
    if not cursor.sees("["):
        cursor.end_line(f"the column {name!r}")
        return Column(name=name, type=kind, primary="pk" in bare, unique="unique" in bare, place=place)
    given = settings(cursor, f"the column {name!r}")
    column = Column(
        name=name,
        type=kind,
        primary=given.flag("pk", "primary key") or "pk" in bare,
        unique=given.flag("unique") or "unique" in bare,
        increment=given.flag("increment"),
        nullability=_nullability(given),
        default=given.value("default"),
        note=given.text("note"),
        checks=given.texts("check"),
        references=given.references(),
        extra=given.rest(),
        place=place,
    )
    cursor.end_line(f"the column {name!r}")
    return column


def _nullability(given: Settings) -> Nullability:
    null, not_null = given.flag("null"), given.flag("not null")
    if null and not_null:
        raise given.refused("not null", "a column is 'null' or 'not null', not both", "keep one of them")
    if not_null:
        return Nullability.NOT_NULL
    return Nullability.NULL if null else Nullability.UNSAID


def _type(cursor: Cursor, column: str) -> TypeName:
    if cursor.token.kind not in (Kind.NAME, Kind.QUOTED):
        hint = "is the '}' of the block above missing?" if cursor.sees("{") else f"write: {column} integer"
        raise cursor.unexpected(f"the type of the column {column!r}", hint=hint)
    path = cursor.path("a type")
    arguments: tuple[Value, ...] | None = None
    if cursor.accept("("):
        listed = []
        while not cursor.accept(")"):
            listed.append(value(cursor))
            if not cursor.sees(")"):
                cursor.expect(",", after="an argument of the type")
        arguments = tuple(listed)
    dimensions = []
    # A bracket right behind the type is a dimension, one after a blank begins the settings.
    while cursor.sees("[") and _touches(cursor) and _closes_dimension(cursor):
        cursor.next()
        dimensions.append("" if cursor.sees("]") else cursor.next().text)
        cursor.expect("]")
    return TypeName(path=path, arguments=arguments, dimensions=tuple(dimensions))


def _touches(cursor: Cursor) -> bool:
    return cursor.tokens[cursor.at - 1].end == cursor.token.start


def _closes_dimension(cursor: Cursor) -> bool:
    first, second = cursor.ahead(1), cursor.ahead(2)
    return first.text == "]" or (first.kind is Kind.NUMBER and second.text == "]")


def _indexes(cursor: Cursor) -> list[Index]:
    found = []
    opening = cursor.open_block("indexes")
    while cursor.in_block(opening, "indexes"):
        place = cursor.place()
        parts = _index_parts(cursor)
        given = settings(cursor, "an index")
        found.append(
            Index(
                parts=parts,
                primary=given.flag("pk", "primary key"),
                unique=given.flag("unique"),
                name=given.text("name"),
                method=given.text("type"),
                note=given.text("note"),
                extra=given.rest(),
                place=place,
            )
        )
        cursor.end_line("an index")
    return found


def _index_parts(cursor: Cursor) -> tuple[IndexPart, ...]:
    if not cursor.accept("("):
        return (_index_part(cursor),)
    parts = []
    while True:
        cursor.skip_lines()
        parts.append(_index_part(cursor))
        cursor.skip_lines()
        if cursor.accept(")"):
            return tuple(parts)
        cursor.expect(",", after="a part of the index", hint='quote names with blanks: "a b"')


def _index_part(cursor: Cursor) -> IndexPart:
    if cursor.token.kind is Kind.EXPRESSION:
        return IndexPart(text=cursor.next().text[1:-1], is_expression=True)
    return IndexPart(text=cursor.name("a column or an expression of the index"))


def _checks(cursor: Cursor) -> list[Check]:
    found = []
    opening = cursor.open_block("checks")
    while cursor.in_block(opening, "checks"):
        place = cursor.place()
        if cursor.token.kind is not Kind.EXPRESSION:
            raise cursor.unexpected("a condition in backticks", hint="write: `price > 0`")
        expression = cursor.next().text[1:-1]
        given = settings(cursor, "a check")
        found.append(Check(expression=expression, name=given.text("name"), extra=given.rest(), place=place))
        cursor.end_line("a check")
    return found


def records(cursor: Cursor, keyword: Token, path: tuple[str, ...]) -> Records:
    """Sample rows from their columns on; the word Records and the table have been read."""
    columns = column_list(cursor) if cursor.accept("(") else ()
    opening = cursor.open_block("records")
    rows = []
    while cursor.in_block(opening, "records"):
        rows.append(_record(cursor))
    return Records(table=path, columns=columns, rows=tuple(rows), place=cursor.place(keyword))


def _record(cursor: Cursor) -> tuple[Value, ...]:
    row: list[Value] = []
    while True:
        ends = cursor.token.kind in (Kind.NEWLINE, Kind.END) or cursor.sees("}")
        row.append(_NULL if ends or cursor.sees(",") else _field(cursor))
        if not cursor.accept(","):
            cursor.end_line("a row")
            return tuple(row)


def _field(cursor: Cursor) -> Value:
    found = value(cursor)
    return _NULL if found.kind is ValueKind.WORD and found.text.lower() == "null" else found
