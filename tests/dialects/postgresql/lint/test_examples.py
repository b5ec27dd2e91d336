"""Every rule's Bad example fires it, and its Good example does not."""

from __future__ import annotations

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialects.postgresql.lint.book import PEERS, SCRIPT_RULES
from colonnade.lint import linter
from colonnade.schema import Schema
from tests.lint.examples import SchemaOf, found_by, linted
from tests.oracle.postgresql import load_sql


@pytest.fixture(scope="module")
def schema_of(pg: PostgresServer) -> SchemaOf:
    def made(sql: str) -> Schema:
        with pg.database() as url:
            load_sql(url, sql)
            return introspect(url)

    return made


@pytest.mark.parametrize("rule", sorted(SCRIPT_RULES.rules))
def test_examples(rule: str, schema_of: SchemaOf) -> None:
    known = SCRIPT_RULES.rules[rule]
    assert found_by(rule, known.bad, "postgresql", schema_of), "the Bad example fires nothing"
    assert found_by(rule, known.good, "postgresql", schema_of) == []
    for example in (known.bad, known.good):
        unread = found_by("SQL001", example, "postgresql", schema_of)
        assert unread == [] or rule == "SQL011", "an example must be SQL"


def test_what_is_blocked_is_in_the_message() -> None:
    example = "ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES customers (id);"
    (message,) = found_by("LCK006", example, "postgresql")
    assert message.endswith("table orders and table customers (SHARE ROW EXCLUSIVE): writes wait")


SQUAWK = frozenset(
    """
    adding-field-with-default adding-foreign-key-constraint adding-not-nullable-field adding-required-field
    adding-serial-primary-key-field ban-add-column ban-add-composite-attribute ban-add-enum-value
    ban-alter-database-options ban-alter-domain-with-add-constraint ban-alter-extension ban-alter-function-options
    ban-alter-generated-expression ban-alter-identity ban-alter-policy-condition ban-alter-policy-roles
    ban-alter-role-options ban-alter-row-level-security ban-alter-sequence-values ban-alter-system-options
    ban-alter-view-options ban-char-field ban-concurrent-index-creation-in-transaction ban-create-domain-with-constraint
    ban-create-policy ban-detach-inheritance ban-disable-trigger ban-drop-column ban-drop-constraint ban-drop-database
    ban-drop-default ban-drop-domain ban-drop-extension ban-drop-function ban-drop-generated-expression ban-drop-index
    ban-drop-not-null ban-drop-policy ban-drop-schema ban-drop-sequence ban-drop-table ban-drop-trigger ban-drop-type
    ban-drop-view ban-duplicate-column-assignments ban-new-write-restriction ban-replace-view-function
    ban-replica-identity ban-revoke ban-set-default ban-set-schema ban-truncate-cascade ban-uncommitted-transaction
    changing-column-type constraint-missing-not-valid disallowed-unique-constraint identifier-too-long
    prefer-bigint-over-int prefer-bigint-over-smallint prefer-identity prefer-repack prefer-robust-stmts
    prefer-text-field prefer-timestamp-tz renaming-column renaming-object renaming-table
    require-concurrent-index-creation require-concurrent-index-deletion require-concurrent-partition-detach
    require-concurrent-reindex require-enum-value-ordering require-lock-timeout require-statement-timeout
    require-table-schema require-timeout-settings transaction-nesting unused-ignore
    """.split()
)


def test_every_rule_of_the_best_known_linter_has_one_here() -> None:
    here = {name.partition(":")[2] for names in linter("postgresql").peers.values() for name in names}
    assert here >= SQUAWK, SQUAWK - here
    assert set(PEERS) == set(SCRIPT_RULES.rules)


def test_what_a_script_makes_itself_raises_no_alarm_of_locks() -> None:
    script = """
    CREATE TABLE notes (id bigint PRIMARY KEY, about json, by_whom bigint);
    CREATE INDEX ON notes (by_whom);
    ALTER TABLE notes ADD CONSTRAINT c CHECK (id > 0), ALTER COLUMN by_whom SET NOT NULL;
    ALTER TABLE notes ALTER COLUMN about TYPE jsonb USING about::jsonb;
    ALTER TABLE notes RENAME TO remarks;
    CREATE UNIQUE INDEX ON remarks (by_whom);
    DROP TABLE remarks;
    """
    found = {each.rule for one in linted(script, "postgresql") for each in one.findings}
    assert not {each for each in found if each[:3] in ("LCK", "DAT", "CLT")}


def test_types_of_earlier_migrations_are_known() -> None:
    script = """
    CREATE TABLE customers (id bigint PRIMARY KEY, name varchar(10), rate numeric(4, 2));
    -- next migration
    ALTER TABLE customers ALTER COLUMN name TYPE varchar(20), ALTER COLUMN rate TYPE numeric(8, 2);
    -- next migration
    ALTER TABLE customers ALTER COLUMN name TYPE varchar(30);
    -- next migration
    ALTER TABLE customers ALTER COLUMN name TYPE varchar(5);
    """
    assert [each.rule for one in linted(script, "postgresql") for each in one.findings if each.rule == "LCK013"] == [
        "LCK013"
    ]
