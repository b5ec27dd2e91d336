"""A session that takes the role of programs and the context of a tenant for one statement, and then gives both back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg

from colonnade.connect import postgresql
from colonnade.connect.postgresql import PostgresConnection
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.errors import WorldError
from colonnade.tenancy.attack.attempt import Outcome, Stance
from colonnade.tenancy.isolation import Isolation
from colonnade.tenancy.signing import CHALLENGE, KEY_TABLE, SETTING, SigningKey, new_key

NO_VALUE = "no-such-value"
_MARK = "colonnade_attempt"
_LOST = ("08", "57P")
"""Beginnings of the SQLSTATEs after which there is no session."""


@dataclass(slots=True, kw_only=True)
class Tenant:
    """A tenant made for the attacks."""

    name: str
    number: int
    values: dict[str, str] = field(default_factory=dict)
    """By key of a level, its value."""
    others: dict[str, str] = field(default_factory=dict)
    """Values of settings that decide beside the tenant."""
    rows: dict[tuple[str, ...], dict[str, str | None]] = field(default_factory=dict)
    """By table, the row made for it."""


class Session:
    """Runs statements in an open transaction and undoes each."""

    def __init__(self, connection: PostgresConnection, isolation: Isolation) -> None:
        self.connection = connection
        self.isolation = isolation
        self.key: SigningKey | None = None
        self.touched = False
        """Whether a context was set in this session, after which none is unset any more."""
        self.settings = tuple(each.setting for each in isolation.levels if each.setting)

    def make_key(self) -> None:
        """A signing key of our own, for the time of this transaction."""
        key = new_key(999_999_999)
        inner, outer = key.pads
        self.connection.execute(
            f"INSERT INTO {qualified(KEY_TABLE)} (id, inner_pad, outer_pad) VALUES (%s, %s, %s)".encode(),
            (key.number, inner, outer),
        )
        self.key = key

    def run(self, sql: str) -> Outcome:
        """What one statement gives. Raises WorldError where the session is lost."""
        try:
            cursor = self.connection.execute(sql.encode())
            rows = tuple(cursor.fetchall()) if cursor.description is not None else ()
            return Outcome(rows=rows, touched=cursor.rowcount)
        except psycopg.Error as failure:
            return _refusal(failure)

    def query(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """The rows of a catalogue query. Raises WorldError."""
        with postgresql.translated():
            return self.connection.execute(sql.encode(), tuple(values) or None).fetchall()

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What the block does is undone, settings and role included."""
        self.connection.execute(f"SAVEPOINT {_MARK}".encode())
        try:
            yield
        finally:
            self.connection.execute(f"ROLLBACK TO {_MARK}; RELEASE {_MARK}".encode())

    @contextmanager
    def kept(self) -> Iterator[None]:
        """What the block does stays, unless it raises an error of the driver."""
        with self.connection.transaction():
            yield

    def attempt(self, stance: Stance, tenant: Tenant, *statements: str, victim: Tenant | None = None) -> Outcome:
        """What the last of these statements gives to the programs' role; deferred constraints are judged at once."""
        with self.undone():
            self.stand(stance, tenant, victim)
            outcome = self.run(f"SET LOCAL ROLE {quote(self.isolation.role)}")
            for sql in statements:
                if outcome.refused:
                    break
                outcome = self.run(sql)
            if not outcome.refused and outcome.touched > 0 and not outcome.rows:
                judged = self.run("SET CONSTRAINTS ALL IMMEDIATE")
                outcome = judged if judged.refused else outcome
        return outcome

    def stand(self, stance: Stance, tenant: Tenant, victim: Tenant | None = None) -> None:
        """Set the context of this transaction, until its savepoint is rolled back."""
        match stance:
            case Stance.OTHER | Stance.SIBLING:
                self.become(tenant)
            case Stance.UNSET:
                pass
            case Stance.EMPTY:
                self._set(dict.fromkeys((*self.settings, *self.isolation.others, *self._signed()), ""))
            case Stance.INVALID:
                self._set(dict.fromkeys((*self.settings, *self._signed()), NO_VALUE))
            case Stance.FORGED:
                self.become(tenant)
                self._forge(tenant, victim or tenant)

    def become(self, tenant: Tenant) -> None:
        """The context of a tenant, as its programs set it."""
        self._set({each.setting: tenant.values.get(each.key, "") for each in self.isolation.levels if each.setting})
        self._set(tenant.others)
        if self.key is not None:
            self._set({SETTING: self.key.sign(tenant.values, self.challenge())})

    def challenge(self) -> str:
        """What a signed context of this transaction is bound to."""
        return str(self.query(CHALLENGE)[0][0])

    def _signed(self) -> tuple[str, ...]:
        return (SETTING,) if self.isolation.strict else ()

    def _forge(self, tenant: Tenant, victim: Tenant) -> None:
        """What a SQL user can do: name the victim in every setting, and in a context with a signature of another."""
        guessed = {f"app.{each.column}": victim.values.get(each.key, "") for each in self.isolation.levels}
        self._set(guessed)
        if self.key is not None:
            challenge = self.challenge()
            own = self.key.sign(tenant.values, challenge)
            wanted = self.key.sign(victim.values, challenge)
            self._set({SETTING: f"{wanted.rpartition('.')[0]}.{own.rpartition('.')[2]}"})

    def _set(self, settings: Mapping[str, str]) -> None:
        for name, value in settings.items():
            self.touched = True
            self.run(f"SELECT pg_catalog.set_config({literal(name)}, {literal(value)}, true)")


def _refusal(failure: psycopg.Error) -> Outcome:
    state = failure.sqlstate or ""
    if not state or state.startswith(_LOST):
        raise postgresql.world_error(failure) from failure
    return Outcome(state=state, said=failure.diag.message_primary or str(failure))


__all__ = ["NO_VALUE", "Session", "Tenant", "WorldError"]
