"""Facets as one line: `7 years after closed_at, then anonymise`, `2M rows, +10 % a year`, `range placed_at monthly`."""

from __future__ import annotations

import re
from decimal import Decimal

from colonnade.model import facets
from colonnade.model.facets import PartitionMethod, PeriodUnit, RetentionEnd
from colonnade.model.parts import Area
from colonnade.model.phrase.scan import Kind, Scanner, name_text, names_text, unquote
from colonnade.model.phrase.short import (
    NAME_PATTERN,
    NAMES_PATTERN,
    SQL_PATTERN,
    TEXT_PATTERN,
    Fields,
    Line,
    Said,
    Short,
    say,
)

_UNITS = {f"{unit.value}{plural}": unit for unit in PeriodUnit for plural in ("", "s")}
_UNIT_PATTERN = "(day|week|month|quarter|year)"
_GROWTH_PATTERN = rf"[+-]\d+(\.\d+)? *% an? {_UNIT_PATTERN}"


def _read_unit(scan: Scanner) -> PeriodUnit:
    if not scan.is_word(*_UNITS):
        raise scan.unexpected(_UNITS)
    return _UNITS[scan.take().text]


def _read_retention(text: str) -> Fields:
    scan = Scanner(text)
    fields: Fields = {}
    if not scan.word("for", "ever"):
        fields["count"] = scan.whole("how long")
        fields["unit"] = _read_unit(scan)
    while not scan.at_end:
        token = scan.peek
        if scan.word("after"):
            say(fields, "after", scan.name("an attribute"), token)
        elif scan.word("where"):
            say(fields, "where", scan.sql("where"), token)
        elif scan.word("because"):
            reason = scan.take()
            if reason.kind not in (Kind.TEXT, Kind.WORD):
                raise scan.fail("expected the reason in single quotes", token=reason)
            say(fields, "because", unquote(reason.text) if reason.kind is Kind.TEXT else reason.text, token)
        elif scan.sign(",") or scan.is_word("then"):
            if not scan.word("then"):
                raise scan.unexpected(["then"])
            say(fields, "then", scan.choice(RetentionEnd, "what happens then"), token)
        else:
            raise scan.unexpected(["after", "where", "because", "then"])
    return fields


def _write_retention(of: facets.Retention) -> Said | None:
    if of.count is not None and of.count < 0:
        return None
    line = Line()
    if of.count is None:
        line.add("for ever", "count")
    else:
        line.add(f"{of.count} {of.unit.value}{'' if of.count == 1 else 's'}", "count", "unit")
    if of.after:
        line.add(f"after {name_text(of.after)}", "after")
    line.sql("where", of.where, "where")
    if of.because and "\n" not in of.because:
        reason = of.because.replace("'", "''")
        line.add(f"because '{reason}'", "because")
    if of.count is None:
        return line.done() if of.then is RetentionEnd.DELETE and of.unit is PeriodUnit.YEAR else None
    said = line.done()
    fields = said.fields | {"then"}
    if of.then is RetentionEnd.DELETE:
        return Said(text=said.text, fields=fields)
    return Said(text=f"{said.text}, then {of.then.value}", fields=fields)


_SCALE = {"": 1, "k": 1_000, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}
_VOLUME = re.compile(
    r"(?:(?P<rows>\d+(?:\.\d+)?)(?P<scale>[kKMG]?) rows?)?"
    r"(?:(?:^|, *)(?P<growth>[+-]\d+(?:\.\d+)?) *% an? (?P<every>\w+))?"
)


def _read_volume(text: str) -> Fields:
    match = _VOLUME.fullmatch(text.strip())
    scan = Scanner("")
    if match is None or not match.group(0) or match.group("every") not in {None, *PeriodUnit}:
        raise scan.fail("a volume is written like 2M rows, +10 % a year")
    fields: Fields = {}
    if match.group("rows"):
        rows = Decimal(match.group("rows")) * _SCALE[match.group("scale")]
        if rows != int(rows):
            raise scan.fail("rows are counted in whole numbers")
        fields["rows"] = int(rows)
    if match.group("growth"):
        fields["growth"] = Decimal(match.group("growth"))
        fields["every"] = PeriodUnit(match.group("every"))
    return fields


