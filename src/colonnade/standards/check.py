"""Running rules over a model and its schema, with the settings of a project."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import ClassVar

from colonnade.errors import InputError
from colonnade.findings import Finding, Rule, Severity
from colonnade.lint import all_rules
from colonnade.model import Model
from colonnade.standards import rules as _all_rules
from colonnade.standards.governed import STANDARD_RULES, GovernedSubject
from colonnade.standards.modelled import MODEL_RULES
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject
from colonnade.standards.upkeep import UPKEEP_RULES, UpkeepSubject


class UnknownRuleError(InputError):
    """A setting names a rule that does not exist."""

    code = "CO160"


class NoReasonError(InputError):
    """A finding is suppressed without a reason."""

    code = "CO161"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Findings that a team has decided to live with."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = {"extra": "forbid", "use_attribute_docstrings": True}

    rule: str
    """The rule."""
    object: str = "*"
    """Objects it holds for; `*` stands for any text."""
    file: str = "*"
    """Files it holds for, as `lint` shows them; `*` stands for any text, `migrations/000*` for all that begin so."""
    reason: str
    """Why the team lives with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSettings:
    """Which rules run, and how grave they are."""

    disabled: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()


ALL_RULES: Mapping[str, Rule[SchemaSubject] | Rule[Model] | Rule[GovernedSubject] | Rule[UpkeepSubject]] = {
    **SCHEMA_RULES.rules,
    **MODEL_RULES.rules,
    **STANDARD_RULES.rules,
    **UPKEEP_RULES.rules,
}
"""Every rule by id."""

__all__ = [
    "ALL_RULES",
    "NoReasonError",
    "RuleSettings",
    "Suppression",
    "UnknownRuleError",
    "check",
    "settled",
    "unused",
    "validate",
]

assert _all_rules.__all__, "the books are filled by importing the rules"


def validate(settings: RuleSettings) -> None:
    """Raises UnknownRuleError, NoReasonError."""
    named = {*settings.disabled, *settings.severities, *(each.rule for each in settings.suppressions)}
    # the rules of linters are imported only where a setting may name one
    for rule in sorted(named - set(ALL_RULES) - set(all_rules())) if named - set(ALL_RULES) else ():
        hint = SCHEMA_RULES.near(rule) or MODEL_RULES.near(rule) or STANDARD_RULES.near(rule) or UPKEEP_RULES.near(rule)
        raise UnknownRuleError(f"there is no rule {rule}", hint=hint, fields={"rule": rule})
    for each in settings.suppressions:
        if not each.reason.strip():
            raise NoReasonError(
                f"{each.rule} is suppressed for {each.object} without a reason", hint='say why: reason = "…"'
            )


def check(
    *,
    model: Model | None = None,
    schema: SchemaSubject | None = None,
    governed: GovernedSubject | None = None,
    upkeep: UpkeepSubject | None = None,
    settings: RuleSettings | None = None,
) -> tuple[Finding, ...]:
    """The findings about a model and a schema, gravest first, without those that are suppressed.

    `governed` is the same design under the standard of its organisation, whose rules, severities and exceptions hold
    where the settings say nothing else; `upkeep` is what its database tells of itself. Raises
    UnknownRuleError, NoReasonError.
    """
    chosen = settings or RuleSettings()
    validate(chosen)
    if governed is not None:
        chosen = _under(governed, chosen)
    found = list(_findings(SCHEMA_RULES.rules.values(), schema, chosen)) if schema is not None else []
    if model is not None:
        found.extend(_findings(MODEL_RULES.rules.values(), model, chosen))
    if governed is not None:
        found.extend(_findings(STANDARD_RULES.rules.values(), governed, chosen))
    if upkeep is not None:
        found.extend(_findings(UPKEEP_RULES.rules.values(), upkeep, chosen))
    rank = list(Severity)
    return tuple(sorted(found, key=lambda each: (rank.index(each.severity), each.rule, each.object)))


def _under(governed: GovernedSubject, settings: RuleSettings) -> RuleSettings:
    """The settings of a project on top of what its standard says of rules."""
    standard = governed.standard
    granted = (
        Suppression(rule=each.rule, object=each.object, reason=each.reason)
        for each in standard.exceptions
        if each.holds(governed.today)
    )
    return RuleSettings(
        disabled=settings.disabled | (standard.disabled - settings.severities.keys()),
        severities={**standard.severities, **settings.severities},
        suppressions=(*settings.suppressions, *granted),
    )


def _findings(
    some: Iterable[Rule[SchemaSubject]]
    | Iterable[Rule[Model]]
    | Iterable[Rule[GovernedSubject]]
    | Iterable[Rule[UpkeepSubject]],
    subject: SchemaSubject | Model | GovernedSubject | UpkeepSubject,
    settings: RuleSettings,
) -> Iterator[Finding]:
    for rule in some:
        if rule.id in settings.disabled:
            continue
        for finding in rule.findings(subject):  # type: ignore[arg-type]
            if not _is_suppressed(finding, settings):
                yield replace(finding, severity=settings.severities.get(rule.id, finding.severity))


def settled(findings: Iterable[Finding], settings: RuleSettings) -> tuple[Finding, ...]:
    """Findings that others made, as the settings want them: as grave, and without those that are suppressed."""
    return tuple(
        replace(each, severity=settings.severities.get(each.rule, each.severity))
        for each in findings
        if each.rule not in settings.disabled and not _is_suppressed(each, settings)
    )


def unused(findings: Iterable[Finding], settings: RuleSettings, rules: Collection[str]) -> tuple[Suppression, ...]:
    """Suppressions of these rules that suppress none of the findings."""
    found = tuple(findings)
    return tuple(
        each for each in settings.suppressions if each.rule in rules and not any(_fits(each, one) for one in found)
    )


def _is_suppressed(finding: Finding, settings: RuleSettings) -> bool:
    return any(_fits(each, finding) for each in settings.suppressions)


def _fits(suppression: Suppression, finding: Finding) -> bool:
    file = finding.place.file if finding.place is not None else None
    return (
        suppression.rule == finding.rule
        and fnmatchcase(finding.object, suppression.object)
        and (suppression.file == "*" or fnmatchcase(file or "", suppression.file))
    )
