"""One ranked list of what to do about a design, drawn together from everything that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from colonnade.connect.figures import table_figures, use_of_indexes
from colonnade.dialect import load
from colonnade.facts import TableFigures
from colonnade.findings import Finding, Severity
from colonnade.schema import Index
from colonnade.standards import SchemaSubject, UpkeepSubject, check
from colonnade.workspace.addressing import opened
from colonnade.workspace.checking import check_source
from colonnade.workspace.normal import model_of
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import Source, read_source


class Area(StrEnum):
    """What a recommendation is for."""

    VALIDATION = "validation"
    GOVERNANCE = "governance"
    PERFORMANCE = "performance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What to do, first what matters most, with what it rests on."""

    rank: int
    """From 1: by severity, then by the rows of the table that it is about, where they are known."""
    area: Area
    what: str
    why: str
    severity: Severity
    evidence: str
    """The object, what is the matter with it, and what was measured of it."""
    rules: tuple[str, ...]
    sql: str | None = None
    """Statements that do it, where they are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommended:
    """What to do about a source."""

    source: str
    counts: Mapping[Area, int]
    measured: bool
    """Whether figures of a live database were at hand."""
    recommendations: tuple[Recommendation, ...]


GOVERNANCE = ("MOD001", "MOD002", "MOD003", "MOD009", "MOD010", "SEC")
PERFORMANCE = ("IDX", "REF001", "REF002", "KEY004", "KEY006", "KEY008", "STR001", "STR004", "STR009", "UPK")
"""Rules, by the beginnings of their ids; all others are of validation."""
_OF_DATABASES = frozenset({"MOD001", "MOD002", "MOD003", "MOD010"})
"""Rules about models that tell of a database too what no rule about schemas does."""
_SAME = {"MOD004": "KEY001", "MOD005": "REF009", "MOD010": "MOD003"}
"""A rule, and the one that says the same of a thing more precisely."""


def area_of(rule: str) -> Area:
    """What a rule is for."""
    if rule.startswith(GOVERNANCE):
        return Area.GOVERNANCE
    return Area.PERFORMANCE if rule.startswith(PERFORMANCE) else Area.VALIDATION


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    """Figures by the names that findings have for tables, and for indexes the tables that they are on."""

    tables: Mapping[str, TableFigures] = field(default_factory=dict)
    indexes: Mapping[str, str] = field(default_factory=dict)

    def of(self, finding: Finding) -> TableFigures | None:
        """What is known of the table that a finding is about."""
        kind, _, name = finding.object.partition(" ")
        if kind == "index":
            return self.tables.get(self.indexes.get(name, ""))
        return self.tables.get(name) or self.tables.get(name.rpartition(".")[0])


def recommend_text(text: str, *, engine: str | None = None, tell: Tell = silent) -> Recommended:
    """What to do about a source, by its text, with the settings of the project that the work is in.

    Raises what reading and checking a source raises.
    """
    return recommend(read_source(text, engine=engine, tell=tell), engine=engine, tell=tell)


def recommend(source: Source, *, engine: str | None = None, tell: Tell = silent) -> Recommended:
    """What to do about a source: one recommendation for each thing that is the matter, and what it rests on.

    A model is judged as a model and as what it becomes on its engine; a database also by who looks after its data, and
    by its own statistics. Raises what `check_source` raises, and leaves of WorldError.
    """
    settings = source.project.settings.check.rules
    tell("Checking")
    found = list(check_source(source, engine=engine, settings=settings))
    if source.model is None:
        found += [each for each in check(model=model_of(source), settings=settings) if each.rule in _OF_DATABASES]
    measured = _Measured()
    subject = _at_work(source, tell)
    if subject is not None:
        found += check(upkeep=subject, settings=settings)
        measured = _measured(subject)
    made = recommendations(found, measured)
    return Recommended(
        source=source.text,
        counts={area: sum(each.area is area for each in made) for area in Area},
        measured=subject is not None,
        recommendations=made,
    )


def _at_work(source: Source, tell: Tell) -> UpkeepSubject | None:
    if source.url is None or source.schema is None:
        return None
    tell("Reading the statistics")
    with opened(source.url, source.project) as live:
        return UpkeepSubject(
            design=SchemaSubject(source.schema, load(source.schema.engine)),
            tables=table_figures(live, source.schema),
            indexes=use_of_indexes(live, source.schema),
        )


def _measured(subject: UpkeepSubject) -> _Measured:
    def name(ref_name: str) -> str:
        return ref_name.partition(" ")[2]

    schema = subject.design.schema
    return _Measured(
        tables={name(subject.name(each.table)): each for each in subject.known()},
        indexes={
            name(subject.design.name(each)): name(subject.design.name(schema.objects[owner]))
            for each in schema.of_kind(Index)
            if (owner := each.parent() or each.ref) in schema.objects
        },
    )


def recommendations(found: Iterable[Finding], measured: _Measured | None = None) -> tuple[Recommendation, ...]:
    """One for each thing that is the matter, ranked."""
    figures = measured or _Measured()
    known = list(found)
    told = {(each.rule, _thing(each)) for each in known}
    single = [each for each in known if (_SAME.get(each.rule, ""), _thing(each)) not in told]
    rank = list(Severity)

    def weight(finding: Finding) -> tuple[int, int, str, str]:
        table = figures.of(finding)
        rows = table.rows if table is not None and table.rows is not None else 0
        return (rank.index(finding.severity), -rows, finding.rule, finding.object)

    return tuple(
        _recommendation(number, each, tuple(_also(each, told)), figures.of(each))
        for number, each in enumerate(sorted(single, key=weight), start=1)
    )


def _also(finding: Finding, told: set[tuple[str, str]]) -> Iterator[str]:
    yield finding.rule
    thing = _thing(finding)
    yield from (rule for rule, better in _SAME.items() if better == finding.rule and (rule, thing) in told)


def _recommendation(
    number: int, finding: Finding, rules: tuple[str, ...], figures: TableFigures | None
) -> Recommendation:
    fix = finding.fix
    said = f"{finding.object}: {finding.message}"
    facts = ", ".join(_facts(figures)) if figures is not None else ""
    return Recommendation(
        rank=number,
        area=area_of(finding.rule),
        what=fix.title if fix is not None else finding.message,
        why=finding.why,
        severity=finding.severity,
        evidence=f"{said} (measured: {facts})" if facts else said,
        rules=rules,
        sql=(fix.sql or None) if fix is not None else None,
    )


def _facts(figures: TableFigures) -> Iterator[str]:
    if figures.rows is not None:
        yield f"{figures.rows:,} rows"
    if figures.size_bytes is not None:
        yield f"{figures.size_bytes:,} bytes"
    if figures.full_scans is not None:
        yield f"{figures.full_scans:,} full scans"


def _thing(finding: Finding) -> str:
    """The entity or table that a finding is about, whatever part of it."""
    return finding.object.partition(" ")[2].partition(".")[0]