def _rows_text(rows: int) -> str:
    for sign in ("G", "M", "k"):
        size = _SCALE[sign]
        if rows >= size and rows % (size // 10) == 0:
            return f"{Decimal(rows * 10 // size) / 10:f}".removesuffix(".0") + sign
    return str(rows)


def _write_volume(of: facets.Volume) -> Said | None:
    words: list[str] = []
    fields = {"rows", "growth"}
    if of.rows is not None:
        if of.rows < 0:
            return None
        words.append(f"{_rows_text(of.rows)} {'row' if of.rows == 1 else 'rows'}")
    if of.growth is not None:
        words.append(f"{of.growth:+f} % a {of.every.value}")
        fields.add("every")
    return Said(text=", ".join(words), fields=frozenset(fields)) if words else None


_EVERY = {
    "daily": PeriodUnit.DAY,
    "weekly": PeriodUnit.WEEK,
    "monthly": PeriodUnit.MONTH,
    "quarterly": PeriodUnit.QUARTER,
    "yearly": PeriodUnit.YEAR,
}


def _read_partitioning(text: str) -> Fields:
    scan = Scanner(text)
    fields: Fields = {"method": scan.choice(PartitionMethod, "range, list or hash")}
    by: list[str] = []
    while not by or scan.sign(","):
        bracket = scan.peek.kind is Kind.SIGN and scan.peek.text == "("
        by.append(f"({scan.bracketed()})" if bracket else scan.name("an attribute"))
    fields["by"] = tuple(by)
    while not scan.at_end:
        token = scan.peek
        if scan.is_word(*_EVERY):
            say(fields, "every", _EVERY[scan.take().text], token)
        elif scan.word("from"):
            say(fields, "start", _day(scan), token)
        elif scan.word("into"):
            say(fields, "count", scan.whole("how many partitions"), token)
        else:
            raise scan.unexpected([*_EVERY, "from", "into"])
    return fields


def _day(scan: Scanner) -> str:
    """Take a day such as 2026-01-31; to the scanner these are numbers, the later ones with a sign."""
    token = scan.take()
    if token.kind is not Kind.NUMBER:
        raise scan.fail("expected a day", hint="write it as 2026-01-31", token=token)
    text, end = token.text, token.end
    while scan.peek.kind is Kind.NUMBER and scan.peek.start == end:
        token = scan.take()
        text, end = text + token.text, token.end
    return text


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _write_partitioning(of: facets.Partitioning) -> Said | None:
    if not of.by or any(each.startswith("(") for each in of.by):
        return None
    line = Line()
    line.add(f"{of.method.value} {names_text(of.by)}", "method", "by")
    for word, unit in _EVERY.items():
        if of.every is unit:
            line.add(word, "every")
    if _DAY.fullmatch(of.start):
        line.add(f"from {of.start}", "start")
    if of.count is not None and of.count >= 0:
        line.add(f"into {of.count}", "count")
    return line.done()


def _read_values(scan: Scanner) -> tuple[str, ...]:
    values: list[str] = []
    while not values or scan.sign(","):
        token = scan.take()
        if token.kind not in (Kind.TEXT, Kind.NUMBER, Kind.WORD):
            raise scan.fail("expected an SQL literal", token=token)
        values.append(token.text)
    return tuple(values)


def _read_partition(text: str) -> Fields:
    scan = Scanner(text)
    fields: Fields = {}
    if scan.word("from"):
        fields["start"] = _read_values(scan)
        if not scan.word("to"):
            raise scan.unexpected(["to"])
        fields["end"] = _read_values(scan)
    elif scan.word("in"):
        fields["values"] = _read_values(scan)
    elif scan.word("remainder"):
        fields["remainder"] = scan.whole("the remainder")
    elif not scan.word("default"):
        raise scan.unexpected(["from", "in", "remainder", "default"])
    scan.end([])
    return fields


_LITERAL = re.compile(r"'(?:[^'\n]|'')*'|-?\d+(?:\.\d+)?|(?!to\b)[^\W\d]\w*")


def _write_partition(of: facets.Partition) -> Said | None:
    values = (*of.start, *of.end, *of.values)
    if not all(_LITERAL.fullmatch(each) for each in values):
        return None
    line = Line()
    if of.start and of.end and not of.values and of.remainder is None:
        line.add(f"from {', '.join(of.start)} to {', '.join(of.end)}", "start", "end")
    elif of.values and not of.start and not of.end and of.remainder is None:
        line.add(f"in {', '.join(of.values)}", "values")
    elif of.remainder is not None and of.remainder >= 0 and not values:
        line.add(f"remainder {of.remainder}", "remainder")
    elif not values and of.remainder is None:
        line.add("default")
    else:
        return None
    return line.done()


def _read_masking(text: str) -> Fields:
    scan = Scanner(text)
    fields: Fields = {"strategy": scan.choice(facets.MaskingStrategy, "how a value is hidden")}
    while not scan.at_end:
        token = scan.peek
        if scan.word("using"):
            say(fields, "function", scan.name("a masking function"), token)
        elif scan.word("keeping"):
            while True:
                if scan.word("format"):
                    say(fields, "keep_format", value=True, token=token)
                elif scan.word("relationships"):
                    say(fields, "keep_relationships", value=True, token=token)
                else:
                    raise scan.unexpected(["format", "relationships"])
                if not scan.sign(","):
                    break
        else:
            raise scan.unexpected(["using", "keeping"])
    return fields


def _write_masking(of: facets.Masking) -> Said | None:
    line = Line()
    line.add(of.strategy.value, "strategy", "keep_format", "keep_relationships")
    if of.function:
        line.add(f"using {name_text(of.function)}", "function")
    kept = [word for word, said in (("format", of.keep_format), ("relationships", of.keep_relationships)) if said]
    if kept:
        line.add(f"keeping {', '.join(kept)}")
    return line.done()


def _read_pattern(text: str) -> Fields:
    match = _PATTERN.fullmatch(text)
    if match is None:
        return {"about": text}
    return {"about": match.group("about"), "frequency": facets.Frequency(match.group("often"))}


_PATTERN = re.compile(rf"(?P<about>[\s\S]+?) \((?P<often>{'|'.join(facets.Frequency)})\)")


def _write_pattern(of: facets.AccessPattern) -> Said | None:
    if not of.about or (of.frequency is None and _PATTERN.fullmatch(of.about)):
        return None
    often = f" ({of.frequency.value})" if of.frequency else ""
    said = Said(text=of.about + often, fields=frozenset({"about", "frequency"}))
    return said if _read_pattern(said.text).get("about") == of.about else None


def _read_area(text: str) -> Fields:
    return {"about": text}


def _write_area(of: Area) -> Said | None:
    return Said(text=of.about, fields=frozenset({"about"})) if of.about else None


RETENTION = Short(
    of=facets.Retention,
    read=_read_retention,
    write=_write_retention,
    shape=(
        "N day|week|month|quarter|year[s] [after ATTRIBUTE] [where \"SQL\"] [because 'TEXT'] [, then END]; or for ever"
    ),
    pattern=(
        rf"(for ever|\d+ +{_UNIT_PATTERN}s?)"
        rf"( +(after {NAME_PATTERN}|where {SQL_PATTERN}|because ({TEXT_PATTERN}|{NAME_PATTERN})))*"
        r"(,? +then (delete|anonymise|archive|soft delete|compress))?"
    ),
    examples=("7 years after closed_at, then anonymise", "30 days", "for ever because 'tax law'"),
)

VOLUME = Short(
    of=facets.Volume,
    read=_read_volume,
    write=_write_volume,
    shape="N[k|M|G] rows[, +N % a day|week|month|quarter|year]",
    pattern=rf"(\d+(\.\d+)?[kKMG]? rows?(, *{_GROWTH_PATTERN})?|{_GROWTH_PATTERN})",
    examples=("2M rows, +10 % a year", "1.5k rows"),
)

PARTITIONING = Short(
    of=facets.Partitioning,
    read=_read_partitioning,
    write=_write_partitioning,
    shape="range|list|hash ATTRIBUTES [daily | weekly | monthly | quarterly | yearly] [from DAY] [into N]",
    pattern=(
        rf"(range|list|hash) +({NAMES_PATTERN}|[\s\S]*\([\s\S]*\))"
        r"( +(daily|weekly|monthly|quarterly|yearly|from \d{4}-\d\d-\d\d|into \d+))*"
    ),
    examples=("range placed_at monthly from 2026-01-01 into 12", "hash customer_id into 8", "list region"),
)

PARTITION = Short(
    of=facets.Partition,
    read=_read_partition,
    write=_write_partition,
    shape="from LITERALS to LITERALS | in LITERALS | remainder N | default",
    pattern=r"(from [\s\S]+ to [\s\S]+|in [\s\S]+|remainder \d+|default)",
    examples=("from '2026-01-01' to '2027-01-01'", "in 'EU', 'UK'", "remainder 0", "default"),
)

MASKING = Short(
    of=facets.Masking,
    read=_read_masking,
    write=_write_masking,
    shape="encrypt|tokenize|substitute|scramble|nullify [using FUNCTION] [keeping format, relationships]",
    pattern=(
        rf"(encrypt|tokenize|substitute|scramble|nullify)( +(using {NAME_PATTERN}"
        r"|keeping (format|relationships)( *, *(format|relationships))?))*"
    ),
    examples=("substitute using fake_email keeping format, relationships", "nullify"),
)

PATTERN = Short(
    of=facets.AccessPattern,
    read=_read_pattern,
    write=_write_pattern,
    shape="what is looked for [(very high | high | medium | low)]",
    pattern=r"[\s\S]+",
    examples=("one customer by e-mail address (very high)",),
)

AREA = Short(
    of=Area, read=_read_area, write=_write_area, shape="what it covers", pattern=r"[\s\S]+", examples=("Sales",)
)
