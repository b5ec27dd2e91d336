"""Certain fixes go into the model file, what people wrote in it stays, and the findings are gone afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.store import load_model
from colonnade.workspace.design.fixing import Fixing, FixResult, fix_text
from tests.cli.running import cln

MODEL = """\
# Theatre, old parts
model: stage
dialect: postgresql
naming: {case: as is}
index_references: false

entities:
  # Who comes
  Guest:
    about: A person
    attributes:
      Name: text          # as on the ticket
      SeenOn: datetime

  house:
    attributes:
      id: bigint key

  hall:
    attributes:
      id: bigint key
      house_id: integer -> house   # where it is
      opened: datetime(3) required
    indexes:
      - by_day: id, opened
      - by_day_too: id, opened     # forgotten
"""
FIXED = """\
# Theatre, old parts
model: stage
dialect: postgresql
naming: {case: as is}
index_references: false

entities:
  # Who comes
  guest:
    id: Guest
    about: A person
    attributes:
      id: bigint key identity
      name:          # as on the ticket
        is: text
        id: Name
      seen_on:
        is: timestamp
        id: SeenOn

  house:
    attributes:
      id: bigint key

  hall:
    attributes:
      id: bigint key
      house_id: bigint -> house   # where it is
      opened: timestamp(3) required
    indexes:
      - by_day: id, opened
      - house_id
"""
CERTAIN = {"KEY001", "MOD004", "REF001", "REF002", "TYP001", "NAM003", "IDX001"}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    found = tmp_path / "stage.colonnade.yaml"
    found.write_text(MODEL)
    return found


def _rules(result: FixResult, what: Fixing) -> set[str]:
    return {each.rule for each in result.fixes if each.what is what}


def test_a_dry_run_shows_the_diff_and_writes_nothing(path: Path) -> None:
    result, _ = fix_text(str(path), dry=True)
    assert path.read_text() == MODEL
    assert _rules(result, Fixing.WOULD_FIX) == CERTAIN
    assert "-      house_id: integer -> house   # where it is\n" in result.diff
    assert "+      house_id: bigint -> house   # where it is\n" in result.diff
    assert {each.rule for each in result.left.findings} >= CERTAIN, "all is still there"


def test_all_certain_fixes_are_made_and_the_rest_stays(path: Path) -> None:
    result, findings = fix_text(str(path))
    assert path.read_text() == FIXED
    assert _rules(result, Fixing.FIXED) == CERTAIN
    assert not CERTAIN & {each.rule for each in findings}
    assert result.files == (str(path),)
    again, _ = fix_text(str(path))
    assert (again.fixes, again.diff, again.files) == ((), "", ())


def test_renames_are_known_afterwards(path: Path) -> None:
    fix_text(str(path))
    model = load_model(path).model
    assert model.entities["guest"].id == "Guest"
    assert model.entities["guest"].attributes["seen_on"].stable_id == "SeenOn"


def test_a_rename_that_a_view_stands_against_is_left_out(path: Path) -> None:
    """The text of a view does not follow, so no database could be made of the model then."""
    path.write_text(MODEL + '\nviews:\n  seen: select "Name" from "Guest"\n')
    result, _ = fix_text(str(path))
    refused = {each.rule: each.reason for each in result.fixes if each.what is Fixing.REFUSED}
    assert set(refused) == {"NAM003"}
    assert "view" in refused["NAM003"]
    text = path.read_text()
    assert "  Guest:\n" in text
    assert "SeenOn: timestamp\n" in text


def test_a_physical_name_is_what_is_renamed(path: Path) -> None:
    path.write_text(MODEL.replace("  house:\n", "  venue:\n    physical: House\n").replace("-> house", "-> venue"))
    fix_text(str(path))
    assert "  venue:\n    physical: house\n" in path.read_text()


def test_a_key_that_has_to_be_decided_is_not_invented(path: Path) -> None:
    path.write_text(MODEL.replace("Name: text ", "ID: text "))
    result, findings = fix_text(str(path))
    assert "KEY001" in {each.rule for each in findings}
    assert "KEY001" not in {each.rule for each in result.fixes}


def test_suppressed_findings_are_not_fixed(path: Path) -> None:
    settings = '[check]\ndisable = ["NAM003"]\n[[check.suppress]]\nrule = "TYP001"\nreason = "local times"\n'
    (path.parent / "colonnade.toml").write_text(settings)
    fix_text(str(path))
    assert "  Guest:\n" in path.read_text()
    assert "opened: datetime(3)" in path.read_text()


def test_fixes_of_sqlite(path: Path) -> None:
    path.write_text(MODEL.replace("dialect: postgresql", "dialect: sqlite"))
    result, findings = fix_text(str(path))
    assert {"KEY001", "REF001", "IDX001"} <= _rules(result, Fixing.FIXED)
    assert not {"KEY001", "REF001", "IDX001"} & {each.rule for each in findings}


def test_for_other_sources_the_statements_are_told(path: Path) -> None:
    script = path.parent / "stage.sql"
    script.write_text(
        'CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABLE "B" (id bigint PRIMARY KEY, a_id bigint REFERENCES a);\n'
    )
    before = script.read_text()
    said = cln("check", script, "--fix").out
    assert "is no model file, so nothing was changed" in said
    assert 'CREATE INDEX "B_a_id_idx" ON public."B" (a_id);' in said
    assert script.read_text() == before
    statements = [line for line in said.splitlines() if line.startswith(("CREATE", "ALTER"))]
    script.write_text(before + "\n".join(statements))
    assert {each.rule for each in fix_text(str(script))[1]} & {"REF001", "NAM003"} == set(), "they do what they say"


def test_the_command(path: Path) -> None:
    assert "name both" in cln("check", path, "--dry-run", expect=2).err
    said = cln("check", path, "--fix", "--dry-run", expect=1).out
    assert "would fix KEY001 table Guest" in said
    assert "+++ " in said
    document = cln("check", path, "--fix", "--format", "json").document()
    assert document["files"] == [str(path)]
    assert document["failed"] is False
    fixes = document["fixes"]
    assert isinstance(fixes, list)
    assert {each["what"] for each in fixes} == {"fixed"}
