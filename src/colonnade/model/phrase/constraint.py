"""Keys, indexes, checks and rules as one line: `unique status, (lower(email)) desc where "deleted_at is null"`."""

from __future__ import annotations

import re

from colonnade.model.constraint import Check, Enforcement, Index, IndexMethod, IndexPart, Key, Nulls, Rule
from colonnade.model.facets import Command
from colonnade.model.phrase.relationship import add_deferral, read_deferral
from colonnade.model.phrase.scan import (
    Kind,
    Scanner,
    balanced_end,
    is_one_line,
    name_text,
    names_text,
    quote,
    sql_text,
    unquote,
)
from colonnade.model.phrase.short import (
    ABOUT_PATTERN,
    NAMES_PATTERN,
    SQL_PATTERN,
    TEXT_PATTERN,
    Fields,
    Line,
    Said,
    Short,
    is_short_sql,
    say,
)

_METHODS = frozenset(each.value for each in IndexMethod)
_CALL = re.compile(r"[^\W\d]\w*\([^\W\d]\w*(?:, [^\W\d]\w*)*\)")
_AFTER_PART = frozenset({"desc", "nulls", "collate", "include", "where"})
_INDEX_CLAUSES = ("desc", "nulls first", "nulls last", "collate", "include", "where", "nulls not distinct")
_KEY_CLAUSES = ("include", "nulls not distinct", "deferrable", "deferred")


def _read_key(text: str) -> Fields:
    scan = Scanner(text)
    fields: Fields = {}
    if scan.word("primary"):
        fields["primary"] = True
    fields["attributes"] = scan.names("an attribute")
    while not scan.at_end:
        token = scan.peek
        if token.kind is Kind.ABOUT:
            fields["about"] = scan.about()
        elif scan.word("include"):
            say(fields, "include", scan.names_in_brackets("an attribute"), token)
        elif scan.word("nulls", "not", "distinct"):
            say(fields, "nulls_distinct", value=False, token=token)
        elif scan.is_word("deferrable", "deferred"):
            read_deferral(scan, fields)
        else:
            raise scan.unexpected(_KEY_CLAUSES)
    return fields


def _write_key(of: Key) -> Said | None:
    if not of.attributes:
        return None
    line = Line()
    line.flag("primary", "primary", when=of.primary)
    first, *rest = of.attributes
    line.add(", ".join([name_text(first, avoid=("primary",)), *(name_text(each) for each in rest)]), "attributes")
    if of.include:
        line.add(f"include ({names_text(of.include)})", "include")
    line.flag("nulls not distinct", "nulls_distinct", when=not of.nulls_distinct)
    add_deferral(line, of.deferral)
    return line.done(of.about)


def _read_index(text: str) -> Fields:
    scan = Scanner(text)
    fields: Fields = {}
    if scan.word("unique"):
        fields["unique"] = True
    method = scan.peek
    if method.kind is Kind.WORD and method.text in _METHODS and text[method.end :].lstrip().startswith("("):
        scan.take()
        fields["method"] = IndexMethod(method.text)
        scan.need_sign("(")
        fields["parts"] = _read_parts(scan)
        scan.need_sign(")")
    else:
        fields["parts"] = _read_parts(scan)
    while not scan.at_end:
        token = scan.peek
        if token.kind is Kind.ABOUT:
            fields["about"] = scan.about()
        elif scan.word("include"):
            say(fields, "include", scan.names_in_brackets("an attribute"), token)
        elif scan.word("where"):
            say(fields, "where", scan.sql("where"), token)
        elif scan.word("nulls", "not", "distinct"):
            say(fields, "nulls_distinct", value=False, token=token)
        else:
            raise scan.unexpected(_INDEX_CLAUSES)
    return fields


def _read_parts(scan: Scanner) -> tuple[IndexPart, ...]:
    found = [_read_part(scan)]
    while scan.sign(","):
        found.append(_read_part(scan))
    return tuple(found)


def _read_part(scan: Scanner) -> IndexPart:
    token = scan.peek
    attribute = expression = ""
    if token.kind is Kind.SIGN and token.text == "(":
        expression = scan.bracketed()
    elif token.kind is Kind.SQL:
        expression = unquote(scan.take().text)
    else:
        attribute = scan.name("an attribute, or an expression in brackets")
        if token.kind is Kind.WORD and scan.peek.kind is Kind.SIGN and scan.peek.text == "(":
            expression, attribute = f"{attribute}({scan.bracketed()})", ""
    part: Fields = {"attribute": attribute, "expression": expression}
    if scan.word("collate"):
        part["collation"] = scan.name("a collation")
    if (scan.peek.kind is Kind.WORD and scan.peek.text not in _AFTER_PART) or scan.peek.kind is Kind.NAME:
        part["operators"] = scan.name("an operator class")
    if scan.word("desc"):
        part["descending"] = True
    if scan.is_word("nulls") and not scan.text[scan.peek.end :].lstrip().startswith("not"):
        scan.take()
        part["nulls"] = scan.choice(Nulls, "first or last")
    return IndexPart(**part)  # type: ignore[arg-type]


