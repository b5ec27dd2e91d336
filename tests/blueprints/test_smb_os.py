"""What only several sessions, or another owner, can show of the operating system for small businesses."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.workspace.architecture.blueprinting import deploy

ADA, BO = (f"00000000-0000-4000-8000-0000000000{word}" for word in ("a1", "b1"))
ADAS_FIRM = "00000000-0000-4000-8000-0000000000a2"
ADA_HERSELF = "00000000-0000-4000-8000-000000000a10"
BOOKING = f"""
INSERT INTO smb.calendar_events (tenant_id, business_id, title, start_time, end_time, assigned_users)
VALUES ('{ADA}', '{ADAS_FIRM}', 'Visit', '2026-05-04 10:00+00', '2026-05-04 11:00+00', '{{{ADA_HERSELF}}}')
"""


@pytest.fixture(scope="module")
def firms(pg: PostgresServer) -> Iterator[str]:
    with scratch_on(pg) as scratch:
        deploy("smb-os", scratch.url.secret_text, sample=True)
        yield scratch.url.secret_text


def as_application(url: str, tenant: str) -> psycopg.Connection:
    found = psycopg.connect(url)
    found.execute("SET LOCAL ROLE smb_app")
    found.execute("SELECT set_config('app.tenant_id', %s, true)", (tenant,))
    return found


def test_the_next_transaction_of_a_pooled_connection_sees_nothing_of_the_last(firms: str) -> None:
    with psycopg.connect(firms) as pooled:
        pooled.execute("SET ROLE smb_app")
        pooled.commit()
        seen = []
        for tenant in (ADA, None, BO, None):
            if tenant is not None:
                pooled.execute("SELECT set_config('app.tenant_id', %s, true)", (tenant,))
            seen.append(pooled.execute("SELECT count(*) FROM smb.customers").fetchall())
            pooled.commit()
    assert seen == [[(3,)], [(0,)], [(1,)], [(0,)]]


def test_two_sessions_do_not_book_one_person(firms: str) -> None:
    with as_application(firms, ADA) as one, as_application(firms, ADA) as other:
        one.execute(BOOKING)
        # The other one has to wait for what the first does, and is told so instead of booking.
        other.execute("SET LOCAL lock_timeout = '100ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            other.execute(BOOKING)
        one.commit()
    with as_application(firms, ADA) as late, pytest.raises(psycopg.errors.ExclusionViolation):
        late.execute(BOOKING)


def test_two_sessions_take_different_connections_that_are_due(firms: str) -> None:
    with psycopg.connect(firms) as owner:
        owner.execute(
            "INSERT INTO smb.integrations (tenant_id, business_id, provider, status, next_sync_at)"
            " SELECT %s, %s, 'quickbooks', 'connected', now() - interval '1 hour' FROM generate_series(1, 4)",
            (ADA, ADAS_FIRM),
        )
    with as_application(firms, ADA) as one, as_application(firms, ADA) as other:
        first = set(one.execute("SELECT id FROM smb.take_due_integrations(3)").fetchall())
        second = set(other.execute("SELECT id FROM smb.take_due_integrations(3)").fetchall())
        one.commit()
        other.commit()
    assert (len(first), len(second), first & second) == (3, 2, set())


def test_an_owner_below_row_security_is_told_and_finds_not_just_nothing(firms: str) -> None:
    with psycopg.connect(firms) as owner:
        owner.execute("CREATE ROLE smb_someone; GRANT USAGE, CREATE ON SCHEMA smb TO smb_someone")
        owner.execute("GRANT ALL ON ALL TABLES IN SCHEMA smb TO smb_someone")
        owner.execute("ALTER FUNCTION smb.cleanup_old_data() OWNER TO smb_someone")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            owner.execute("SELECT smb.cleanup_old_data()")
        owner.rollback()
