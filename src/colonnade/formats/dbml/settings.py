"""Settings in square brackets: `[pk, not null, default: 1, ref: > users.id]`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from colonnade.errors import Place
from colonnade.formats.dbml.ast import (
    Endpoint,
    InlineReference,
    Operator,
    Relation,
    Setting,
    Value,
    ValueKind,
)
from colonnade.formats.dbml.cursor import Cursor, named, near_hint, string_text
from colonnade.formats.dbml.tokens import DbmlError, Kind

_OPERATORS: Final = {operator.value: operator for operator in Operator}
_SIGNS: Final = frozenset("+-")


@dataclass(frozen=True, slots=True)
class Given:
    """One written setting; a `ref` has a reference in place of a value."""

    name: str
    value: Value | None
    reference: InlineReference | None
    place: Place


@dataclass(slots=True)
class Settings:
    """The settings of one element, taken out by name."""

    what: str
    given: list[Given]
    cursor: Cursor
    _known: set[str] = field(default_factory=set)

    def flag(self, *names: str) -> bool:
        found = [item for item in self._named(*names) if item.value is None]
        return bool(found)

    def text(self, name: str) -> str | None:
        value = self.value(name)
        return None if value is None else value.text

    def value(self, name: str) -> Value | None:
        found = self._named(name)
        if not found:
            return None
        if len(found) > 1:
            raise self._error(found[1], f"{name!r} is given twice", "keep one of them")
        if found[0].value is None:
            raise self._error(found[0], f"{name!r} needs a value", f"write {name}: …")
        return found[0].value

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of a setting that may stand several times."""
        return tuple(item.value.text for item in self._named(name) if item.value is not None)

    def references(self) -> tuple[InlineReference, ...]:
        return tuple(item.reference for item in self._named("ref") if item.reference is not None)

    def rest(self) -> tuple[Setting, ...]:
        """What the language leaves to its users: any other name with a value."""
        left = [item for item in self.given if item.name not in self._known]
        for item in left:
            if item.value is None:
                hint = near_hint(item.name, self._known)
                raise self._error(item, f"{self.what} has no setting {item.name!r}", hint)
        return tuple(Setting(name=item.name, value=item.value, place=item.place) for item in left)

    def refused(self, name: str, message: str, hint: str) -> DbmlError:
        """An error at the place of a setting that was given."""
        return self._error(self._named(name)[0], message, hint)

    def _named(self, *names: str) -> list[Given]:
        self._known.update(names)
        return [item for item in self.given if item.name in names]

    def _error(self, item: Given, message: str, hint: str) -> DbmlError:
        error = self.cursor.error(message, hint=hint)
        error.place = item.place
        return error


def settings(cursor: Cursor, what: str) -> Settings:
    """The settings that come next, or none."""
    given: list[Given] = []
    if cursor.accept("["):
        cursor.skip_lines()
        while not cursor.accept("]"):
            given.append(_setting(cursor))
            cursor.skip_lines()
            if not cursor.accept(",") and not cursor.sees("]"):
                raise cursor.unexpected("',' or ']'", hint=f"the settings of {what} end with ']'")
            cursor.skip_lines()
    return Settings(what, given, cursor)


def _setting(cursor: Cursor) -> Given:
    token = cursor.token
    words = []
    while cursor.token.kind in (Kind.NAME, Kind.QUOTED):
        words.append(named(cursor.next()))
    if not words:
        raise cursor.unexpected("the name of a setting")
    place = cursor.place(token)
    bare = token.kind is Kind.NAME
    name = " ".join(words)
    name = name.lower() if bare else name
    if not cursor.accept(":"):
        return Given(name, None, None, place)
    cursor.skip_lines()
    if name == "ref":
        return Given(name, None, InlineReference(relation=relation(cursor), target=endpoint(cursor)), place)
    return Given(name, value(cursor), None, place)


def relation(cursor: Cursor) -> Relation:
    """The operator of a reference."""
    left = cursor.accept("?")
    token = cursor.token
    operator = _OPERATORS.get(token.text) if token.kind is Kind.MARK else None
    if operator is None:
        raise cursor.unexpected("a relation", hint="one of <, >, -, <>")
    cursor.next()
    return Relation(operator=operator, left_optional=left, right_optional=cursor.accept("?"))


def endpoint(cursor: Cursor) -> Endpoint:
    """`schema.table.column` or `schema.table.(one, two)`."""
    place = cursor.place()
    parts = [cursor.name("the name of a table")]
    while cursor.accept("."):
        if cursor.accept("("):
            return Endpoint(table=tuple(parts), columns=column_list(cursor), place=place)
        parts.append(cursor.name("the name of a column"))
    if len(parts) == 1:
        raise cursor.unexpected("'.' and a column", hint=f"write {parts[0]}.column")
    return Endpoint(table=tuple(parts[:-1]), columns=(parts[-1],), place=place)


def column_list(cursor: Cursor) -> tuple[str, ...]:
    """Names up to the closing bracket, maybe none; the opening one has been read."""
    names: list[str] = []
    if cursor.accept(")"):
        return ()
    while True:
        cursor.skip_lines()
        names.append(cursor.name("the name of a column"))
        cursor.skip_lines()
        if cursor.accept(")"):
            return tuple(names)
        cursor.expect(",", after="a column")


def value(cursor: Cursor) -> Value:
    """A literal."""
    token = cursor.token
    match token.kind:
        case Kind.STRING | Kind.MULTILINE | Kind.QUOTED:
            return Value(kind=ValueKind.STRING, text=string_text(cursor.next()))
        case Kind.EXPRESSION:
            return Value(kind=ValueKind.EXPRESSION, text=cursor.next().text[1:-1])
        case Kind.COLOUR:
            return Value(kind=ValueKind.COLOUR, text=cursor.next().text)
        case Kind.NUMBER:
            return Value(kind=ValueKind.NUMBER, text=cursor.next().text)
        case Kind.MARK if token.text in _SIGNS and cursor.ahead().kind is Kind.NUMBER:
            cursor.next()
            sign = "-" if token.text == "-" else ""
            return Value(kind=ValueKind.NUMBER, text=sign + cursor.next().text)
        case Kind.NAME:
            return _words(cursor)
        case _:
            raise cursor.unexpected("a value", hint="text stands in single quotes, an expression in backticks")


def _words(cursor: Cursor) -> Value:
    text = cursor.next().text
    while True:
        if cursor.token.kind is Kind.NAME:
            text += f" {cursor.next().text}"
        elif cursor.accept("."):
            text += f".{cursor.name('a value of an enum')}"
        else:
            return Value(kind=ValueKind.WORD, text=text)
