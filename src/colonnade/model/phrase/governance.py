"""Quality rules, access policies, lineage and change logs as one line."""

from __future__ import annotations

import re
from decimal import Decimal

from colonnade.model import facets
from colonnade.model.facets import Command, Transformation
from colonnade.model.phrase.scan import Kind, Scanner, name_text, names_text, sql_text
from colonnade.model.phrase.short import (
    ABOUT_PATTERN,
    NAME_PATTERN,
    NAMES_PATTERN,
    SQL_PATTERN,
    Fields,
    Line,
    Said,
    Short,
    is_short_sql,
    say,
)

_CHANNEL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s,\"`']+|[^\W\d]\w*")
_NOTIFY = re.compile(rf"\bnotify +((?:{_CHANNEL.pattern})(?: *, *(?:{_CHANNEL.pattern}))*)(?= *$| +--)")


def _read_quality(text: str) -> Fields:
    fields: Fields = {}
    notify = _NOTIFY.search(text)
    if notify:
        fields["notify"] = tuple(each.strip() for each in notify.group(1).split(","))
        # the channels, which are no words, give way to as many blanks, so that offsets stay right
        text = text[: notify.start()] + " " * len(notify.group(0)) + text[notify.end() :]
    scan = Scanner(text)
    fields["kind"] = scan.choice(facets.QualityKind, "what is measured")
    if scan.peek.kind in (Kind.NAME, Kind.SQL):
        fields["expression"] = scan.sql("the kind")
    while not scan.at_end:
        token = scan.peek
        if token.kind is Kind.ABOUT:
            fields["about"] = scan.about()
        elif scan.sign(">="):
            say(fields, "threshold", _read_share(scan), token)
        else:
            severity = scan.maybe_choice(facets.QualitySeverity)
            if severity is None:
                raise scan.unexpected([">=", *facets.QualitySeverity, "notify"])
            say(fields, "severity", severity, token)
    return fields


def _read_share(scan: Scanner) -> Decimal:
    token = scan.take()
    if token.kind is not Kind.NUMBER:
        raise scan.fail("expected a share, such as 95 % or 0.95", token=token)
    value = Decimal(token.text)
    return value / 100 if scan.sign("%") else value


def _write_quality(of: facets.QualityRule) -> Said | None:
    line = Line()
    line.add(of.kind.value, "kind")
    if of.expression:
        if not is_short_sql(of.expression):
            return None
        line.add(sql_text(of.expression), "expression")
    if of.threshold != 1:
        line.add(f">= {(of.threshold * 100).normalize():f} %", "threshold")
    if of.severity is not facets.QualitySeverity.ERROR:
        line.add(of.severity.value, "severity")
    if of.notify and all(_CHANNEL.fullmatch(each) for each in of.notify):
        line.add(f"notify {', '.join(of.notify)}", "notify")
    said = line.done(of.about)
    return said if _read_quality(said.text).get("threshold", 1) == of.threshold else None


def _read_access(text: str) -> Fields:
    scan = Scanner(text)
    fields: Fields = {"roles": scan.names("a role")}
    if not scan.word("may"):
        raise scan.unexpected(["may"])
    if not scan.word("all"):
        may = [scan.choice(Command, "read, insert, update, delete or all")]
        while scan.sign(","):
            may.append(scan.choice(Command, "a command"))
        fields["may"] = tuple(may)
    while not scan.at_end:
        token = scan.peek
        if token.kind is Kind.ABOUT:
            fields["about"] = scan.about()
        elif scan.is_word("where", "check"):
            scan.take()
            say(fields, token.text, scan.sql(token.text), token)
        elif scan.word("on"):
            say(fields, "attributes", scan.names("an attribute"), token)
        else:
            raise scan.unexpected(["on", "where", "check"])
    return fields


def _write_access(of: facets.AccessPolicy) -> Said | None:
    if not of.roles:
        return None
    line = Line()
    may = ", ".join(each.value for each in of.may) or "all"
    line.add(f"{names_text(of.roles)} may {may}", "roles", "may")
    if of.attributes:
        line.add(f"on {names_text(of.attributes)}", "attributes")
    line.sql("where", of.where, "where")
    line.sql("check", of.check, "check")
    return line.done(of.about)


