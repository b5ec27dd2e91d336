"""Attributes and domains as one line: `email: string(254) required unique pii -- Where invoices go`."""

from __future__ import annotations

from collections.abc import Callable

from colonnade.model.attribute import Attribute, Domain, Identity, Reference
from colonnade.model.classification import Level
from colonnade.model.phrase.relationship import (
    ACTIONS_PATTERN,
    add_actions,
    read_action,
    read_deferral,
    read_match,
)
from colonnade.model.phrase.scan import Kind, Scanner, name_text
from colonnade.model.phrase.short import (
    ABOUT_PATTERN,
    NAME_PATTERN,
    NUMBER_PATTERN,
    SQL_PATTERN,
    TEXT_PATTERN,
    Fields,
    Line,
    Said,
    Short,
    say,
)
from colonnade.model.phrase.types import default_text, read_default, read_type, type_text

TYPE_PATTERN = rf"({NAME_PATTERN}(\(([^()']|'[^']*')*\))?(\[\])*)"
DEFAULT_PATTERN = rf"({SQL_PATTERN}|{TEXT_PATTERN}|{NUMBER_PATTERN}|{NAME_PATTERN}(\(\))?)"

_Reader = Callable[[Scanner, Fields], None]


def _flag(field: str) -> _Reader:
    def read(scan: Scanner, fields: Fields) -> None:
        say(fields, field, value=True, token=scan.take())

    return read


def _named_flag(field: str, name: str) -> _Reader:
    def read(scan: Scanner, fields: Fields) -> None:
        say(fields, field, value=True, token=scan.take())
        if scan.word("called"):
            fields[name] = scan.name("the name of the constraint")

    return read


def _level(level: Level) -> _Reader:
    def read(scan: Scanner, fields: Fields) -> None:
        say(fields, "level", level, scan.take())

    return read


def _sql(word: str, field: str) -> _Reader:
    def read(scan: Scanner, fields: Fields) -> None:
        token = scan.take()
        say(fields, field, scan.sql(word), token)

    return read


def _name(field: str) -> _Reader:
    def read(scan: Scanner, fields: Fields) -> None:
        token = scan.take()
        say(fields, field, scan.name("a name"), token)

    return read


def _default(scan: Scanner, fields: Fields) -> None:
    token = scan.take()
    say(fields, "default", read_default(scan), token)


def _generated(scan: Scanner, fields: Fields) -> None:
    token = scan.take()
    say(fields, "generated", scan.sql("generated"), token)
    if scan.word("virtual"):
        fields["virtual"] = True


def _identity(scan: Scanner, fields: Fields) -> None:
    token = scan.take()
    identity = Identity.SERIAL if token.text == "serial" else Identity.ALWAYS
    if identity is Identity.ALWAYS and scan.word("by", "default"):
        identity = Identity.BY_DEFAULT
    say(fields, "identity", identity, token)


def _references(scan: Scanner, fields: Fields) -> None:
    token = scan.take()
    reference: Fields = {"to": scan.name("the entity that is referred to")}
    if scan.peek.kind is Kind.SIGN and scan.peek.text == "(":
        scan.take()
        reference["attribute"] = scan.name("an attribute")
        scan.need_sign(")")
    while True:
        if scan.is_word("on"):
            read_action(scan, reference)
        elif scan.is_word("match"):
            read_match(scan, reference)
        elif scan.is_word("deferrable", "deferred"):
            read_deferral(scan, reference)
        elif scan.is_word("called"):
            _name("name")(scan, reference)
        else:
            break
    say(fields, "references", Reference(**reference), token)  # type: ignore[arg-type]


_BOTH: dict[str, _Reader] = {
    "required": _flag("required"),
    "=": _default,
    "check": _sql("check", "check"),
    "collate": _name("collation"),
    "as": _name("physical"),
    **{level.value: _level(level) for level in Level},
    "pii": _flag("pii"),
    "sensitive": _flag("sensitive"),
}
_ATTRIBUTE: dict[str, _Reader] = {
    "key": _named_flag("primary", "key_name"),
    "unique": _named_flag("unique", "unique_name"),
    "identity": _identity,
    "serial": _identity,
    "generated": _generated,
    "->": _references,
    **_BOTH,
}


def _read(text: str, words: dict[str, _Reader]) -> Fields:
    scan = Scanner(text)
    fields: Fields = {"type": read_type(scan)}
    while not scan.at_end:
        token = scan.peek
        if token.kind is Kind.ABOUT:
            fields["about"] = scan.about()
            continue
        reader = words.get(token.text) if token.kind in (Kind.WORD, Kind.SIGN) else None
        if reader is None:
            raise scan.unexpected(words)
        reader(scan, fields)
    return fields


