"""Proves how well a database keeps tenants apart, in one transaction that is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.connect.postgresql import PostgresConnection
from colonnade.dialects.postgresql.quote import quote
from colonnade.schema import Schema
from colonnade.tenancy.attack.attempt import Attempt, Stance
from colonnade.tenancy.attack.keys import KeyAttack
from colonnade.tenancy.attack.reads import ReadAttack
from colonnade.tenancy.attack.roles import protections, roles
from colonnade.tenancy.attack.rows import Rows
from colonnade.tenancy.attack.session import Session, Tenant
from colonnade.tenancy.attack.tables import TableAttack
from colonnade.tenancy.isolation import Isolation, NoApplicationRoleError

_STATEMENT_MS = 30_000
"""How long one attempt may take."""


def prove(connection: PostgresConnection, schema: Schema, isolation: Isolation) -> Iterator[Attempt]:
    """Attack every table, view, function, reference and key as the programs' role; nothing of it stays.

    Raises NoApplicationRoleError and leaves of WorldError.
    """
    if not isolation.role:
        raise NoApplicationRoleError(
            "no role but the owner is granted anything on the tables of tenants",
            hint="name the role as which programs work with --role",
        )
    session = Session(connection, isolation)
    session.run("BEGIN")
    try:
        session.run(f"SET LOCAL statement_timeout = {_STATEMENT_MS}")
        yield from roles(session)
        yield from protections(session)
        _may_become(session)
        yield from _attacks(session, schema)
    finally:
        session.run("ROLLBACK")


def _may_become(session: Session) -> None:
    with session.undone():
        outcome = session.run(f"SET LOCAL ROLE {quote(session.isolation.role)}")
    if outcome.refused:
        raise NoApplicationRoleError(
            f"this user can't become {session.isolation.role}: {outcome.said}",
            hint="connect as the owner and grant it the role, or as a superuser",
        )


def _attacks(session: Session, schema: Schema) -> Iterator[Attempt]:
    """The tenants: a victim, another one, and where there are levels one beside the victim in the outer level."""
    isolation = session.isolation
    if isolation.strict:
        session.make_key()
    rows = Rows(session, schema)
    victim, attacker = Tenant(name="victim", number=1), Tenant(name="attacker", number=2)
    rows.share()
    session.run("SAVEPOINT colonnade_victim")
    rows.fill(victim)
    session.run("ROLLBACK TO colonnade_victim")
    rows.fill(attacker)
    session.run("SAVEPOINT colonnade_attacker")
    reads = ReadAttack(session, rows, schema, victim, attacker)
    attack = TableAttack(session=session, rows=rows, victim=victim, attacker=attacker)
    if not session.touched:
        yield from _unset(session, reads, attack)
    yield from _reading(reads)
    stances = (Stance.OTHER, Stance.EMPTY, Stance.INVALID, *((Stance.FORGED,) if isolation.strict else ()))
    for table in isolation.tables.values():
        yield from attack.stances(stances, table)
        yield from attack.own(table)
        yield from attack.prepared(table)
    ((user,),) = session.query("SELECT current_user")
    keys = KeyAttack(session=session, rows=rows, schema=schema, victim=victim, attacker=attacker, owner=str(user))
    yield from keys.references()
    yield from keys.keys()
    yield from _sibling(session, rows, victim)


def _unset(session: Session, reads: ReadAttack, attack: TableAttack) -> Iterator[Attempt]:
    """Before any context was set in this session, as none is unset afterwards."""
    stances = (Stance.UNSET,)
    first, again = reads.answers(stances), reads.answers(stances)
    reads.rows.replay(reads.victim)
    if not session.touched:
        yield from reads.compared(first, again, reads.answers(stances))
        for table in session.isolation.tables.values():
            yield from attack.stances(stances, table)
    session.run("ROLLBACK TO colonnade_attacker")


def _reading(reads: ReadAttack) -> Iterator[Attempt]:
    """Views and functions, read without the victim's rows and with them; the rows stay."""
    stances = (Stance.OTHER, Stance.EMPTY)
    first, again = reads.answers(stances), reads.answers(stances)
    reads.rows.replay(reads.victim)
    yield from reads.compared(first, again, reads.answers(stances))


def _sibling(session: Session, rows: Rows, victim: Tenant) -> Iterator[Attempt]:
    levels = session.isolation.levels
    if len(levels) < 2 or levels[-1].root is None:
        return
    inner = levels[-1]
    sibling = Tenant(
        name="sibling",
        number=3,
        values={key: value for key, value in victim.values.items() if key != inner.key},
        rows={
            path: row
            for path, row in victim.rows.items()
            if path != inner.root
            and path in session.isolation.tables
            and inner.key not in session.isolation.tables[path].held.values()
        },
    )
    rows.fill(sibling)
    attack = TableAttack(session=session, rows=rows, victim=victim, attacker=sibling)
    for table in session.isolation.tables.values():
        if inner.key in table.held.values() and table.path != inner.root:
            yield from attack.stances((Stance.SIBLING,), table)
