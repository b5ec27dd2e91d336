"""Finds how a database keeps tenants apart: what its policies compare, which columns are called so, who is granted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from colonnade.dialects.postgresql.logic.attestation import CONTEXT_VALUE
from colonnade.dialects.postgresql.quote import path_of
from colonnade.schema import OWNER, PUBLIC, ForeignKey, Function, Key, Policy, QName, Schema, Table
from colonnade.tenancy.isolation import PERSONS, Isolation, Level, NoTenancyError, TenantTable
from colonnade.tenancy.signing import KEY_TABLE

USUAL_COLUMNS = (
    "tenant_id",
    "client_account_id",
    "account_id",
    "organization_id",
    "organisation_id",
    "workspace_id",
    "company_id",
)
"""Columns that name a tenant where no policy says which ones do."""

MOST_TABLES = 6
"""One table in so many has a column that a level of tenants is named by, else the setting is another one."""

_CLAIM = "claim:"
_SETTING = re.compile(r"current_setting\('([^']+)'")
_COMPARED = re.compile(
    r'(?P<column>"(?:[^"]|"")+"|[A-Za-z_][\w$]*)\)*(?:::[a-z ]+(?:\(\d+\))?)?\)*\s*=\s*'
    r"(?:(?!\bAND\b|\bOR\b)[^=])*?current_setting\('(?P<setting>[^']+)'"
)
_VERIFIED = re.compile(r"(?:tenancy\.)?context_value\('")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a model says of its tenants; all of it may be left open."""

    settings: Mapping[str, str] = field(default_factory=dict)
    """By column, its setting."""
    role: str = ""
    shared: frozenset[QName] = frozenset()
    everywhere: frozenset[tuple[QName, frozenset[str]]] = frozenset()


def discover(schema: Schema, declared: Declared, design: Schema | None = None) -> Isolation:
    """How a database keeps tenants apart, or is meant to by the schema of its design.

    Raises NoTenancyError.
    """
    compared = _compared(schema)
    for path, columns in _compared(design).items() if design is not None else ():
        compared[path] = {**compared.get(path, {}), **columns}
    levels, others = _levels(schema, compared, declared)
    if not levels:
        raise NoTenancyError(
            "nothing in the database says whose rows its rows are",
            hint="name the model that declares its tenancy with --model",
        )
    tables = _tables(schema, compared, levels, declared)
    role = declared.role or _role(tables)
    return Isolation(levels=levels, tables=tables, role=role, others=others, everywhere=declared.everywhere)


def _compared(schema: Schema) -> dict[QName, dict[str, str]]:
    """By table and column, the setting that a policy compares the column with."""
    asking = _asking(schema)
    found: defaultdict[QName, dict[str, str]] = defaultdict(dict)
    for policy in schema.of_kind(Policy):
        table = schema.objects.get(policy.parent())  # type: ignore[arg-type] # a policy has a parent
        if not isinstance(table, Table):
            continue
        text = _VERIFIED.sub(f"current_setting('{_CLAIM}", f"{policy.using or ''} ; {policy.with_check or ''}")
        for name, setting in asking.items():
            text = re.sub(rf"(?:[\w\"]+\.)?\b{re.escape(name)}\(", f"current_setting('{setting}', ", text)
        for match in _COMPARED.finditer(text):
            (column,) = path_of(match["column"])
            if column in table.columns:
                found[table.path].setdefault(column, match["setting"])
    return dict(found)


def _asking(schema: Schema) -> dict[str, str]:
    """Functions that only tell what one setting holds."""
    found = {}
    for each in schema.of_kind(Function):
        settings = set(_SETTING.findall(f"{each.body} {each.sql_body or ''}"))
        if len(settings) == 1 and not each.returns.startswith("trigger") and each.path[:2] != CONTEXT_VALUE:
            found[each.path[-2]] = settings.pop()
    return found