def _read_attribute(text: str) -> Fields:
    return _read(text, _ATTRIBUTE)


def _read_domain(text: str) -> Fields:
    return _read(text, _BOTH)


_IDENTITY_TEXT = {
    Identity.ALWAYS: "identity",
    Identity.BY_DEFAULT: "identity by default",
    Identity.SERIAL: "serial",
}


def _write_attribute(of: Attribute) -> Said:
    line = Line()
    line.add(type_text(of.type), "type")
    if of.primary:
        line.add("key", "primary")
        line.called(of.key_name, "key_name")
    line.flag("required", "required", when=of.required)
    if of.unique:
        line.add("unique", "unique")
        line.called(of.unique_name, "unique_name")
    if of.identity is not None:
        line.add(_IDENTITY_TEXT[of.identity], "identity")
    if of.default is not None:
        line.add(f"= {default_text(of.default)}", "default")
    line.sql("generated", of.generated, "generated")
    line.flag("virtual", "virtual", when=of.virtual and "generated" in line.done().fields)
    _write_rest(line, of)
    if of.references is not None:
        _write_reference(line, of.references)
    _write_classification(line, of)
    return line.done(of.about)


def _write_domain(of: Domain) -> Said:
    line = Line()
    line.add(type_text(of.type), "type")
    line.flag("required", "required", when=of.required)
    if of.default is not None:
        line.add(f"= {default_text(of.default)}", "default")
    _write_rest(line, of)
    _write_classification(line, of)
    return line.done(of.about)


def _write_rest(line: Line, of: Attribute | Domain) -> None:
    line.sql("check", of.check, "check")
    if of.collation:
        line.add(f"collate {name_text(of.collation)}", "collation")
    if of.physical:
        line.add(f"as {name_text(of.physical)}", "physical")


def _write_classification(line: Line, of: Attribute | Domain) -> None:
    if of.level is not None:
        line.add(of.level.value, "level")
    line.flag("pii", "pii", when=of.pii)
    line.flag("sensitive", "sensitive", when=of.sensitive)


def _write_reference(line: Line, reference: Reference) -> None:
    line.add(f"-> {name_text(reference.to)}", "references")
    if reference.attribute:
        line.add(f"({name_text(reference.attribute)})")
    add_actions(line, reference)
    line.called(reference.name)


_BOTH_PATTERN = (
    rf"required|= *{DEFAULT_PATTERN}|check {SQL_PATTERN}|collate {NAME_PATTERN}|as {NAME_PATTERN}"
    r"|public|internal|confidential|restricted|pii|sensitive"
)
_REFERENCE_PATTERN = rf"-> *{NAME_PATTERN}( *\( *{NAME_PATTERN} *\))?( +({ACTIONS_PATTERN}|called {NAME_PATTERN}))*"

ATTRIBUTE = Short(
    of=Attribute,
    read=_read_attribute,
    write=_write_attribute,
    shape=(
        "TYPE [key [called NAME]] [required] [unique [called NAME]] [identity [by default] | serial] [= DEFAULT] "
        '[generated "SQL" [virtual]] [check "SQL"] [collate NAME] [as COLUMN] '
        "[-> ENTITY[(ATTRIBUTE)] [on delete ACTION] [on update ACTION] [match full] [deferrable | deferred] "
        "[called CONSTRAINT]] "
        "[public | internal | confidential | restricted] [pii] [sensitive] [-- ABOUT]"
    ),
    pattern=(
        rf"{TYPE_PATTERN}( +((key|unique)( called {NAME_PATTERN})?|identity( by default)?|serial"
        rf"|generated {SQL_PATTERN}( virtual)?"
        rf"|{_REFERENCE_PATTERN}|{_BOTH_PATTERN}))*{ABOUT_PATTERN}"
    ),
    examples=(
        "uuid key = uuid()",
        "string(254) required unique pii -- Where invoices go",
        "enum(open, paid, 'sent back') required = open",
        'money generated "subtotal + tax"',
        "integer required -> customer on delete cascade",
        "native(tsvector)",
    ),
)

DOMAIN = Short(
    of=Domain,
    read=_read_domain,
    write=_write_domain,
    shape=(
        'TYPE [required] [= DEFAULT] [check "SQL"] [collate NAME] [as NAME] '
        "[public | internal | confidential | restricted] [pii] [sensitive] [-- ABOUT]"
    ),
    pattern=rf"{TYPE_PATTERN}( +({_BOTH_PATTERN}))*{ABOUT_PATTERN}",
    examples=(
        'decimal(15,2) = 0 check "value >= 0"',
        "string(254) check \"value like '%@%'\" pii",
        "enum(new, paid, shipped)",
    ),
)
