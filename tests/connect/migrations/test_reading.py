"""Layouts of migrations: which files, in which order, which part of them, inside of what."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.connect.migrations import read_migrations
from colonnade.lint import Wrapping

LAYOUTS: dict[str, tuple[dict[str, str], list[tuple[str, Wrapping, list[str]]]]] = {
    "Flyway": (
        {
            "V10__b.sql": "B;",
            "V2__a.sql": "A;",
            "U2__a.sql": "X;",
            "V11__c.sql": "C;",
            "V11__c.sql.conf": "executeInTransaction=false",
        },
        [
            ("V2__a.sql", Wrapping.TRANSACTION, ["A"]),
            ("V10__b.sql", Wrapping.TRANSACTION, ["B"]),
            ("V11__c.sql", Wrapping.NONE, ["C"]),
        ],
    ),
    "golang-migrate": (
        {"1_a.up.sql": "A; B;", "1_a.down.sql": "X;"},
        [("1_a.up.sql", Wrapping.BATCH, ["A", "B"])],
    ),
    "dbmate": (
        {"1.sql": "-- migrate:up\nA;\n-- migrate:down\nX;\n", "2.sql": "-- migrate:up transaction:false\nB;\n"},
        [("1.sql", Wrapping.TRANSACTION, ["A"]), ("2.sql", Wrapping.NONE, ["B"])],
    ),
    "goose": (
        {"1.sql": "-- +goose NO TRANSACTION\n-- +goose Up\nA;\n-- +goose Down\nX;\n"},
        [("1.sql", Wrapping.NONE, ["A"])],
    ),
    "Liquibase": (
        {
            "a.sql": "--liquibase formatted sql\n--changeset me:1\nA;\n--rollback X;\n"
            "--changeset me:2 runInTransaction:false\nB;\n"
        },
        [("a.sql", Wrapping.TRANSACTION, ["A"]), ("a.sql", Wrapping.NONE, ["B"])],
    ),
    "sqitch": (
        {
            "sqitch.plan": "%project=a\nb 2020 me\na [b] 2021 me\n",
            "deploy/a.sql": "BEGIN; A; COMMIT;",
            "deploy/b.sql": "B;",
            "revert/a.sql": "X;",
        },
        [("b.sql", Wrapping.NONE, ["B"]), ("a.sql", Wrapping.NONE, ["BEGIN", "A", "COMMIT"])],
    ),
    "Prisma": (
        {"20200101_a/migration.sql": "A;", "20210101_b/migration.sql": "B;"},
        [("migration.sql", Wrapping.BATCH, ["A"]), ("migration.sql", Wrapping.BATCH, ["B"])],
    ),
    "diesel": (
        {
            "1_a/up.sql": "A;",
            "1_a/down.sql": "X;",
            "2_b/up.sql": "B;",
            "2_b/metadata.toml": "run_in_transaction = false",
        },
        [("up.sql", Wrapping.TRANSACTION, ["A"]), ("up.sql", Wrapping.NONE, ["B"])],
    ),
    "Django": (
        {"0001.sql": "BEGIN;\n--\n-- Create model\n--\nA;\nCOMMIT;\n"},
        [("0001.sql", Wrapping.NONE, ["BEGIN", "A", "COMMIT"])],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str, tmp_path: Path) -> None:
    files, expected = LAYOUTS[layout]
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    scripts, unread = read_migrations([tmp_path], "postgresql")
    assert unread == ()
    assert [
        (Path(each.name).name, each.wrapping, [piece.text for piece in each.pieces]) for each in scripts
    ] == expected
    assert all(each.text[piece.start :].startswith(piece.text) for each in scripts for piece in each.pieces)


ALEMBIC = '''
from alembic import op
import sqlalchemy as sa
revision = "b"
down_revision = "a"

def upgrade() -> None:
    op.execute("UPDATE t SET a = 1")
    op.execute(
        """
        CREATE INDEX i ON t (a);
        DROP TABLE u
        """
    )
    op.execute(sa.text("SELECT 'it''s'"))
    op.add_column("t", sa.Column("b", sa.Integer))
    op.execute(f"DROP TABLE {revision}")

def downgrade() -> None:
    op.execute("DROP INDEX i")
'''


def test_alembic_revisions_as_far_as_they_are_constants(tmp_path: Path) -> None:
    (tmp_path / "1_later.py").write_text(ALEMBIC)
    first = 'revision = "a"\ndown_revision = None\ndef upgrade():\n    op.execute("CREATE TABLE t (a int)")\n'
    (tmp_path / "2_first.py").write_text(first)
    (tmp_path / "env.py").write_text("import this_is_never_run\n")
    scripts, unread = read_migrations([tmp_path], "postgresql")
    texts = [[piece.text for piece in each.pieces] for each in scripts]
    assert texts == [
        ["CREATE TABLE t (a int)"],
        ["UPDATE t SET a = 1", "CREATE INDEX i ON t (a)", "DROP TABLE u", "SELECT 'it''s'"],
    ]
    assert not any(each.fixable for each in scripts)
    last = scripts[1]
    assert last.text[last.pieces[2].start :].startswith("DROP TABLE u")
    assert [(each.line, each.what) for each in unread] == [
        (16, "op.add_column"),
        (17, "op.execute of what is put together"),
    ]


def test_rows_of_copy_are_no_statements(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("COPY t FROM stdin;\n1;\n\\.\nSELECT 2;\n\\echo done\n")
    (script,), _ = read_migrations([tmp_path / "a.sql"], "postgresql")
    assert [each.text for each in script.pieces] == ["COPY t FROM stdin", "SELECT 2"]
