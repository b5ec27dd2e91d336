"""What a proof takes for its sample, and what it says of cases that it may not try."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import pytest

from colonnade.blueprints import OtherRowsError, Outcome
from colonnade.cli import main
from colonnade.connect.live import open_live
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.workspace.architecture.blueprinting import deploy, not_tried, prove

NAME = "customer-data-platform"
STRANGER = """
INSERT INTO customer_data.customers (customer_number, first_name, last_name, email_address)
VALUES ('X-1', 'A', 'Stranger', 'stranger@example.org')
"""


OWNER = "owner_below_others"
MAKE_OWNER = f"""
DO $$ BEGIN CREATE ROLE {OWNER} LOGIN BYPASSRLS CREATEROLE PASSWORD 'x';
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
"""


@pytest.fixture(scope="module")
def platform(pg: PostgresServer) -> Iterator[str]:
    """The platform, made by an owner who is no superuser and no member of its roles."""
    with scratch_on(pg) as scratch:
        with open_live(scratch.url) as live:
            live.run(MAKE_OWNER)
            live.run(f"ALTER DATABASE {scratch.url.database} OWNER TO {OWNER}")
        url = _as(scratch.url.secret_text, OWNER)
        deploy(NAME, url)
        yield url


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (STRANGER, "customers has 1 rows, among them 0 of the 4"),
        (None, "orders has 0 rows, among them 0 of the 2"),
    ],
)
def test_other_rows_are_not_taken_for_the_sample(platform: str, sql: str | None, said: str) -> None:
    with open_live(platform) as live:
        if sql is None:
            deploy(NAME, platform, sample=True)
            live.run("DELETE FROM customer_data.orders")
        else:
            live.run(sql)
        with pytest.raises(OtherRowsError, match=said):
            prove(NAME, platform)
        live.run("TRUNCATE customer_data.customers, customer_data.orders")


def test_what_may_not_be_tried_is_named(platform: str, capfd: pytest.CaptureFixture[str]) -> None:
    results = prove(NAME, platform)
    assert {each.outcome for each in results} == {Outcome.HOLDS, Outcome.NOT_TRIED}
    left = [each for each in results if each.outcome is Outcome.NOT_TRIED]
    assert any("42501 permission denied to set role" in each.observed for each in left)
    refused = not_tried(results)
    assert refused is not None
    assert refused.fields["cases"] == [f"{each.row} {each.what}" for each in left]
    assert main(["blueprint", "prove", NAME, "--on", platform]) == 3
    said = capfd.readouterr()
    assert f"{len(left)} of the cases were not tried" in said.err
    assert f"{len(results) - len(left)} of {len(results)} proofs hold" in said.out


def _as(url: str, user: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{user}:x@{host}"))
