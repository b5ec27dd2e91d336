"""Relationships as one line: `customer 1 places 0..* order by customer_id on delete restrict`."""

from __future__ import annotations

from collections.abc import Mapping

from colonnade.model.attribute import Reference
from colonnade.model.diagram import Multiplicity
from colonnade.model.phrase.scan import Kind, Scanner, is_plain_name, name_text, names_text, quote, unquote
from colonnade.model.phrase.short import (
    ABOUT_PATTERN,
    NAME_PATTERN,
    NAMES_PATTERN,
    Fields,
    Line,
    Said,
    Short,
    say,
)
from colonnade.model.relationship import Nature, Relationship, Strength
from colonnade.schema.constraint import Action, Deferral, Match

_ENDS: Mapping[str, Multiplicity] = {each.value: each for each in Multiplicity}
_NATURES = {each.value: each for each in Nature if each not in (Nature.ASSOCIATION, Nature.INHERITANCE)}
_STRENGTHS = {"weak": Strength.WEAK, "identifying": Strength.IDENTIFYING, "non": Strength.NON_IDENTIFYING}
_DEFERRALS = {"deferrable": Deferral.IMMEDIATE, "deferred": Deferral.DEFERRED}
_CLAUSES = (*_NATURES, "weak", "identifying", "non identifying", "by", "to", "on", "match", *_DEFERRALS)

_ACTION_PATTERN = "(no action|restrict|cascade|set null|set default)"
ACTIONS_PATTERN = rf"on (delete|update) {_ACTION_PATTERN}|match (simple|full|partial)|deferrable|deferred"


def read_action(scan: Scanner, fields: Fields) -> None:
    """Take `on delete cascade` or `on update …`. Raises PhraseError."""
    token = scan.take()
    if scan.word("delete"):
        say(fields, "on_delete", scan.choice(Action, "what happens on delete"), token)
    elif scan.word("update"):
        say(fields, "on_update", scan.choice(Action, "what happens on update"), token)
    else:
        raise scan.unexpected(["delete", "update"])


def read_match(scan: Scanner, fields: Fields) -> None:
    """Take `match full`. Raises PhraseError."""
    token = scan.take()
    say(fields, "match", scan.choice(Match, "how nulls are judged"), token)


def read_deferral(scan: Scanner, fields: Fields) -> None:
    """Take `deferrable` (checked at once unless asked otherwise) or `deferred` (at the end). Raises PhraseError."""
    token = scan.take()
    say(fields, "deferral", _DEFERRALS[token.text], token)


def add_deferral(line: Line, deferral: Deferral) -> None:
    """The word for a deferral, if there is one."""
    for word, each in _DEFERRALS.items():
        if each is deferral:
            line.add(word, "deferral")


def add_actions(line: Line, of: Reference | Relationship) -> None:
    """The clauses that an inline reference and a relationship share."""
    if of.on_delete is not None:
        line.add(f"on delete {of.on_delete.value}", "on_delete")
    if of.on_update is not None:
        line.add(f"on update {of.on_update.value}", "on_update")
    if of.match is not Match.SIMPLE:
        line.add(f"match {of.match.value}", "match")
    add_deferral(line, of.deferral)


def _read_end(scan: Scanner) -> Multiplicity | None:
    token = scan.peek
    if token.kind is Kind.ENDS or (token.kind is Kind.NUMBER and token.text == "1"):
        return _ENDS[scan.take().text]
    return None


def _read(text: str) -> Fields:
    scan = Scanner(text)
    fields: Fields = {"source": scan.name("an entity")}
    source_end = _read_end(scan)
    if source_end is None:
        if scan.word("is", "a"):
            fields["nature"] = Nature.INHERITANCE
            fields["verb"] = "is a"
            fields["source_end"], fields["target_end"] = Multiplicity.ZERO_OR_ONE, Multiplicity.ONE
            fields["target"] = scan.name("an entity")
            scan.end([])
            return fields
        raise scan.fail("expected how many: 1, 0..1, 1..* or 0..*", hint="customer 1 places 0..* order")
    fields["source_end"] = source_end
    fields["verb"] = _read_verb(scan)
    target_end = _read_end(scan)
    if target_end is None:
        raise scan.fail(
            "expected how many before the second entity: 1, 0..1, 1..* or 0..*",
            hint="customer 1 places 0..* order",
        )
    fields["target_end"] = target_end
    fields["target"] = scan.name("an entity")
    while not scan.at_end:
        _read_clause(scan, fields)
    return fields


