"""Attacks through references and keys: rows that point to another tenant, values that another tenant has taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.schema import ForeignKey, Index, Key, QName, Schema
from colonnade.tenancy.attack.attempt import Attempt, Outcome, Stance
from colonnade.tenancy.attack.rows import Rows
from colonnade.tenancy.attack.session import Session, Tenant
from colonnade.tenancy.attack.tables import TableAttack
from colonnade.tenancy.isolation import TenantTable

_UNIQUE_VIOLATION = "23505"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAttack:
    """What is needed to attack references and keys."""

    session: Session
    rows: Rows
    schema: Schema
    victim: Tenant
    attacker: Tenant
    owner: str
    """The user of the session, as whom is tried what the role lacks the privilege for."""

    def references(self) -> Iterator[Attempt]:
        """The attacker's row is made to refer to the victim's."""
        tables = self.session.isolation.tables
        for each in self.schema.of_kind(ForeignKey):
            table, target = tables.get(each.table), tables.get(each.target)
            if table is None or target is None or table.table.partition_of is not None:
                continue
            pairs = [
                (own, theirs)
                for own, theirs in zip(each.columns, each.target_columns, strict=True)
                if own not in table.held
            ]
            theirs = self.victim.rows.get(each.target)
            if not pairs or theirs is None or any(theirs.get(name) is None for _, name in pairs):
                continue
            sets = ", ".join(f"{quote(own)} = {literal(theirs[name] or '')}" for own, name in pairs)
            role, outcome = self._update(table, sets)
            if outcome is None:
                continue
            yield Attempt(
                role=role,
                path=f"foreign key {'.'.join(each.path)}",
                command="UPDATE, to a row of another tenant",
                expected="refused",
                observed=_written(outcome),
                holds=outcome.touched < 1,
            )

    def keys(self) -> Iterator[Attempt]:
        """The attacker takes values that the victim has: where that is refused, each learns what the other has."""
        for path, kind, columns in self._unique():
            table = self.session.isolation.tables.get(path[:-1])
            if table is None or table.table.partition_of is not None or self._is_private(table, columns):
                continue
            if table.path == self.session.isolation.levels[0].root:
                # What tells tenants apart, such as their addresses, is unique over all of them by nature.
                continue
            theirs = self.victim.rows.get(table.path)
            if theirs is None or any(theirs.get(name) is None for name in columns):
                observed, holds, role = "unique over all tenants: it names no tenant", False, self.owner
            else:
                sets = ", ".join(f"{quote(name)} = {literal(theirs[name] or '')}" for name in columns)
                role, outcome = self._update(table, sets)
                if outcome is None:
                    continue
                holds = outcome.state != _UNIQUE_VIOLATION
                observed = _written(outcome)
            yield Attempt(
                role=role,
                path=f"{kind} {'.'.join(path)}",
                command="UPDATE, to a value of another tenant",
                expected="accepted",
                observed=observed,
                holds=holds,
            )

    def _unique(self) -> Iterator[tuple[QName, str, tuple[str, ...]]]:
        for key in self.schema.of_kind(Key):
            if not key.primary:
                yield key.path, "unique key", key.columns
        for index in self.schema.of_kind(Index):
            if index.unique and index.on_kind == "table":
                columns = tuple(each.column for each in index.keys if each.column)
                # An expression such as lower(email) holds its column in its text.
                inside = re.findall(r"\w+", " ".join(str(each.expression or "") for each in index.keys))
                more = [name for name in self._columns(index.on) if name in inside]
                yield (*index.on, index.name), "unique index", (*columns, *more)

    def _columns(self, path: QName) -> Iterator[str]:
        table = self.session.isolation.tables.get(path)
        if table is not None:
            yield from table.table.columns

    def _is_private(self, table: TenantTable, columns: tuple[str, ...]) -> bool:
        """Whether no other tenant's value can be hit: the key names the tenant, or nobody chooses its values."""
        names = set(columns)
        primary = set(self.rows.primary.get(table.path, ()))
        if not names or names & set(table.held) or (primary and primary <= names):
            return True
        if (table.path, frozenset(names)) in self.session.isolation.everywhere:
            return True
        facts = {each.name: each for each in self.rows.columns[table.path]}
        if all(name in facts and facts[name].filled and facts[name].base in {"uuid", "int4", "int8"} for name in names):
            return True
        tables = self.session.isolation.tables
        return any(
            each.target in tables and {own for own in each.columns if own not in table.held} & names
            for each in self.rows.references[table.path]
        )

    def _update(self, table: TenantTable, sets: str) -> tuple[str, Outcome | None]:
        """What an update of the attacker's own row gives, and as whom; nothing where there is no such row."""
        attack = TableAttack(session=self.session, rows=self.rows, victim=self.victim, attacker=self.attacker)
        where = attack.where(table, self.attacker)
        if where is None or table.path not in self.attacker.rows:
            return "", None
        sql = f"UPDATE {qualified(table.path)} SET {sets} WHERE {where}"
        outcome = self.session.attempt(Stance.OTHER, self.attacker, sql)
        if not outcome.lacks_privilege and (outcome.refused or outcome.touched > 0):
            return self.session.isolation.role, outcome
        with self.session.undone():
            self.session.become(self.attacker)
            outcome = self.session.run(sql)
            judged = outcome if outcome.refused else self.session.run("SET CONSTRAINTS ALL IMMEDIATE")
        return self.owner, judged if judged.refused else outcome


def _written(outcome: Outcome) -> str:
    return f"refused: {outcome.said}" if outcome.refused else "accepted" if outcome.touched > 0 else "no row"
