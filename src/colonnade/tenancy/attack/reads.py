"""Attacks through views and functions: what they tell must not depend on rows of another tenant.

Each is read without the victim's rows and with them. Where the answers differ something of the victim came through,
be it a single number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from colonnade.dialects.postgresql.logic.attestation import CONTEXT_VALUE
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.schema import Function, MaterializedView, Procedure, QName, Schema, View
from colonnade.tenancy.attack.attempt import Attempt, Outcome, Stance
from colonnade.tenancy.attack.rows import Rows
from colonnade.tenancy.attack.session import Session, Tenant

SAME = "the same without rows of another tenant"

_ROUTINES = """
SELECT n.nspname, p.proname, p.prokind::text, p.provolatile::text, p.proretset,
  ARRAY(SELECT pg_catalog.format_type(x, NULL) FROM pg_catalog.unnest(p.proargtypes) x),
  pg_catalog.pg_get_function_identity_arguments(p.oid)
FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'colonnade') AND p.prokind IN ('f', 'p')
  AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  AND pg_catalog.has_function_privilege(%s, p.oid, 'EXECUTE') AND pg_catalog.has_schema_privilege(%s, n.oid, 'USAGE')
ORDER BY 1, 2, 7"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """Something that is read."""

    path: str
    command: str
    sql: str
    before: str = ""
    """A statement of the owner that comes first."""
    changes: bool = False
    """It may write, so that the victim's rows are looked at behind it."""


