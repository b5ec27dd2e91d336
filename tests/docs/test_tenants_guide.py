"""The guide to tenants is followed from its first line to its last, on two databases."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from tests.cli.running import cln
from tests.docs.test_guides import blocks
from tests.realize.engines import ask, postgresql

GUIDE = "tenants.md"
ROWS = """
INSERT INTO account (id, name, residency, calls_a_month) VALUES (1, 'one', 'US', 100), (2, 'two', 'CA', NULL);
INSERT INTO invoice (account_id, sent_on, customer) VALUES (1, now(), 'Ada'), (2, now(), 'Bob')
"""


def test_the_guide_to_tenants_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pg: PostgresServer) -> None:
    (text,), (settings,), (program,), (sql,) = (blocks(GUIDE, each) for each in ("yaml", "toml", "python", "sql"))
    text = text.replace("shop_app", f"shop_app_{os.getpid()}")
    program = program.replace("shop_app", f"shop_app_{os.getpid()}")
    (tmp_path / "shop.colonnade.yaml").write_text(text)
    (tmp_path / "colonnade.toml").write_text(settings)
    design = text.replace("model: shop\n", "")
    with scratch_on(pg) as one, scratch_on(pg) as two, postgresql(one.url, design) as shared:
        with postgresql(two.url, design) as dedicated:
            ask(shared, ROWS)
            monkeypatch.setenv("SHARED", one.url.secret_text)
            monkeypatch.setenv("DEDICATED", two.url.secret_text)
            exec(compile(program, GUIDE, "exec"), {})
            monkeypatch.chdir(tmp_path)
            for line in "".join(blocks(GUIDE, "sh")).splitlines():
                word, *arguments = shlex.split(line)
                if word == "colonnade":
                    cln(*arguments)
                else:
                    subprocess.run(["bash", "-euc", line], check=True)
            assert ask(shared, "SELECT id FROM account") == [(2,)]
            assert ask(dedicated, "SELECT id FROM account") == []
            assert ask(dedicated, "SELECT source, content ->> 'customer' FROM colonnade.kept_row") == [
                ("public.invoice", "Ada")
            ]
            ask(dedicated, "UPDATE colonnade.kept_row SET keep_until = now() - interval '1 day'")
            ask(dedicated, sql)
            assert ask(dedicated, "SELECT tenant, content ->> 'customer' FROM colonnade.kept_row") == [(None, None)]
            ask(dedicated, f"DROP OWNED BY shop_app_{os.getpid()}")
        ask(shared, f"DROP OWNED BY shop_app_{os.getpid()}; DROP ROLE shop_app_{os.getpid()}")