def _read_verb(scan: Scanner) -> str:
    if scan.peek.kind is Kind.NAME:
        return unquote(scan.take().text)
    words: list[str] = []
    while scan.peek.kind is Kind.WORD:
        words.append(scan.take().text)
    if not words:
        raise scan.fail("expected a verb", hint="customer 1 places 0..* order")
    return " ".join(words)


def _read_clause(scan: Scanner, fields: Fields) -> None:
    token = scan.peek
    if token.kind is Kind.ABOUT:
        fields["about"] = scan.about()
    elif scan.is_word(*_NATURES):
        say(fields, "nature", _NATURES[scan.take().text], token)
    elif scan.is_word(*_STRENGTHS):
        scan.take()
        if token.text == "non" and not scan.word("identifying"):
            raise scan.unexpected(["identifying"])
        say(fields, "strength", _STRENGTHS[token.text], token)
    elif scan.is_word("by", "to"):
        scan.take()
        say(fields, token.text, scan.names("an attribute"), token)
    elif scan.is_word("on"):
        read_action(scan, fields)
    elif scan.is_word("match"):
        read_match(scan, fields)
    elif scan.is_word(*_DEFERRALS):
        read_deferral(scan, fields)
    else:
        raise scan.unexpected(_CLAUSES)


def _verb_text(verb: str) -> str:
    words = verb.split(" ")
    return verb if all(is_plain_name(word) for word in words) else quote(verb, '"')


def _write(of: Relationship) -> Said | None:
    line = Line()
    if of.nature is Nature.INHERITANCE:
        line.add(
            f"{name_text(of.source)} is a {name_text(of.target)}",
            "source",
            "target",
            "verb",
            "nature",
            "source_end",
            "target_end",
        )
        return line.done()
    line.add(
        f"{name_text(of.source)} {of.source_end.value} {_verb_text(of.verb)}"
        f" {of.target_end.value} {name_text(of.target)}",
        "source",
        "source_end",
        "verb",
        "target_end",
        "target",
    )
    if of.nature is not Nature.ASSOCIATION:
        line.add(of.nature.value, "nature")
    if of.strength is not Strength.STRONG:
        line.add(of.strength.value, "strength")
    if of.by:
        line.add(f"by {names_text(of.by)}", "by")
    if of.to:
        line.add(f"to {names_text(of.to)}", "to")
    add_actions(line, of)
    return line.done(of.about)


_ENDS_PATTERN = r"(1|0\.\.1|1\.\.\*|0\.\.\*)"

RELATIONSHIP = Short(
    of=Relationship,
    read=_read,
    write=_write,
    shape=(
        "ENTITY 1|0..1|1..*|0..* VERB 1|0..1|1..*|0..* ENTITY [composition | aggregation] "
        "[weak | identifying | non identifying] [by ATTRIBUTES] [to ATTRIBUTES] [on delete ACTION] "
        "[on update ACTION] [match full] [deferrable | deferred] [-- ABOUT]; or ENTITY is a ENTITY"
    ),
    pattern=(
        rf"({NAME_PATTERN} +is a +{NAME_PATTERN}"
        rf"|{NAME_PATTERN} +{_ENDS_PATTERN} +[\s\S]+ +{_ENDS_PATTERN} +{NAME_PATTERN}"
        rf"( +(composition|aggregation|weak|identifying|non identifying|by {NAMES_PATTERN}|to {NAMES_PATTERN}"
        rf"|{ACTIONS_PATTERN}))*{ABOUT_PATTERN})"
    ),
    examples=(
        "customer 1 places 0..* order on delete restrict",
        "order 1 consists of 1..* order_line composition",
        "product 0..* is tagged with 0..* tag",
        "order 0..1 is paid by 0..1 payment by order_id deferrable",
        "business_customer is a customer",
    ),
)
