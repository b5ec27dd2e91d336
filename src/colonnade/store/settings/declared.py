"""Every setting of a project, with its type, its default and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from colonnade.dialect import Hazard
from colonnade.findings import Severity
from colonnade.plan.mode import Mode
from colonnade.standards import RuleSettings, Suppression
from colonnade.standards.demands import Limits, NamingStyle

_CLOSED: Mapping[str, object] = {"extra": "forbid", "use_attribute_docstrings": True}
"""Keys that nobody knows are refused; what follows a field is what its documentation says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSettings:
    """What a project is called, and where its model is."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _CLOSED

    name: str = ""
    """Name of a model that `import` makes; without it the source names it."""
    model: str = ""
    """The first model file, relative to the settings file: the SOURCE of verbs that are given none."""
    change_log: bool = False
    """Whether `import` and `check --fix` write who changed what and when into each entity that they change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """The engine that designs are for."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _CLOSED

    target: str = ""
    """Engine of a model that is for none in particular, and dialect of a script that does not show its own."""
    version: int | None = None
    """Major version of the scratch PostgreSQL server that judges models and scripts; without it the best at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSettings:
    """What the roles and session variables of a design's policies are called in the database."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _CLOSED

    roles: Mapping[str, str] = field(default_factory=dict)
    """Role in the model, and its name in the database: `application_role = "shop_app"`."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Variable that policies ask with `current_setting`, and its name in sessions: `"app.user_role" = "shop.role"`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """A database that a word stands for: `env:staging` wherever a source or `--on` takes a URL."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _CLOSED

    url: str
    """Its address; what is secret in it stands as `${VARIABLE}` and comes from the environment."""
    about: str = ""
    """What it is for; told where an unknown environment is named."""


class StoreKind(StrEnum):
    """What a store of rows is."""

    DATABASE = "database"
    REPLICA = "replica"
    BACKUP = "backup"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A place where rows of tenants stand: a database, or a replica, backup or archive of one."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _CLOSED

    region: str
    """Where it stands, such as `us-east`."""
    residencies: tuple[str, ...]
    """Residencies of tenants whose rows may stand there, such as `US`."""
    kind: StoreKind = StoreKind.DATABASE
    """What it is."""
    of: str = ""
    """For a replica, backup or archive: the store whose rows it has."""
    environment: str = ""
    """For a database: the environment with its address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """How a project is checked."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _CLOSED

    fail_on: Severity = Severity.ERROR
    """A finding this grave, or graver, makes a check fail."""
    disable: tuple[str, ...] = ()
    """Rules that don't run."""
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """How grave the findings of a rule are: `REF001 = "error"`."""
    standards: tuple[str, ...] = ()
    """Standards of the organisation that hold: shipped ones, or `NAME.standard.yaml` beside the settings."""
    suppress: tuple[Suppression, ...] = ()
    """Findings that the team lives with, each with a reason."""

    @property
    def rules(self) -> RuleSettings:
        """What rules are run with."""
        return RuleSettings(
            disabled=frozenset(self.disable), severities=self.severity, suppressions=tuple(self.suppress)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LintSettings:
    """How migrations are linted; `check` says which rules run, and what is suppressed."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _CLOSED

    target: str = ""
    """What the migrations run on, where `--target` does not say: `postgresql:15`, `sqlite`."""
    baseline: str = ""
    """The source with the schema before the first migration, where `--schema` does not say."""
    lock_timeout: str = "5s"
    """How long a lock is waited for in what `lint --fix` writes."""
    enable: tuple[str, ...] = ()
    """Rules that run only where they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings:
    """What holds for plans that say nothing else."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _CLOSED

    mode: Mode = Mode.TRANSACTIONAL
    """How steps are made, where `--mode` does not say."""
    lock_timeout_ms: int | None = None
    """How long `apply` waits for a lock, where `--lock-timeout` does not say; without it as long as the server does."""
    allow: tuple[Hazard, ...] = ()
    """Hazards that need not be allowed by `--allow`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalSettings:
    """Where the journal of migrations is kept."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _CLOSED

    namespace: str = "colonnade"
    """Schema of its tables; in SQLite what their names begin with. Copies of deleted rows stay in `colonnade`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputSettings:
    """Folders for what verbs make, relative to the settings file."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _CLOSED

    docs: str = "docs/dictionary"
    """The data dictionary of `docs` without `-o`."""
    plans: str = "plans"
    """Where `plan -o` and `apply` have a plan that is named by its version: `-o 1.2.0` is `plans/1.2.0.json`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of a project."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _CLOSED

    project: ProjectSettings = field(default_factory=ProjectSettings)
    """What the project is called, and where its model is."""
    engine: EngineSettings = field(default_factory=EngineSettings)
    """The engine that designs are for."""
    naming: NamingStyle = field(default_factory=NamingStyle)
    """What is demanded of names."""
    limits: Limits = field(default_factory=Limits)
    """What is demanded of sizes; each number is at least 1."""
    access: AccessSettings = field(default_factory=AccessSettings)
    """Roles and session variables of policies."""
    environments: Mapping[str, Environment] = field(default_factory=dict)
    """Databases by a word of the team."""
    stores: Mapping[str, Store] = field(default_factory=dict)
    """Where rows of tenants stand, and whose may stand there."""
    check: CheckSettings = field(default_factory=CheckSettings)
    """Which rules run, and how grave their findings are."""
    lint: LintSettings = field(default_factory=LintSettings)
    """How migrations are linted."""
    plan: PlanSettings = field(default_factory=PlanSettings)
    """What holds for plans that say nothing else."""
    journal: JournalSettings = field(default_factory=JournalSettings)
    """Where the journal of migrations is kept."""
    output: OutputSettings = field(default_factory=OutputSettings)
    """Folders for what verbs make."""
