"""What follows a change of a row: trails, histories, marked deletions, stated triggers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from colonnade.dialect import load
from colonnade.edits import Rename
from colonnade.model.language import read
from colonnade.model.problems import ModelError
from colonnade.realize import realise, realised
from colonnade.schema import Function, Ref
from tests.realize.engines import Engine, ask, model

AUDITED = """
entities:
  log: {use: [audit_trail]}
  note:
    use: [audit, version_lock, soft_delete]
    attributes: {id: integer key, text: string(50), file: binary, extra: json}
    audited_by: log
    history: note_versions
    deletion: mark
"""


def test_a_trail_has_every_change_with_the_row_before_and_after(engine: Engine) -> None:
    with engine.made(AUDITED) as db:
        ask(db, """INSERT INTO note (id, text, extra, created_by) VALUES (1, 'it''s', '{"a": [1]}', 'ada')""")
        ask(db, "UPDATE note SET text = 'b', updated_by = 'bob'")
        values = "entity_id, operation, changed_fields, old_values, new_values"
        found = ask(db, f"SELECT {values} FROM log ORDER BY changed_at, operation")
        rows = [(*row[:2], *(_json(value) for value in row[2:])) for row in found]
        assert [row[:2] for row in rows] == [("1", "INSERT"), ("1", "UPDATE")]
        assert rows[0][3] is None
        assert (rows[0][4]["text"], rows[0][4]["extra"]) == ("it's", {"a": [1]})
        assert {"text", "updated_by"} <= set(rows[1][2]) <= {"text", "updated_by", "updated_at", "version"}
        assert (rows[1][3]["text"], rows[1][4]["text"]) == ("it's", "b")
        if engine.url is None:
            assert ask(db, "SELECT changed_by FROM log ORDER BY operation") == [("ada",), ("bob",)]
        else:
            ask(db, "SELECT set_config('app.actor', 'eve', false)")
            ask(db, "UPDATE note SET text = 'c'")
            assert ask(db, "SELECT count(*) FROM log WHERE changed_by = 'eve'") == [(1,)]


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def test_what_is_not_audited_is_not_in_the_trail(engine: Engine) -> None:
    with engine.made(AUDITED.replace("audited_by: log", "audited_by: log\n    unaudited: [file, text]")) as db:
        ask(db, "INSERT INTO note (id, text) VALUES (1, 'secret')")
        ask(db, "UPDATE note SET text = 'other'")
        rows = [_json(row[0]) for row in ask(db, "SELECT new_values FROM log")]
        assert all("text" not in row and "file" not in row and row["id"] == 1 for row in rows)
        assert len(rows) == 2
        (changed,) = ask(db, "SELECT changed_fields FROM log WHERE operation = 'UPDATE'")
        assert "text" in _json(changed[0])


def test_every_update_leaves_the_version_before(engine: Engine) -> None:
    with engine.made(AUDITED) as db:
        ask(db, "INSERT INTO note (id, text) VALUES (1, 'a'), (2, 'z')")
        ask(db, "UPDATE note SET text = 'b' WHERE id = 1")
        ask(db, "UPDATE note SET text = 'c' WHERE id = 1")
        versions = "SELECT row_version, text, version, valid_to IS NULL FROM note_versions WHERE id = 1 ORDER BY 1"
        assert ask(db, versions) == [(1, "a", 1, False), (2, "b", 2, False), (3, "c", 3, True)]
        gaps = """
            SELECT count(*) FROM note_versions AS a JOIN note_versions AS b
            ON b.id = a.id AND b.row_version = a.row_version + 1 AND (a.valid_to IS NULL OR b.valid_from < a.valid_to)
        """
        assert ask(db, gaps) == [(0,)]
        assert ask(db, "SELECT count(*) FROM note_versions AS v JOIN note AS n ON n.updated_at = v.updated_at") >= [
            (2,)
        ]


def test_a_deleted_row_stays_and_a_second_deletion_removes_it(engine: Engine) -> None:
    with engine.made(AUDITED) as db:
        ask(db, "INSERT INTO note (id, text) VALUES (1, 'a')")
        ask(db, "DELETE FROM note")
        assert ask(db, "SELECT deleted_at IS NOT NULL FROM note") == [(True,)]
        ask(db, "DELETE FROM note")
        assert ask(db, "SELECT count(*) FROM note") == [(0,)]
        assert ask(db, "SELECT count(*) FROM note_versions WHERE valid_to IS NULL") == [(0,)]


STATED = """
entities:
  item:
    attributes: {id: integer key, amount: integer required, state: string(9)}
    triggers:
      paid:
        after: [update]
        of: [state]
        when: NEW.state = 'paid' AND OLD.state <> 'paid'
        run:
          - INSERT INTO event (what, body, at) VALUES ('paid', row_json(NEW), now())
          - UPDATE total SET amount = amount + NEW.amount
  event: {attributes: {id: integer key identity, what: string(9), body: json, at: timestamp}}
  total: {attributes: {id: integer key, amount: integer}}