class ReadAttack:
    """Reads all there is twice and compares."""

    def __init__(self, session: Session, rows: Rows, schema: Schema, victim: Tenant, attacker: Tenant) -> None:
        self.session = session
        self.rows = rows
        self.victim = victim
        self.attacker = attacker
        self.probes = (*_views(schema), *self._routines(schema))

    def answers(self, stances: Sequence[Stance]) -> dict[tuple[Probe, Stance], Outcome]:
        """What everything tells to the attacker."""
        return {(probe, stance): self._ask(probe, stance) for probe in self.probes for stance in stances}

    def compared(
        self,
        first: Mapping[tuple[Probe, Stance], Outcome],
        again: Mapping[tuple[Probe, Stance], Outcome],
        then: Mapping[tuple[Probe, Stance], Outcome],
    ) -> Iterator[Attempt]:
        """Answers without the victim's rows, once more, and with them."""
        for (probe, stance), outcome in then.items():
            before = first[probe, stance]
            steady = before.rows == again[probe, stance].rows
            same = outcome.rows == before.rows and outcome.state == before.state
            if outcome.refused:
                observed, holds = f"refused: {outcome.said}", same or before.refused
            elif not steady:
                observed, holds = "it changes by itself, so it can't be compared", True
            else:
                observed, holds = ("the same" if same else "something of another tenant came through"), same
            yield self._said(probe, f"{probe.command}, {stance.value}", SAME, observed, holds=holds)
            if probe.changes and stance is Stance.OTHER:
                yield from self._changed(probe)

    def _ask(self, probe: Probe, stance: Stance) -> Outcome:
        with self.session.undone():
            if probe.before:
                if stance is not Stance.UNSET:
                    self.session.become(self.attacker)
                self.session.run(probe.before)
            return self.session.attempt(stance, self.attacker, probe.sql)

    def _changed(self, probe: Probe) -> Iterator[Attempt]:
        """Whether the victim's rows are as they were after a function ran."""
        before = self._victims(None)
        after = self._victims(probe)
        if after:
            holds = before == after
            observed = "untouched" if holds else "rows of another tenant were changed"
            yield self._said(probe, f"{probe.command}, and its effect", "rows untouched", observed, holds=holds)

    def _victims(self, probe: Probe | None) -> tuple[tuple[object, ...], ...]:
        session = self.session
        with session.undone():
            if probe is not None:
                session.become(self.attacker)
                if session.run(f"SET LOCAL ROLE {quote(session.isolation.role)}").refused:
                    return ()
                if session.run(probe.sql).refused:
                    return ()
                session.run("RESET ROLE")
            session.become(self.victim)
            parts = []
            for path in self.victim.rows:
                primary = self.rows.primary.get(path, ())
                row = self.victim.rows[path]
                if primary:
                    where = " AND ".join(f"r.{quote(name)}::text = {literal(row[name] or '')}" for name in primary)
                    parts.append(f"SELECT r::text FROM {qualified(path)} r WHERE {where}")
            return session.run(" UNION ALL ".join(parts)).rows if parts else ()

    def _routines(self, schema: Schema) -> Iterator[Probe]:
        known = {each.path[:2] for each in (*schema.of_kind(Function), *schema.of_kind(Procedure))}
        role = self.session.isolation.role
        for namespace, name, kind, volatility, _, types, identity in self.session.query(_ROUTINES, (role, role)):
            path = (str(namespace), str(name))
            if path not in known or path == CONTEXT_VALUE:
                continue
            assert isinstance(types, list)
            for number, arguments in enumerate(self._arguments([str(each) for each in types])):
                call = f"{qualified(path)}({', '.join(arguments)})"
                sql = f"CALL {call}" if kind == "p" else _digest(call)
                yield Probe(
                    path=f"{'procedure' if kind == 'p' else 'function'} {'.'.join(path)}({identity})",
                    command=f"{'CALL' if kind == 'p' else 'SELECT'}{', for another row' if number else ''}",
                    sql=sql,
                    changes=volatility == "v",
                )

    def _arguments(self, types: Sequence[str]) -> Iterator[list[str]]:
        """Arguments that name the victim: its levels by their types, then the keys of its rows."""
        levels = {each.type: self.victim.values[each.key] for each in self.session.isolation.levels}
        yield [self._argument(each, levels) for each in types]
        keys: dict[str, list[str]] = {}
        for path, row in self.victim.rows.items():
            for name in self.rows.primary.get(path, ())[-1:]:
                column = next((each for each in self.rows.columns[path] if each.name == name), None)
                if column is not None and row[name] is not None:
                    keys.setdefault(column.type, []).append(row[name] or "")
        wanted = [each for each in types if each in keys]
        for number in range(max((len(keys[each]) for each in wanted), default=0)):
            chosen = {each: of[number % len(of)] for each, of in keys.items()}
            yield [self._argument(each, {**levels, **chosen}) for each in types]

    def _argument(self, spelled: str, values: Mapping[str, str]) -> str:
        if spelled in values:
            return f"CAST({literal(values[spelled])} AS {spelled})"
        plain = {"boolean": "true", "jsonb": "'{}'", "json": "'{}'", "uuid": "gen_random_uuid()", "date": "now()"}
        if spelled in plain:
            return f"CAST({plain[spelled]} AS {spelled})"
        if spelled.startswith("timestamp"):
            return f"CAST(now() AS {spelled})"
        if spelled in {"integer", "bigint", "smallint", "numeric", "real", "double precision"}:
            return f"CAST(1 AS {spelled})"
        if spelled in {"text", "character varying"}:
            return f"CAST({literal(next(iter(self.victim.values.values()), ''))} AS {spelled})"
        return f"CAST(NULL AS {spelled})"

    def _said(self, probe: Probe, command: str, expected: str, observed: str, *, holds: bool) -> Attempt:
        return Attempt(
            role=self.session.isolation.role,
            path=probe.path,
            command=command,
            expected=expected,
            observed=observed,
            holds=holds,
        )


def _views(schema: Schema) -> Iterator[Probe]:
    for view in schema.of_kind(View):
        yield Probe(path=f"view {_dotted(view.path)}", command="SELECT", sql=_digest(qualified(view.path)))
    for stored in schema.of_kind(MaterializedView):
        yield Probe(
            path=f"materialized view {_dotted(stored.path)}",
            command="SELECT",
            sql=_digest(qualified(stored.path)),
            before=f"REFRESH MATERIALIZED VIEW {qualified(stored.path)}",
        )


def _digest(source: str) -> str:
    told = "md5(string_agg(r::text, '|' ORDER BY r::text))"
    return f"SELECT count(*), {told} FROM {source} AS r"


def _dotted(path: QName) -> str:
    return ".".join(path)
