"""Attacks on a table: every command, whatever the session says of its tenant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg

from colonnade.connect import postgresql
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.schema import QName
from colonnade.tenancy.attack.attempt import Attempt, Outcome, Stance
from colonnade.tenancy.attack.rows import Rows
from colonnade.tenancy.attack.session import Session, Tenant
from colonnade.tenancy.isolation import TenantTable

NO_ROW = "no row of another tenant"
OWN = "its own row"
REFUSED = "refused"

_UPDATABLE = """
SELECT a.attname FROM pg_catalog.pg_attribute a
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = ''
  AND pg_catalog.has_column_privilege(%s, a.attrelid, a.attnum, 'UPDATE')
ORDER BY a.attnum DESC"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableAttack:
    """What is needed to attack tables."""

    session: Session
    rows: Rows
    victim: Tenant
    attacker: Tenant

    def stances(self, stances: tuple[Stance, ...], table: TenantTable) -> Iterator[Attempt]:
        """Every command of other sessions on the victim's row."""
        name = qualified(table.path)
        where = self.where(table, self.victim)
        if where is None or not self._is_there(table, where):
            if table.table.partition_of is not None:
                # Its rows are those of the whole table, which is attacked itself.
                return
            refusal = self.rows.refusals.get(table.path)
            why = f": {refusal.said}" if refusal else ""
            yield self._said(table, "SELECT", NO_ROW, f"no row could be made to attack with{why}", holds=False)
            return
        columns = self.updatable(table)
        held = next((each for each in (*table.held, *columns) if each in columns), next(iter(table.held), ""))
        for stance in stances:
            counted = self.ask(stance, f"SELECT count(*) FROM {name} WHERE {where}")
            yield self._none(table, "SELECT", stance, counted, counted.number)
            if held:
                sql = f"UPDATE {name} SET {quote(held)} = {quote(held)} WHERE {where}"
                updated = self.ask(stance, sql)
                yield self._none(table, "UPDATE", stance, updated, updated.touched)
            deleted = self.ask(stance, f"DELETE FROM {name} WHERE {where}")
            yield self._none(table, "DELETE", stance, deleted, deleted.touched, blocked=("23503", "23001"))
            yield from self._insert(table, stance)
            yield self._copied(table, stance, where)

    def where(self, table: TenantTable, tenant: Tenant) -> str | None:
        """The condition that a tenant's row meets and no other tenant's does; None where there is no such row."""
        row = tenant.rows.get(table.path) or self._of_partition(table, tenant)
        if row is None:
            return self._of_others(table) if tenant is self.victim else None
        primary = [name for name in self.rows.primary.get(table.path, ()) if row.get(name) is not None]
        names = primary or [name for name, value in row.items() if value is not None]
        return " AND ".join(f"{quote(name)}::text = {literal(row[name] or '')}" for name in names)

    def _of_others(self, table: TenantTable) -> str | None:
        """Rows that are there and not the attacker's, where none of our own could be made."""
        values = self.attacker.values
        held = [f"{quote(name)}::text <> {literal(values.get(level, ''))}" for name, level in table.held.items()]
        return f"({' OR '.join(held)})" if held and table.table.partition_of is None else None

    def _of_partition(self, table: TenantTable, tenant: Tenant) -> dict[str, str | None] | None:
        of = table.table.partition_of
        return tenant.rows.get(of.parent) if of is not None else None

    def updatable(self, table: TenantTable) -> list[str]:
        """Columns that the role may update."""
        found = self.session.query(_UPDATABLE, (qualified(table.path), self.session.isolation.role))
        return [str(name) for (name,) in found]

    def ask(self, stance: Stance, *statements: str) -> Outcome:
        """What a statement gives in a session of the attacker."""
        return self.session.attempt(stance, self.attacker, *statements, victim=self.victim)

    def own(self, table: TenantTable) -> Iterator[Attempt]:
        """The tenant itself works with its rows: who sees nothing is isolated too well."""
        where = self.where(table, self.attacker)
        if where is None or not self._is_there(table, where):
            return
        seen = self.ask(Stance.OTHER, f"SELECT count(*) FROM {qualified(table.path)} WHERE {where}")
        if not seen.lacks_privilege:
            yield self._said(table, "SELECT, own row", OWN, _seen(seen, seen.number), holds=seen.number == 1)
        if table.table.partition_of is None and (sql := self._insertable(table, self.attacker)) is not None:
            inserted = self.ask(Stance.OTHER, sql)
            if not inserted.lacks_privilege:
                yield self._said(
                    table, "INSERT, own row", "accepted", _written(inserted), holds=inserted.state != "42501"
                )
        yield from self._moved(table, where)
        yield from self._blind(table)

    def _moved(self, table: TenantTable, where: str) -> Iterator[Attempt]:
        row = self.victim.rows.get(table.path)
        root = any(level.root == table.path for level in self.session.isolation.levels)
        if row is None or root:
            return
        theirs, own = self.victim.values, self.attacker.values
        changed = [name for name, level in table.held.items() if own.get(level) != theirs.get(level)]
        sets = ", ".join(f"{quote(name)} = {literal(row[name] or '')}" for name in changed if row.get(name) is not None)
        if sets:
            moved = self.ask(Stance.OTHER, f"UPDATE {qualified(table.path)} SET {sets} WHERE {where}")
            yield self._said(
                table, "UPDATE, own row to another tenant", REFUSED, _written(moved), holds=moved.touched < 1
            )

    def _blind(self, table: TenantTable) -> Iterator[Attempt]:
        """An UPDATE that reads nothing: policies for reading do not narrow it."""
        row = self.attacker.rows.get(table.path)
        mine = [f"{quote(name)}::text = {literal(self.attacker.values[level])}" for name, level in table.held.items()]
        keys = {name for columns in self.rows.keys[table.path] for name in columns}
        may = self.updatable(table)
        free = [name for name in may if name not in keys and name not in table.held]
        free = free or [name for name in may if name in table.held]
        if row is None or not mine or not free:
            return
        value = row[free[0]]
        sets = f"{quote(free[0])} = {'NULL' if value is None else literal(value)}"
        with self.session.undone():
            self.session.become(self.attacker)
            own = self.session.run(f"SELECT count(*) FROM {qualified(table.path)} WHERE {' AND '.join(mine)}").number
        done = self.ask(Stance.OTHER, f"UPDATE {qualified(table.path)} SET {sets}")
        reached = done.touched > own or done.state.startswith("23")
        observed = f"refused: {done.said}" if done.refused else f"{done.touched} rows, {own} of them its own"
        yield self._said(table, "UPDATE of every row", NO_ROW, observed, holds=not reached)

    def prepared(self, table: TenantTable) -> Iterator[Attempt]:
        """A statement prepared and run for one tenant, and run again for the next one on the same connection."""
        where = self.where(table, self.victim)
        if where is None:
            return
        session = self.session
        with session.undone():
            session.become(self.victim)
            outcome = session.run(f"SET LOCAL ROLE {quote(session.isolation.role)}")
            for sql in (
                f"PREPARE colonnade_prepared AS SELECT count(*) FROM {qualified(table.path)} WHERE {where}",
                "EXECUTE colonnade_prepared",
            ):
                outcome = outcome if outcome.refused else session.run(sql)
            if not outcome.refused:
                session.become(self.attacker)
                outcome = session.run("EXECUTE colonnade_prepared")
        session.run("DEALLOCATE ALL")
        yield self._none(table, "PREPARE", Stance.OTHER, outcome, outcome.number)

    def _insert(self, table: TenantTable, stance: Stance) -> Iterator[Attempt]:
        if table.table.partition_of is not None or not table.held:
            return
        root = any(level.root == table.path for level in self.session.isolation.levels)
        sql = None if root else self._insertable(table, self.victim)
        if sql is None:
            return
        inserted = self.ask(stance, sql)
        yield self._said(table, f"INSERT, {stance.value}", REFUSED, _written(inserted), holds=inserted.touched < 1)

    def _insertable(self, table: TenantTable, tenant: Tenant) -> str | None:
        """An INSERT for a tenant that the owner can run, so that a refusal is the isolation's."""
        other = Tenant(
            name=tenant.name, number=tenant.number + 4, values=tenant.values, others=tenant.others, rows=tenant.rows
        )
        for sql in self.rows.statements(table.path, other):
            with self.session.undone():
                done = self.session.run(sql)
            if done.refused and self.session.touched:
                with self.session.undone():
                    self.session.become(tenant)
                    done = self.session.run(sql)
            if not done.refused:
                return sql
        return None

    def _copied(self, table: TenantTable, stance: Stance, where: str) -> Attempt:
        session = self.session
        sql = f"COPY (SELECT * FROM {qualified(table.path)} WHERE {where}) TO STDOUT"
        lines = 0
        with session.undone():
            session.stand(stance, self.attacker, self.victim)
            outcome = session.run(f"SET LOCAL ROLE {quote(session.isolation.role)}")
            if not outcome.refused:
                try:
                    with session.connection.cursor() as cursor, cursor.copy(sql.encode()) as copy:
                        lines = sum(bytes(each).count(b"\n") for each in copy)
                except psycopg.Error as failure:
                    if not failure.sqlstate:
                        raise postgresql.world_error(failure) from failure
                    outcome = Outcome(state=failure.sqlstate, said=failure.diag.message_primary or str(failure))
        return self._none(table, "COPY", stance, outcome, lines)

    def _is_there(self, table: TenantTable, where: str) -> bool:
        with self.session.undone():
            sql = f"SELECT count(*) FROM {qualified(table.path)} WHERE {where}"
            if self.session.run(sql).number:
                return True
            for tenant in (self.victim, self.attacker) if self.session.touched else ():
                self.session.become(tenant)
                if self.session.run(sql).number:
                    return True
        return False

    def _none(
        self,
        table: TenantTable,
        command: str,
        stance: Stance,
        outcome: Outcome,
        count: int,
        *,
        blocked: tuple[str, ...] = (),
    ) -> Attempt:
        """An attempt that must reach no row. Without a tenant there is no error either: nobody is one by mistake."""
        storm = stance in {Stance.UNSET, Stance.EMPTY} and outcome.refused and outcome.state != "42501"
        holds = (outcome.refused or count < 1) and not storm and outcome.state not in blocked
        observed = _seen(outcome, count)
        if outcome.state in blocked:
            observed = f"the row was reached; what refers to it kept it: {outcome.said}"
        expected = f"{NO_ROW}, no error" if stance in {Stance.UNSET, Stance.EMPTY} else NO_ROW
        return self._said(table, f"{command}, {stance.value}", expected, observed, holds=holds)

    def _said(self, table: TenantTable, command: str, expected: str, observed: str, *, holds: bool) -> Attempt:
        return Attempt(
            role=self.session.isolation.role,
            path=f"table {_dotted(table.path)}",
            command=command,
            expected=expected,
            observed=observed,
            holds=holds,
        )


def _dotted(path: QName) -> str:
    return ".".join(path)


def _seen(outcome: Outcome, count: int) -> str:
    if outcome.refused:
        return f"refused: {outcome.said}"
    return "no row" if count < 1 else f"{count} row" if count == 1 else f"{count} rows"


def _written(outcome: Outcome) -> str:
    return f"refused: {outcome.said}" if outcome.refused else "accepted" if outcome.touched > 0 else "no row"