"""


def test_a_trigger_runs_its_statements_when_its_condition_holds(engine: Engine) -> None:
    with engine.made(STATED) as db:
        ask(db, "INSERT INTO total (id, amount) VALUES (1, 0)")
        ask(db, "INSERT INTO item (id, amount, state) VALUES (1, 5, 'open'), (2, 7, 'open')")
        ask(db, "UPDATE item SET amount = 6 WHERE id = 1")
        assert ask(db, "SELECT count(*) FROM event") == [(0,)]
        ask(db, "UPDATE item SET state = 'paid' WHERE id = 1")
        ask(db, "UPDATE item SET state = 'paid'")
        found = ask(db, "SELECT body, at > '2024-01-01' FROM event ORDER BY id")
        assert [(_json(row[0])["id"], row[1]) for row in found] == [(1, True), (2, True)]
        assert ask(db, "SELECT amount FROM total") == [(13,)]


def test_who_changes_a_row_needs_no_right_on_the_trail() -> None:
    functions = {each.path[1]: each for each in realise(model(AUDITED), load("postgresql")).of_kind(Function)}
    assert functions["note_audit"].security_definer
    assert functions["note_history"].security_definer
    assert functions["note_audit"].settings == functions["note_history"].settings == {"search_path": "''"}


def test_what_has_no_words_elsewhere_is_told() -> None:
    text = STATED.replace("NEW.state = 'paid' AND", "NEW.state ~ '^p' AND")
    found = realised(model(text), load("sqlite"))
    assert [each.object for each in found.losses] == ["item"]
    assert Ref("trigger", ("item", "item_paid_update")) not in found.schema


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("audited_by: log", "audited_by: lag"), "'lag', which does not exist"),
        (("audited_by: log", "audited_by: note"), "which is audited itself"),
        (("log: {use: [audit_trail]}", "log: {attributes: {id: integer key}}"), "nothing for: audited table"),
        (("history: note_versions", "history: log"), "has the name of an entity"),
        (("text: string(50)", "valid_to: date"), "an attribute 'valid_to' of its own"),
        ((", soft_delete]", "]"), "nothing says that they are deleted"),
    ],
)
def test_what_can_not_be_kept_is_a_fault(change: tuple[str, str], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        read(f"model: test\n{AUDITED.replace(*change)}")


def test_a_renamed_attribute_is_renamed_in_what_triggers_and_rules_say_of_the_row() -> None:
    text = STATED.replace(
        "    triggers:", "    rules: {r: {enforcement: trigger, expression: NEW.amount >= OLD.amount}}\n    triggers:"
    )
    entity = Rename(at=("entities", "item", "attributes", "amount"), name="price").apply(model(text)).entities["item"]
    assert entity.rules["r"].expression == "NEW.price >= OLD.price"
    assert entity.triggers["paid"].run[1] == "UPDATE total SET amount = amount + NEW.price"