def _levels(
    schema: Schema, compared: Mapping[QName, Mapping[str, str]], declared: Declared
) -> tuple[tuple[Level, ...], dict[str, tuple[QName, str]]]:
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path, columns in compared.items():
        keys = _primary(schema, path)
        for column, setting in columns.items():
            names[setting][column] += 1 if keys == (column,) else 1000
    by_column = dict(declared.settings)
    others = {}
    for setting, counted in names.items():
        column = counted.most_common(1)[0][0]
        users = [(path, name) for path, those in compared.items() for name, what in those.items() if what == setting]
        known = setting in declared.settings.values() or setting.startswith(_CLAIM)
        if not known and (declared.settings or "user" in setting or len(users) * MOST_TABLES < len(compared)):
            others[setting] = users[0]
        elif not declared.settings or setting.startswith(_CLAIM):
            by_column[column] = setting
    if not by_column:
        by_column = _usual(schema)
    for setting in _of_users(schema) - set(others) - set(by_column.values()):
        persons = [each.path for each in schema.of_kind(Table) if each.path[-1] in PERSONS]
        if persons:
            others[setting] = persons[0], ""
    made = [_level(schema, column, setting, set(by_column)) for column, setting in by_column.items()]
    return tuple(_from_outside(schema, made)), others


def _of_users(schema: Schema) -> set[str]:
    """Settings of the session's user, wherever they are asked."""
    texts = [f"{each.body} {each.sql_body or ''}" for each in schema.of_kind(Function)]
    texts += [f"{each.using or ''} {each.with_check or ''}" for each in schema.of_kind(Policy)]
    return {each for text in texts for each in _SETTING.findall(text) if "user" in each and "role" not in each}


def _usual(schema: Schema) -> dict[str, str]:
    counted = Counter(name for each in schema.of_kind(Table) for name in each.columns if name in USUAL_COLUMNS)
    return {name: f"app.{name}" for name, _ in counted.most_common(1)}


def _level(schema: Schema, column: str, setting: str, columns: set[str]) -> Level:
    claim = setting.removeprefix(_CLAIM) if setting.startswith(_CLAIM) else ""
    level = Level(column=column, setting="" if claim else setting, claim=claim)
    targets: Counter[tuple[QName, str]] = Counter()
    for each in schema.of_kind(ForeignKey):
        for own, target in zip(each.columns, each.target_columns, strict=False):
            if own == column and target not in columns:
                targets[each.target, target] += 1
    for (path, target), _ in targets.most_common(1):
        level = replace(level, root=path, root_column=target)
    for table in schema.of_kind(Table):
        if column in table.columns:
            return replace(level, type=table.columns[column].type)
    return level


def _from_outside(schema: Schema, levels: Sequence[Level]) -> list[Level]:
    """Levels in order: the table of an inner one has a column for the outer ones."""

    def depth(level: Level) -> int:
        table = next((each for each in schema.of_kind(Table) if each.path == level.root), None)
        return sum(each.column in table.columns for each in levels) if table is not None else 0

    return sorted(levels, key=depth)


def _tables(
    schema: Schema, compared: Mapping[QName, Mapping[str, str]], levels: Sequence[Level], declared: Declared
) -> dict[QName, TenantTable]:
    by_column = {each.column: each.key for each in levels}
    roots = {each.root: {each.root_column: each.key} for each in levels if each.root is not None}
    found: dict[QName, TenantTable] = {}
    for each in schema.of_kind(Table):
        if each.path in declared.shared or each.path == KEY_TABLE:
            continue
        said = {
            column: setting.removeprefix(_CLAIM)
            for column, setting in compared.get(each.path, {}).items()
            if setting.removeprefix(_CLAIM) in by_column.values()
        }
        named = {name: key for name, key in by_column.items() if name in each.columns}
        held = {**named, **said} or roots.get(each.path, {})
        if held:
            found[each.path] = TenantTable(table=each, held=held)
    while more := {each.path: TenantTable(table=each) for each in _below(schema, found, declared)}:
        found |= more
    return found


def _below(schema: Schema, found: Mapping[QName, TenantTable], declared: Declared) -> Iterator[Table]:
    """Tables that say nothing of tenants themselves, but are parts of what does."""
    references = list(schema.of_kind(ForeignKey))
    above = {each.target for each in references if each.table in found}
    for table in schema.of_kind(Table):
        if table.path in found or table.path in declared.shared:
            continue
        for each in references:
            if each.table == table.path and each.target in found:
                # Users may have a tenant to begin with, and rows of tenants refer to them: they are above.
                required = not any(table.columns[name].nullable for name in each.columns)
                if required or table.path not in above:
                    yield table
                    break


def _primary(schema: Schema, path: QName) -> tuple[str, ...]:
    return next((each.columns for each in schema.of_kind(Key) if each.primary and each.table == path), ())


def _role(tables: Mapping[QName, TenantTable]) -> str:
    counted = Counter(
        grant.to for each in tables.values() for grant in each.table.privileges or () if grant.to not in {OWNER, PUBLIC}
    )
    return counted.most_common(1)[0][0] if counted else ""