def _part_text(part: IndexPart, *, first: bool) -> str | None:
    """One part of an index as text, or None where only the long form can say it."""
    if bool(part.attribute) == bool(part.expression):
        return None
    if part.attribute:
        text = name_text(part.attribute, avoid=("unique",) if first else ())
    elif _CALL.fullmatch(part.expression) and part.expression.split("(")[0] not in _METHODS | {"unique"}:
        text = part.expression
    else:
        text = f"({part.expression})"
        if balanced_end(text, 0) != len(text) or not is_short_sql(part.expression):
            return None
    if part.collation:
        text += f" collate {name_text(part.collation)}"
    if part.operators:
        text += f" {name_text(part.operators, avoid=_AFTER_PART)}"
    text += " desc" if part.descending else ""
    return f"{text} nulls {part.nulls.value}" if part.nulls else text


def _write_index(of: Index) -> Said | None:
    plain = of.method is IndexMethod.BTREE
    parts = [_part_text(part, first=not at and not of.unique and plain) for at, part in enumerate(of.parts)]
    said = [each for each in parts if each is not None]
    if not parts or len(said) < len(parts):
        return None
    line = Line()
    line.flag("unique", "unique", when=of.unique)
    text = ", ".join(said)

    line.add(text if plain else f"{of.method.value}({text})", "method", "parts")
    if of.include:
        line.add(f"include ({names_text(of.include)})", "include")
    line.sql("where", of.where, "where")
    line.flag("nulls not distinct", "nulls_distinct", when=not of.nulls_distinct)
    return line.done(of.about)


def _read_check(text: str) -> Fields:
    return {"expression": text}


def _write_check(of: Check) -> Said | None:
    return Said(text=of.expression, fields=frozenset({"expression"})) if of.expression else None


_ENFORCED = re.compile(r"(?:check|trigger)\s*[\"`]")


def _read_rule(text: str) -> Fields:
    if not _ENFORCED.match(text):
        return {"about": text}
    scan = Scanner(text)
    kept = scan.take()
    fields: Fields = {"enforcement": Enforcement(kept.text), "expression": scan.sql(kept.text)}
    while not scan.at_end:
        token = scan.peek
        if token.kind is Kind.ABOUT:
            fields["about"] = scan.about()
        elif scan.word("on"):
            commands = [scan.choice(Command, "a command")]
            while scan.sign(","):
                commands.append(scan.choice(Command, "a command"))
            say(fields, "on", tuple(commands), token)
        elif scan.word("message"):
            message = scan.take()
            if message.kind is not Kind.TEXT:
                raise scan.fail("expected the message in single quotes", token=message)
            say(fields, "message", unquote(message.text), token)
        else:
            raise scan.unexpected(["on", "message"])
    return fields


def _write_rule(of: Rule) -> Said | None:
    if of.enforcement is Enforcement.DOCUMENTED:
        plain = of.about and not _ENFORCED.match(of.about)
        return Said(text=of.about, fields=frozenset({"enforcement", "about"})) if plain else None
    if not of.expression or not is_short_sql(of.expression):
        return None
    line = Line()
    line.add(f"{of.enforcement.value} {sql_text(of.expression)}", "enforcement", "expression")
    if of.on:
        line.add(f"on {', '.join(each.value for each in of.on)}", "on")
    if of.message and is_one_line(of.message):
        line.add(f"message {quote(of.message, chr(39))}", "message")
    return line.done(of.about)


KEY = Short(
    of=Key,
    read=_read_key,
    write=_write_key,
    shape="[primary] ATTRIBUTES [include (ATTRIBUTES)] [nulls not distinct] [deferrable | deferred] [-- ABOUT]",
    pattern=(
        rf"(primary +)?{NAMES_PATTERN}( +(include *\( *{NAMES_PATTERN} *\)|nulls not distinct|deferrable|deferred))*"
        rf"{ABOUT_PATTERN}"
    ),
    examples=("tenant_id, number", "primary order_id, line_number", "email nulls not distinct"),
)

INDEX = Short(
    of=Index,
    read=_read_index,
    write=_write_index,
    shape=(
        "[unique] PART, PART … or [unique] METHOD(PART, PART …), then [include (ATTRIBUTES)] "
        '[where "SQL"] [nulls not distinct] [-- ABOUT]; a PART is an ATTRIBUTE, a call or an (EXPRESSION), then '
        "[collate NAME] [OPERATORS] [desc] [nulls first | nulls last]"
    ),
    pattern=(
        rf"(unique +)?[\s\S]+( +(include *\( *{NAMES_PATTERN} *\)|where {SQL_PATTERN}|nulls not distinct))*"
        rf"{ABOUT_PATTERN}"
    ),
    examples=(
        'email where "deleted_at is null"',
        "fulltext(full_name, email)",
        "unique tenant_id, lower(email)",
        "gin(title gin_trgm_ops)",
        "placed_at desc nulls last include (total)",
        "(price * quantity) desc",
    ),
)

CHECK = Short(
    of=Check,
    read=_read_check,
    write=_write_check,
    shape="SQL",
    pattern=r"[\s\S]+",
    examples=("ordered_at <= delivered_at",),
)

RULE = Short(
    of=Rule,
    read=_read_rule,
    write=_write_rule,
    shape='the rule in words; or check "SQL" | trigger "SQL" [on COMMANDS] [message \'TEXT\'] [-- ABOUT]',
    pattern=rf"((check|trigger) *{SQL_PATTERN}( +(on [\s\S]+|message {TEXT_PATTERN}))*{ABOUT_PATTERN}|[\s\S]+)",
    examples=(
        "Only ten orders of a customer may be open",
        'check "delivered_at >= placed_at" -- Nothing is delivered before it is ordered',
        "trigger \"total <= credit_limit\" on insert, update message 'credit limit exceeded'",
    ),
)