def _read_lineage(text: str) -> Fields:
    scan = Scanner(text)
    fields: Fields = {"source": scan.name("where it comes from")}
    transformation = scan.maybe_choice(Transformation)
    if transformation is not None:
        fields["transformation"] = transformation
    if scan.peek.kind in (Kind.NAME, Kind.SQL):
        fields["expression"] = scan.sql("the source")
    scan.end([*Transformation])
    return fields


def _write_lineage(of: facets.Lineage) -> Said | None:
    line = Line()
    line.add(name_text(of.source), "source")
    if of.transformation is not Transformation.DIRECT:
        line.add(of.transformation.value, "transformation")
    if of.expression:
        if not is_short_sql(of.expression):
            return None
        line.add(sql_text(of.expression), "expression")
    return line.done()


_CHANGE = re.compile(
    r"(?P<version>[^\s'\"`-]\S*)(?: (?P<at>\d\S*))?(?: by (?P<by>[^\n]+?))?(?: -- (?P<what>\S(?:[^\n]*\S)?))?"
)


def _read_change(text: str) -> Fields:
    match = _CHANGE.fullmatch(text)
    if match is None:
        raise Scanner("").fail("a change is written like 1.1 2026-05-01 by ada -- Added the e-mail address")
    return {field: value for field, value in match.groupdict().items() if value}


def _write_change(of: facets.Change) -> Said | None:
    text = of.version
    text += f" {of.at}" if of.at else ""
    text += f" by {of.by}" if of.by else ""
    text += f" -- {of.what}" if of.what else ""
    match = _CHANGE.fullmatch(text)
    said = {field: value or "" for field, value in match.groupdict().items()} if match else {}
    if said != {"version": of.version, "at": of.at, "by": of.by, "what": of.what}:
        return None
    return Said(text=text, fields=frozenset({"version", "at", "by", "what"}))


QUALITY = Short(
    of=facets.QualityRule,
    read=_read_quality,
    write=_write_quality,
    shape='KIND ["SQL"] [>= N %] [warning | critical] [notify CHANNELS] [-- ABOUT]',
    pattern=(
        rf"(completeness|uniqueness|validity|consistency|timeliness)( +({SQL_PATTERN}|>= *\d+(\.\d+)?( *%)?"
        rf"|warning|error|critical|notify [^\"`']+))*{ABOUT_PATTERN}"
    ),
    examples=(
        "completeness >= 95 % notify slack://data-team",
        'validity "amount > 0 and amount < 1000000" >= 99 % critical notify pagerduty://finance, slack://data-team',
    ),
)

ACCESS = Short(
    of=facets.AccessPolicy,
    read=_read_access,
    write=_write_access,
    shape='ROLES may all|COMMANDS [on ATTRIBUTES] [where "SQL"] [check "SQL"] [-- ABOUT]',
    pattern=(
        rf"{NAMES_PATTERN} +may +(all|(read|insert|update|delete)( *, *(read|insert|update|delete))*)"
        rf"( +(on {NAMES_PATTERN}|where {SQL_PATTERN}|check {SQL_PATTERN}))*{ABOUT_PATTERN}"
    ),
    examples=(
        "support may read",
        "customer may read, update where \"id = current_setting('app.customer')::uuid\"",
    ),
)

LINEAGE = Short(
    of=facets.Lineage,
    read=_read_lineage,
    write=_write_lineage,
    shape='SOURCE [direct | aggregation | calculation | join] ["SQL"]',
    pattern=rf"{NAME_PATTERN}( +(direct|aggregation|calculation|join))?( +{SQL_PATTERN})?",
    examples=("crm.customers.email", 'payments.amount aggregation "sum(amount)"'),
)

CHANGE = Short(
    of=facets.Change,
    read=_read_change,
    write=_write_change,
    shape="VERSION [WHEN] [by WHO] [-- WHAT]",
    pattern=r"[^\s'\"`-]\S*( \d\S*)?( by [\s\S]+?)?( -- [\s\S]+)?",
    examples=("1.1 2026-05-01 by ada -- Added the e-mail address",),
)
