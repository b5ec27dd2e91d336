"""Which statements name their tenant: by a condition that always holds, or by a join with a table that has one."""

from __future__ import annotations

import pytest

from colonnade.standards.tenants import statements_of, unfiltered

COLUMNS = {"task": "account_id", "member": "account_id", "account": "id"}


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT * FROM task", ["task"]),
        ("SELECT * FROM task WHERE account_id = $1", []),
        ("SELECT * FROM task WHERE account_id = current_setting('app.account')::integer AND done", []),
        ("SELECT * FROM task WHERE account_id = %(account)s OR public", ["task"]),
        ("SELECT * FROM task WHERE account_id IS NOT NULL", ["task"]),
        ("SELECT * FROM task WHERE (account_id)::text = '1'", []),
        ("SELECT * FROM task t JOIN member m ON m.id = t.owner_id WHERE t.account_id = 1", ["member"]),
        ("SELECT * FROM task t JOIN member m ON m.id = t.owner_id AND m.account_id = t.account_id", ["task", "member"]),
        ("SELECT * FROM task t JOIN member m USING (account_id) WHERE t.account_id = 1", []),
        ("SELECT * FROM task t, member m WHERE t.account_id = 1 AND m.account_id = t.account_id", []),
        ("SELECT * FROM account a WHERE id = 1 AND EXISTS (SELECT FROM task t WHERE t.account_id = a.id)", []),
        ("SELECT * FROM account a WHERE id = 1 AND EXISTS (SELECT FROM task t WHERE t.id = 2)", ["task"]),
        ("WITH task AS (SELECT 1 AS id) SELECT * FROM task", []),
        ("WITH t AS (SELECT * FROM task) SELECT * FROM t", ["task"]),
        ("UPDATE task SET note = 'x' WHERE id = 1", ["task"]),
        ("UPDATE task SET note = 'x' WHERE id = 1 AND account_id = 2", []),
        ("DELETE FROM task", ["task"]),
        ("DELETE FROM public.task WHERE account_id IN (1, 2)", []),
        ("INSERT INTO archive SELECT * FROM task", ["task"]),
        ("INSERT INTO task (account_id) VALUES (1)", []),
        ("SELECT * FROM country", []),
        ("this is no SQL", []),
    ],
)
def test_a_statement_names_its_tenant_or_is_told(sql: str, told: list[str]) -> None:
    assert sorted(each.table for each in unfiltered(sql, COLUMNS)) == sorted(told)


def test_the_place_and_the_text_are_told() -> None:
    script = "SELECT 1;\n\nSELECT *\nFROM task;\nSELECT * FROM task WHERE account_id = 1;\nDELETE FROM member"
    assert [(each.line, each.text, each.column) for each in unfiltered(script, COLUMNS)] == [
        (3, "SELECT * FROM task", "account_id"),
        (6, "DELETE FROM member", "account_id"),
    ]


def test_programs_are_read_by_their_statements() -> None:
    body = """
    DECLARE found integer;
    BEGIN
      SELECT count(*) INTO found FROM task WHERE account_id = 1;
      IF found > 3 THEN DELETE FROM task WHERE id = 3; END IF;
      FOR found IN SELECT id FROM member LOOP PERFORM 1 FROM task; END LOOP;
    END"""
    assert [each.table for each in unfiltered(statements_of(body), COLUMNS)] == ["task", "member", "task"]
