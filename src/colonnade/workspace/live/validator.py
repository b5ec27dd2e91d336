"""Tables of a live database judged by the rules, sorted by what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from colonnade.findings import Finding, Severity
from colonnade.store.settings import Project, open_project
from colonnade.workspace.addressing import address
from colonnade.workspace.checking import check_source
from colonnade.workspace.live.database import Database
from colonnade.workspace.source import read_source


class _Subject(Enum):
    """Rules by what they are about: families, and single rules of others."""

    STRUCTURE = ("KEY", "STR", "TYP", "CHK", "REF", "TRG", "STD004", "STD005", "STD006", "STD009", "STD010", "STD011")
    INDEXES = ("IDX", "REF001", "UPK003")
    NAMES = ("NAM", "STD001", "STD002", "STD003")
    PERFORMANCE = ("STD012", "STR001", "IDX004", "UPK001", "UPK002")


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """Something that is wrong."""

    code: str
    """The rule; its page says why."""
    object: str
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationError(Validation):
    """Something that must not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationWarning(Validation):
    """Something that should not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationResult:
    """What was found of one table, or of all of them."""

    is_valid: bool
    """Whether there is no error."""
    errors: tuple[ValidationError, ...]
    warnings: tuple[ValidationWarning, ...]
    recommendations: tuple[str, ...]
    """What would make errors and warnings go away, and remarks."""


@dataclass(frozen=True, kw_only=True)
class SchemaValidator:
    """Judges tables as they are in the database at the moment of each call, by the rules and standards of a project.

    Names are written as for `Database`; without one every table is judged. Each call raises UnknownTableError, what
    checking raises, and leaves of WorldError.
    """

    url: str
    project: Project = field(default_factory=open_project)
    standards: tuple[str, ...] = ()
    """Standards that hold besides those of the project."""

    def validate_table_structure(self, table: str = "") -> ValidationResult:
        """Keys, types, checks, references, and the columns that the standard demands."""
        return self._result(_Subject.STRUCTURE, table)

    def validate_index_strategy(self, table: str = "") -> ValidationResult:
        """Indexes that lack, are too many, serve nobody or say the same."""
        return self._result(_Subject.INDEXES, table)

    def validate_naming_conventions(self, table: str = "") -> ValidationResult:
        """Names of tables, columns and indexes."""
        return self._result(_Subject.NAMES, table)

    def validate_performance_constraints(self, table: str = "") -> ValidationResult:
        """Sizes, numbers of columns and indexes, and the state of statistics; times are tried by `prove_targets`."""
        return self._result(_Subject.PERFORMANCE, table)

    def _result(self, subject: _Subject, table: str) -> ValidationResult:
        found = [each for each in self._findings(table) if each.rule.startswith(subject.value)]
        advice = (
            each.fix.title if each.fix is not None else "" for each in found if each.severity is not Severity.INFO
        )
        remarks = (each.message for each in found if each.severity is Severity.INFO)
        errors = tuple(
            ValidationError(code=each.rule, object=each.object, message=each.message, severity=each.severity)
            for each in found
            if each.severity is Severity.ERROR
        )
        return ValidationResult(
            is_valid=not errors,
            errors=errors,
            warnings=tuple(
                ValidationWarning(code=each.rule, object=each.object, message=each.message, severity=each.severity)
                for each in found
                if each.severity is Severity.WARNING
            ),
            recommendations=tuple(dict.fromkeys(each for each in (*advice, *remarks) if each)),
        )

    def _findings(self, table: str) -> Iterator[Finding]:
        settings = self.project.settings
        chosen = replace(settings.check, standards=(*settings.check.standards, *self.standards))
        project = replace(self.project, settings=replace(settings, check=chosen))
        found = check_source(read_source(self.url, project=project), settings=chosen.rules)
        if not table:
            yield from found
            return
        live = Database(url=address(self.url, project), project=project)
        named = live.table(table)
        name = ".".join(named.path[1:] if named.path[0] == live.dialect.traits.default_namespace else named.path)
        own = {name, *(f"{prefix}{each.name}" for each in live.indexes(table) for prefix in ("", f"{named.path[0]}."))}
        for each in found:
            said = each.object.partition(" ")[2]
            if said in own or said.startswith(f"{name}."):
                yield each
