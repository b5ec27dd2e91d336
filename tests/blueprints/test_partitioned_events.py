"""What of the events takes more than one session, or another process, to prove."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise
from threading import Event

import psycopg
import pytest

from colonnade.blueprints.sharding import NoShardError, shard_number
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.workspace.architecture.blueprinting import deploy

KEYS = [*(f"user-{number}" for number in range(300)), "", "a:b", "日本", "é", "\\", "'"]
SHARDS = range(1, 9)


@pytest.fixture(scope="module")
def events(pg: PostgresServer) -> Iterator[str]:
    with scratch_on(pg) as scratch:
        deploy("partitioned-events", scratch.url.secret_text, sample=True)
        yield scratch.url.secret_text


def test_the_server_and_python_agree_on_every_shard(events: str) -> None:
    each = "FROM unnest(%s::text[]) WITH ORDINALITY AS k (key, n) ORDER BY n"
    asked = f"SELECT telemetry.get_shard_number(key, %s) {each}"
    chosen = f"SELECT telemetry.get_shard_number(key, ARRAY[3, 11, 4]) {each}"
    with psycopg.connect(events) as session:
        for count in SHARDS:
            found = [number for (number,) in session.execute(asked, (count, KEYS))]
            assert found == [shard_number(key, count) for key in KEYS]
        assert [number for (number,) in session.execute(chosen, (KEYS,))] == [
            shard_number(key, (3, 11, 4)) for key in KEYS
        ]


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_says_the_same(seed: str) -> None:
    code = (
        "import sys; from colonnade.blueprints.sharding import shard_number;"
        "print(*(shard_number(key, 5) for key in sys.stdin.read().split('|')))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        input="|".join(KEYS),
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert [int(number) for number in said.split()] == [shard_number(key, 5) for key in KEYS]


def test_a_shard_more_takes_its_part_and_moves_nothing_else() -> None:
    for fewer, more in pairwise(SHARDS):
        moved = [key for key in KEYS if shard_number(key, fewer) != shard_number(key, more)]
        assert {shard_number(key, more) for key in moved} == {more - 1}
        # Within four standard deviations of what an even spread gives.
        share = 1 / more
        assert abs(len(moved) - len(KEYS) * share) < 4 * (len(KEYS) * share * (1 - share)) ** 0.5


def test_no_shard_is_told() -> None:
    with pytest.raises(NoShardError):
        shard_number("key", 0)


def test_who_writes_while_months_come_and_go_never_fails(events: str) -> None:
    stop = Event()
    start = datetime(2024, 2, 1)  # noqa: DTZ001 - the column has no zone

    def write(offset: int) -> int:
        written = 0
        with psycopg.connect(events) as session:
            session.execute("SET ROLE event_writer")
            session.commit()
            while not stop.is_set():
                at = start + timedelta(days=(offset + 17 * written) % 500)
                session.execute(
                    'INSERT INTO telemetry.events (timestamp, data) VALUES (%s, \'{"kind": "busy"}\')', (at,)
                )
                session.commit()
                written += 1
        return written

    with psycopg.connect(events, autocommit=True) as keeper, ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write, offset) for offset in (0, 9)]
        try:
            keeper.execute("SET ROLE event_keeper")
            archived: list[str] = []
            for month in range(3, 11):
                done = keeper.execute(
                    "SELECT * FROM telemetry.maintain_partitions(%s)", (f"2024-{month:02}-01 00:00+00",)
                )
                archived += [name for did, name in done if did == "archived"]
        finally:
            stop.set()
        written = sum(each.result() for each in writers)
        assert written
        assert archived == [f"telemetry_archive.events_2024_{month:02}" for month in range(1, 9)]
        keeper.execute("RESET ROLE")
        tables = ["telemetry.events", *archived]
        kept = 0
        for table in tables:
            row = keeper.execute(f"SELECT count(*) FROM {table} WHERE data ->> 'kind' = 'busy'").fetchone()
            assert row is not None
            kept += row[0]
        assert kept == written
