"""Rules about checks: values that should be refused and are not, and the other way round."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import Check, Column, Exclusion, Table
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject
from colonnade.text import words

_GLOB = re.compile(r"(?<!\bNOT )\bGLOB\s+'[^']*\][*][^']*'", re.IGNORECASE)
_JSON_VALID = re.compile(r"\bjson_valid\s*\(\s*[\"`\[]?(\w+)[\"`\]]?\s*\)", re.IGNORECASE)
_LENGTH_36 = re.compile(
    r"\b(?:char_)?length\s*\(\s*\(?[\"`\[]?(\w+)[\"`\]]?\)?(?:::\w+)?\s*\)\s*=\s*36\b", re.IGNORECASE
)
_LIST = re.compile(
    r"(?:.*[:(]\s*)?'?[\w-]+'?(?:\s*[,|/]\s*(?:or\s+)?'?[\w-]+'?){2,}\s*\)?\.?(\s*etc\.?)?\s*\Z", re.IGNORECASE
)
_TEXT = ("text", "character varying", "varchar", "character", "char")
_NUMBERS = ("numeric", "decimal", "real", "double", "integer", "smallint", "bigint", "float")
_SHARES = frozenset({"score", "percentage", "percent", "confidence", "probability", "pct"})
_STARTS = ("start", "starts", "from", "begin", "begins")
_ENDS = {"start": "end", "starts": "ends", "from": "to", "begin": "end", "begins": "ends"}


def _checks(subject: SchemaSubject, table: Table) -> str:
    """All conditions of a table as one text, those of exclusions included."""
    found = [str(each.expression) for each in subject.parts(table) if isinstance(each, Check)]
    found += [str(each.definition) for each in subject.parts(table) if isinstance(each, Exclusion)]
    return "\n".join(found)


def _names(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) is not None


@SCHEMA_RULES.rule("CHK001", severity=Severity.WARNING)
def glob_is_no_pattern_of_digits(subject: SchemaSubject) -> Iterator[Hit]:
    """A check repeats a class of characters with a star in GLOB.

    Why: in GLOB a star stands for any characters, so '[0-9]*' is one digit and then anything: letters pass, and a
    dot that was meant as a separator may be missing or there twice.

    Bad:
        -- engine: sqlite
        CREATE TABLE release (version TEXT NOT NULL PRIMARY KEY CHECK (version GLOB '[0-9]*.[0-9]*.[0-9]*'));

    Good:
        -- engine: sqlite
        CREATE TABLE release (version TEXT NOT NULL PRIMARY KEY
          CHECK (version NOT GLOB '*[^0-9.]*' AND length(version) - length(replace(version, '.', '')) = 2));
    """
    for check in subject.schema.of_kind(Check):
        if _GLOB.search(str(check.expression)):
            yield Hit(
                object=subject.name(check),
                message=f"{subject.name(check)} takes any characters behind the class",
                fix=Fix(title="refuse what is not allowed: NOT GLOB '*[^0-9.]*'"),
            )


@SCHEMA_RULES.rule("CHK002", severity=Severity.WARNING)
def json_valid_of_null(subject: SchemaSubject) -> Iterator[Hit]:
    """A check asks json_valid of a column that may be null.

    Why: json_valid(NULL) is 0 in SQLite before 3.41, so each row without the document is refused.

    Bad:
        -- engine: sqlite
        CREATE TABLE staged (id INTEGER PRIMARY KEY, errors TEXT CHECK (json_valid(errors)));

    Good:
        -- engine: sqlite
        CREATE TABLE staged (id INTEGER PRIMARY KEY, errors TEXT CHECK (errors IS NULL OR json_valid(errors)));
    """
    if subject.dialect.name != "sqlite":
        return
    for table in subject.tables:
        for check in subject.parts(table):
            text = str(check.expression) if isinstance(check, Check) else ""
            for found in _JSON_VALID.finditer(text):
                column = table.columns.get(found[1])
                allowed = re.search(rf"\b{re.escape(found[1])}\W*\s+IS\s+NULL\b|coalesce", text, re.IGNORECASE)
                if column is not None and column.nullable and not allowed:
                    yield Hit(
                        object=subject.column(table, column.name),
                        message=f"{subject.column(table, column.name)} may be null, which json_valid refuses",
                        fix=Fix(title=f"{column.name} IS NULL OR json_valid({column.name})"),
                    )


@SCHEMA_RULES.rule("CHK003", severity=Severity.INFO)
def length_is_no_uuid(subject: SchemaSubject) -> Iterator[Hit]:
    """A check takes any text of 36 characters for a UUID.

    Why: thirty-six blanks pass as well, and a reference of another system may have the same length.

    Bad:
        CREATE TABLE batch (id text PRIMARY KEY CHECK (length(id) = 36));

    Good:
        CREATE TABLE batch (id uuid PRIMARY KEY);
    """
    for table in subject.tables:
        for check in subject.parts(table):
            text = str(check.expression) if isinstance(check, Check) else ""
            found = _LENGTH_36.search(text)
            if found is not None and not re.search(r"\bGLOB\b|\bLIKE\b|~|regexp", text, re.IGNORECASE):
                yield Hit(
                    object=subject.name(check),
                    message=f"{subject.name(check)} takes any 36 characters",
                    fix=Fix(title="use uuid, or check the form of the text"),
                )


@SCHEMA_RULES.rule("CHK004", severity=Severity.WARNING)
def values_in_a_comment(subject: SchemaSubject) -> Iterator[Hit]:
    """The values that a column may have stand in its comment only.

    Why: nothing refuses any other, so programs find words in it that they don't know.

    Bad:
        CREATE TABLE job (id integer PRIMARY KEY, status text NOT NULL);
        COMMENT ON COLUMN job.status IS 'quoted, scheduled, done';

    Good:
        CREATE TABLE job (id integer PRIMARY KEY, status text NOT NULL
          CHECK (status IN ('quoted', 'scheduled', 'done')));
        COMMENT ON COLUMN job.status IS 'quoted, scheduled, done';
    """
    for table in subject.tables:
        checks = ""
        for column in table.columns.values():
            if not column.comment or not column.type.lower().startswith(_TEXT) or not _LIST.match(column.comment):
                continue
            checks = checks or _checks(subject, table)
            bound = {name for each in subject.references(table) for name in each.columns}
            if column.name not in bound and not _names(checks, column.name):
                yield Hit(
                    object=subject.column(table, column.name),
                    message=f"{subject.column(table, column.name)} takes any text, though its comment lists values",
                    fix=Fix(title="add a check, an enum or a table of the values"),
                )


@SCHEMA_RULES.rule("CHK005", severity=Severity.INFO)
def end_before_start(subject: SchemaSubject) -> Iterator[Hit]:
    """Nothing says that the end of a period is not before its start.

    Why: one swapped pair gives negative durations, and a search for what is on at a moment misses the row.

    Bad:
        CREATE TABLE shift (id integer PRIMARY KEY, starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL);

    Good:
        CREATE TABLE shift (id integer PRIMARY KEY, starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL,
          CHECK (ends_at > starts_at));
    """
    for table in subject.tables:
        checks: str | None = None
        for start, end in _periods(table):
            checks = checks if checks is not None else _checks(subject, table)
            if not any(_names(line, start) and _names(line, end) for line in checks.splitlines()):
                yield Hit(
                    object=subject.name(table),
                    message=f"{subject.name(table)} lets {end} be before {start}",
                    fix=Fix(title=f"CHECK ({end} > {start})"),
                )


def _periods(table: Table) -> Iterator[tuple[str, str]]:
    """Pairs of columns that are the start and the end of one period."""
    for name, column in table.columns.items():
        parts = words(name)
        for at, word in enumerate(parts):
            if word in _ENDS and _is_moment(column):
                end = "_".join((*parts[:at], _ENDS[word], *parts[at + 1 :]))
                other = next((each for key, each in table.columns.items() if "_".join(words(key)) == end), None)
                if other is not None and _is_moment(other):
                    yield name, other.name


def _is_moment(column: Column) -> bool:
    return column.type.lower().startswith(("date", "time"))


@SCHEMA_RULES.rule("CHK006", severity=Severity.INFO)
def share_without_range(subject: SchemaSubject) -> Iterator[Hit]:
    """A score or percentage has no limits.

    Why: −1, 101 and 9.99 get in, and averages and thresholds made of it are wrong without anybody noticing.

    Bad:
        CREATE TABLE scan (id integer PRIMARY KEY, progress_percentage integer);

    Good:
        CREATE TABLE scan (id integer PRIMARY KEY, progress_percentage integer
          CHECK (progress_percentage BETWEEN 0 AND 100));
    """
    for table in subject.tables:
        checks: str | None = None
        for column in table.columns.values():
            if column.type.lower().startswith(_NUMBERS) and _SHARES & set(words(column.name)):
                checks = checks if checks is not None else _checks(subject, table)
                if not _names(checks, column.name):
                    yield Hit(
                        object=subject.column(table, column.name),
                        message=f"{subject.column(table, column.name)} takes any number",
                        fix=Fix(title="check its range"),
                    )


@SCHEMA_RULES.rule("CHK007", severity=Severity.WARNING)
def day_against_moment(subject: SchemaSubject) -> Iterator[Hit]:
    """A check compares a date with a moment.

    Why: a date is its first second, so what happened later on the same day counts as before it.

    Bad:
        CREATE TABLE parcel (id integer PRIMARY KEY, ordered_at timestamptz, delivered_on date,
          CHECK (delivered_on >= ordered_at));

    Good:
        CREATE TABLE parcel (id integer PRIMARY KEY, ordered_on date, delivered_on date,
          CHECK (delivered_on >= ordered_on));
    """
    for table in subject.tables:
        for check in subject.parts(table):
            text = str(check.expression) if isinstance(check, Check) else ""
            for found in re.finditer(r"\b(\w+)\s*(?:<=|>=|<|>)\s*(\w+)\b(?!\s*(?:::|\())", text):
                one, two = table.columns.get(found[1]), table.columns.get(found[2])
                kinds = {each.type.lower().partition(" ")[0].partition("(")[0] for each in (one, two) if each}
                if len(kinds) > 1 and "date" in kinds and any(each.startswith("timestamp") for each in kinds):
                    yield Hit(
                        object=subject.name(check),
                        message=f"{subject.name(check)} compares a date with a moment: {found[0]}",
                        fix=Fix(title="compare calendar days: cast the moment to date"),
                    )


_ISO = re.compile(r"strftime\s*\(\s*'%Y-%m-%dT", re.IGNORECASE)
_BLANK = re.compile(r"\bdatetime\s*\(\s*'now'|\bCURRENT_TIMESTAMP\b|strftime\s*\(\s*'%Y-%m-%d %H", re.IGNORECASE)


@SCHEMA_RULES.rule("TYP012", severity=Severity.WARNING)
def moments_in_several_forms(subject: SchemaSubject) -> Iterator[Hit]:
    """Moments that are kept as text are written in several forms.

    Why: SQLite compares them as texts, and a blank sorts before a T, so the order of mixed moments is wrong.

    Bad:
        -- engine: sqlite
        CREATE TABLE seen (id INTEGER PRIMARY KEY, at TEXT NOT NULL DEFAULT (datetime('now')));
        CREATE TABLE told (id INTEGER PRIMARY KEY, at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')));

    Good:
        -- engine: sqlite
        CREATE TABLE seen (id INTEGER PRIMARY KEY, at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')));
        CREATE TABLE told (id INTEGER PRIMARY KEY, at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')));
    """
    if subject.dialect.name != "sqlite":
        return
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for table in subject.tables:
        for column in table.columns.values():
            text = str(column.default or "")
            form = "with a T" if _ISO.search(text) else "with a blank" if _BLANK.search(text) else ""
            if form:
                forms[form].append(f"{table.name}.{column.name}")
    if len(forms) > 1:
        told = "; ".join(f"{', '.join(sorted(names)[:3])} {form}" for form, names in sorted(forms.items()))
        yield Hit(
            object="schema",
            message=f"moments are written in {len(forms)} forms: {told}",
            fix=Fix(title="write all of them as strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"),
        )
