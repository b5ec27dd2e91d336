"""Types and default values as text: `string(254)`, `decimal(15,2)`, `enum(open, closed)`, `text[]`, `now()`."""

from __future__ import annotations

from functools import lru_cache

from colonnade.model.phrase.scan import (
    MOST_DIGITS,
    Kind,
    PhraseError,
    Scanner,
    is_plain_name,
    name_text,
    quote,
    sql_text,
    unquote,
)
from colonnade.model.phrase.vocabulary import ELSEWHERE, WRITTEN_BASES
from colonnade.model.types import (
    FALSE,
    LENGTH_BASES,
    NOW,
    NULL,
    PRECISION_BASES,
    TODAY,
    TRUE,
    UUID,
    Base,
    Default,
    DefaultKind,
    Type,
    domain_type,
    native_type,
    number_default,
    sql_default,
    text_default,
)

_FUNCTIONS = {"now": NOW, "today": TODAY, "uuid": UUID}
_LITERAL_WORDS = {"true": TRUE, "false": FALSE, "null": NULL}
_NOT_BARE = frozenset({*_FUNCTIONS, *_LITERAL_WORDS})


def read_type(scan: Scanner) -> Type:
    """Take a type. Raises PhraseError."""
    token = scan.peek
    if token.kind is Kind.NAME:
        found = domain_type(scan.name("a type"))
    elif token.kind is Kind.WORD:
        scan.take()
        if token.text in WRITTEN_BASES:
            found = _with_arguments(scan, Base(token.text))
        elif scan.peek.kind is Kind.SIGN and scan.peek.text == "(":
            known = ELSEWHERE.get(token.text.lower())
            raise scan.fail(
                f"{token.text!r} is a type that this language does not know, and a domain takes no brackets",
                hint=f"write {known}(...)" if known else "write native('...') for a type that only one engine knows",
                token=token,
            )
        else:
            found = domain_type(token.text)
    else:
        raise scan.fail("expected a type", hint="such as string(40), integer, or the name of a domain")
    while scan.sign("[]"):
        found = Type(base=Base.ARRAY, element=found)
    return found


def _with_arguments(scan: Scanner, base: Base) -> Type:
    if base is Base.ENUM:
        return Type(base=base, values=_enum_values(scan))
    if base is Base.NATIVE:
        scan.need_sign("(")
        token = scan.take()
        if token.kind not in (Kind.TEXT, Kind.WORD):
            raise scan.fail("expected the type in single quotes", hint="native('...')", token=token)
        scan.need_sign(")")
        return native_type(unquote(token.text) if token.kind is Kind.TEXT else token.text)
    if not scan.sign("("):
        return Type(base=base)
    first = scan.whole("a length" if base in LENGTH_BASES else "a number of digits")
    if base is Base.DECIMAL:
        scale = _scale(scan) if scan.sign(",") else None
        scan.need_sign(")")
        return Type(base=base, precision=first, scale=scale)
    scan.need_sign(")")
    if base in LENGTH_BASES:
        return Type(base=base, length=first)
    if base in PRECISION_BASES:
        return Type(base=base, precision=first)
    raise PhraseError(f"{base} takes no number", offset=scan.text.find(base.value))


def _scale(scan: Scanner) -> int:
    token = scan.take()
    if token.kind is not Kind.NUMBER or not token.text.lstrip("-").isdigit():
        raise scan.fail("expected the digits after the point, a whole number", token=token)
    if len(token.text) > MOST_DIGITS:
        raise scan.fail("the number of digits after the point is too large", token=token)
    return int(token.text)


def _enum_values(scan: Scanner) -> tuple[str, ...]:
    scan.need_sign("(")
    values: list[str] = []
    while not scan.sign(")"):
        if values:
            scan.need_sign(",")
        token = scan.take()
        if token.kind is Kind.TEXT:
            values.append(unquote(token.text))
        elif token.kind in (Kind.WORD, Kind.NUMBER):
            values.append(token.text)
        else:
            raise scan.fail("expected a word, or a text in single quotes", token=token)
    return tuple(values)


def type_text(of: Type) -> str:
    """A type as text; `read_type` undoes it."""
    match of.base:
        case Base.ARRAY:
            return f"{type_text(of.element)}[]" if of.element else "text[]"
        case Base.DOMAIN:
            return name_text(of.name, avoid=WRITTEN_BASES)
        case Base.NATIVE:
            return f"native({of.name if is_plain_name(of.name) else quote(of.name, chr(39))})"
        case Base.ENUM:
            values = (each if is_plain_name(each) else quote(each, "'") for each in of.values)
            return f"enum({', '.join(values)})"
        case Base.DECIMAL if of.precision is not None:
            return f"decimal({of.precision})" if of.scale is None else f"decimal({of.precision},{of.scale})"
        case base:
            number = of.length if base in LENGTH_BASES else of.precision
            return base.value if number is None else f"{base.value}({number})"


def read_default(scan: Scanner) -> Default:
    """Take a default value. Raises PhraseError."""
    token = scan.peek
    if token.kind in (Kind.NAME, Kind.SQL):
        return sql_default(scan.sql("="))
    if token.kind not in (Kind.TEXT, Kind.NUMBER, Kind.WORD):
        raise scan.fail(
            "expected a default value",
            hint="a number, a word, a text in single quotes, now(), uuid(), or SQL in double quotes",
        )
    scan.take()
    if token.kind is Kind.TEXT:
        return text_default(unquote(token.text))
    if token.kind is Kind.NUMBER:
        return number_default(token.text)
    if scan.sign("("):
        if token.text not in _FUNCTIONS:
            raise scan.fail(
                f"{token.text}() is not a default that every engine knows",
                hint=f'now(), today() or uuid(), or as SQL: = "{token.text}(...)"',
                token=token,
            )
        scan.need_sign(")")
        return _FUNCTIONS[token.text]
    return _LITERAL_WORDS.get(token.text) or text_default(token.text)


def default_text(value: Default) -> str:
    """A default value as text; `read_default` undoes it."""
    match value.kind:
        case DefaultKind.TEXT:
            bare = is_plain_name(value.value) and value.value not in _NOT_BARE and "." not in value.value
            return value.value if bare else quote(value.value, "'")
        case DefaultKind.NUMBER | DefaultKind.BOOLEAN:
            return value.value
        case DefaultKind.NULL | DefaultKind.NOW | DefaultKind.TODAY | DefaultKind.UUID:
            return value.kind.value
        case DefaultKind.SQL:
            return sql_text(value.value)


@lru_cache(maxsize=4096)
def parse_type(text: str) -> Type:
    """The type that a text is. Raises PhraseError."""
    scan = Scanner(text)
    found = read_type(scan)
    scan.end(["[]"])
    return found


@lru_cache(maxsize=4096)
def parse_default(text: str) -> Default:
    """The default value that a text is. Raises PhraseError."""
    scan = Scanner(text)
    found = read_default(scan)
    scan.end([])
    return found
