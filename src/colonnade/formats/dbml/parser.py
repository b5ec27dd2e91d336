"""DBML text as a document.

The language is that of https://dbml.dbdiagram.io/docs with what its parser has understood since: sample rows,
partials, checks, references with optional ends, settings of one's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from colonnade.formats.dbml.ast import (
    Document,
    EnumType,
    EnumValue,
    Other,
    Project,
    Records,
    Reference,
    Setting,
    StickyNote,
    Table,
    TableGroup,
    Value,
    ValueKind,
)
from colonnade.formats.dbml.cursor import Cursor, near_hint
from colonnade.formats.dbml.settings import Settings, endpoint, relation, settings, value
from colonnade.formats.dbml.tables import note_text, records, table
from colonnade.formats.dbml.tokens import Kind, Token

_ELEMENTS: Final = (
    "project", "table", "tablepartial", "enum", "ref", "tablegroup", "note", "records",
    "dep", "diagramview", "metadata", "use", "reuse",
)  # fmt: skip


@dataclass(slots=True)
class _Found:
    project: Project | None = None
    tables: list[Table] = field(default_factory=list)
    partials: list[Table] = field(default_factory=list)
    enums: list[EnumType] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    groups: list[TableGroup] = field(default_factory=list)
    notes: list[StickyNote] = field(default_factory=list)
    records: list[Records] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)


def parse(text: str, *, file: str | None = None) -> Document:
    """The document that the text says. Raises DbmlError at the first place that is not well formed."""
    cursor = Cursor(text.replace("\r\n", "\n"), file)
    found = _Found()
    cursor.skip_lines()
    while cursor.token.kind is not Kind.END:
        _element(cursor, found)
        cursor.skip_lines()
    return Document(
        project=found.project,
        tables=tuple(found.tables),
        partials=tuple(found.partials),
        enums=tuple(found.enums),
        references=tuple(found.references),
        groups=tuple(found.groups),
        notes=tuple(found.notes),
        records=tuple(found.records),
        others=tuple(found.others),
        comments=cursor.comments,
    )


def _element(cursor: Cursor, found: _Found) -> None:
    keyword = cursor.token
    word = cursor.word()
    if word not in _ELEMENTS:
        if not word:
            raise cursor.unexpected("an element", hint=f"one of {', '.join(_ELEMENTS)}")
        raise cursor.error(f"there is no element {keyword.text!r}", hint=near_hint(word, _ELEMENTS))
    cursor.next()
    match word:
        case "table":
            found.tables.append(table(cursor, keyword))
        case "tablepartial":
            found.partials.append(table(cursor, keyword))
        case "enum":
            found.enums.append(_enum(cursor, keyword))
        case "ref":
            found.references += _references(cursor, keyword)
        case "tablegroup":
            found.groups.append(_group(cursor, keyword))
        case "note":
            found.notes.append(_sticky_note(cursor, keyword))
        case "records":
            found.records.append(records(cursor, keyword, cursor.path("the name of a table")))
        case "project":
            if found.project is not None:
                raise cursor.error("a text has one project", hint="join the two", token=keyword)
            found.project = _project(cursor, keyword, found)
        case _:
            found.others.append(_other(cursor, keyword))


def _enum(cursor: Cursor, keyword: Token) -> EnumType:
    path = cursor.path("the name of the enum")
    label = f"the enum {'.'.join(path)}"
    given = settings(cursor, label)
    note, extra = given.text("note"), given.rest()
    values = []
    opening = cursor.open_block(label)
    while cursor.in_block(opening, label):
        place = cursor.place()
        if cursor.word() == "note" and cursor.ahead().text == ":":
            cursor.next()
            note = note_text(cursor)
            continue
        name = cursor.name("a value of the enum")
        own = settings(cursor, f"the value {name!r}")
        values.append(EnumValue(name=name, note=own.text("note"), extra=own.rest(), place=place))
        cursor.end_line("a value of the enum")
    return EnumType(path=path, values=tuple(values), note=note, extra=extra, place=cursor.place(keyword))


def _references(cursor: Cursor, keyword: Token) -> list[Reference]:
    name = None
    if not (cursor.sees(":") or cursor.sees("{") or cursor.sees("[")):
        name = ".".join(cursor.path("the name of the reference"))
    shared = settings(cursor, "a reference")
    if cursor.accept(":"):
        cursor.skip_lines()
        return [_reference(cursor, keyword, name, shared)]
    found = []
    opening = cursor.open_block("Ref")
    while cursor.in_block(opening, "Ref"):
        found.append(_reference(cursor, keyword, name, shared))
    return found


def _reference(cursor: Cursor, keyword: Token, name: str | None, shared: Settings) -> Reference:
    left = endpoint(cursor)
    cursor.skip_lines()
    sign = relation(cursor)
    cursor.skip_lines()
    right = endpoint(cursor)
    own = settings(cursor, "a reference")
    given = Settings("a reference", [*shared.given, *own.given], cursor)
    found = Reference(
        left=left,
        relation=sign,
        right=right,
        name=name,
        on_delete=given.text("delete"),
        on_update=given.text("update"),
        extra=_with_flags(given, "inactive"),
        place=cursor.place(keyword),
    )
    cursor.end_line("a reference")
    return found


def _with_flags(given: Settings, *names: str) -> tuple[Setting, ...]:
    """The rest of the settings, of which these may stand without a value."""
    flags = tuple(Setting(name=name) for name in names if given.flag(name))
    return (*flags, *given.rest())


def _group(cursor: Cursor, keyword: Token) -> TableGroup:
    name = ".".join(cursor.path("the name of the group"))
    label = f"the group {name}"
    given = settings(cursor, label)
    note, colour, extra = given.text("note"), given.text("color"), given.rest()
    tables = []
    opening = cursor.open_block(label)
    while cursor.in_block(opening, label):
        if cursor.word() == "note" and cursor.ahead().text in ("{", ":"):
            cursor.next()
            note = note_text(cursor)
            continue
        tables.append(cursor.path("the name of a table"))
        cursor.end_line("a table of the group")
    place = cursor.place(keyword)
    return TableGroup(name=name, tables=tuple(tables), note=note, colour=colour, extra=extra, place=place)


def _sticky_note(cursor: Cursor, keyword: Token) -> StickyNote:
    name = cursor.name("the name of the note")
    extra = settings(cursor, f"the note {name}").rest()
    return StickyNote(name=name, text=note_text(cursor), extra=extra, place=cursor.place(keyword))


def _project(cursor: Cursor, keyword: Token, found: _Found) -> Project:
    name = None if cursor.sees_past_lines("{") else cursor.name("the name of the project")
    note = None
    fields: list[Setting] = []
    opening = cursor.open_block("Project")
    while cursor.in_block(opening, "Project"):
        place, word = cursor.place(), cursor.word()
        if word == "note" and cursor.ahead().text in ("{", ":"):
            cursor.next()
            note = note_text(cursor)
        elif cursor.ahead().text == ":" and word != "ref":
            key = cursor.name("the name of a field")
            cursor.expect(":")
            cursor.skip_lines()
            fields.append(Setting(name=key, value=_field_value(cursor), place=place))
            cursor.end_line("a field of the project")
        else:
            _element(cursor, found)
    return Project(name=name, note=note, fields=tuple(fields), place=cursor.place(keyword))


def _field_value(cursor: Cursor) -> Value:
    found = value(cursor)
    if found.kind in (ValueKind.STRING, ValueKind.COLOUR):
        return found
    return Value(kind=ValueKind.STRING, text=found.text)


def _other(cursor: Cursor, keyword: Token) -> Other:
    """An element that is kept as it is written: to its closing brace, else to the end of its line."""
    depth = 0
    opened: Token | None = None
    while True:
        if cursor.token.kind is Kind.END:
            if opened is not None:
                raise cursor.error(f"the '{{' of {keyword.text} has no '}}'", hint="close it", token=opened)
            break
        if cursor.token.kind is Kind.NEWLINE and not depth and not cursor.sees_past_lines("{"):
            break
        token = cursor.next()
        if token.text == "{" and token.kind is Kind.MARK:
            depth, opened = depth + 1, opened or token
        elif token.text == "}" and token.kind is Kind.MARK:
            depth -= 1
            if depth <= 0 and keyword.text.lower() not in ("use", "reuse"):
                break
    text = cursor.source[keyword.start : cursor.tokens[cursor.at - 1].end]
    return Other(kind=keyword.text.lower(), text=text, place=cursor.place(keyword))
