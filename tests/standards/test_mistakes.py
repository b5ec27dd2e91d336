"""Mistakes that real designs were found to have: each is reported in its wrong form, and not in its right one.

A case is a folder of tests/cases/mistakes with `bad.sql`, `good.sql` and `case.yaml`, which says the engine, perhaps
the standard, and what must be reported: a rule, or the code of the error with which the whole source is refused.
Some are migrations, which `lint` reads and `check` does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
import yaml

from colonnade.connect.servers.server import PostgresServer
from colonnade.dialects.postgresql.lint.book import SCRIPT_RULES
from colonnade.errors import ColonnadeError
from colonnade.standards import ALL_RULES
from colonnade.store.settings import CheckSettings, Project, Settings
from colonnade.workspace.checking import check_source
from colonnade.workspace.linting.running import Linting, lint_migrations
from colonnade.workspace.source import read_source

CASES = Path(__file__).resolve().parents[1] / "cases" / "mistakes"
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "known-mistakes.md"


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """One case."""

    folder: Path

    @cached_property
    def said(self) -> dict[str, str]:
        """What `case.yaml` says."""
        found: dict[str, str] = yaml.safe_load((self.folder / "case.yaml").read_text())
        return found

    def found(self, name: str) -> set[str]:
        """The rules that report something about a file, or the code of the error that refuses it."""
        if self.said.get("by") == "lint":
            linting = Linting(paths=(str(self.folder / name),), engine=self.said["engine"])
            return {each.rule for each in lint_migrations(linting).findings}
        names = (self.said["standard"],) if "standard" in self.said else ()
        project = Project(settings=Settings(check=CheckSettings(standards=names)))
        try:
            source = read_source(str(self.folder / name), engine=self.said["engine"], project=project)
        except ColonnadeError as error:
            return {error.code}
        return {each.rule for each in check_source(source)}


MISTAKES = [Mistake(folder=each) for each in sorted(CASES.iterdir()) if each.is_dir()]


def _id(mistake: Mistake) -> str:
    return mistake.folder.name


@pytest.mark.parametrize("mistake", MISTAKES, ids=_id)
def test_the_mistake_is_reported(mistake: Mistake, pg: PostgresServer) -> None:
    assert mistake.said["finds"] in mistake.found("bad.sql")


# the Good examples of all rules run always; these are whole designs, and most of them are a database each
@pytest.mark.full
@pytest.mark.parametrize("mistake", MISTAKES, ids=_id)
def test_the_right_form_is_not(mistake: Mistake, pg: PostgresServer) -> None:
    found = mistake.found("good.sql")
    assert not {each for each in found if each.startswith("CO")}, "the right form is refused"
    assert mistake.said["finds"] not in found


def test_every_case_names_a_rule_or_a_refusal() -> None:
    said = {each.said["finds"] for each in MISTAKES}
    assert {each for each in said if not each.startswith("CO")} <= {*ALL_RULES, *SCRIPT_RULES.rules}


def test_the_guide_tells_what_each_case_is_found_as() -> None:
    told = dict(re.findall(r"^\| (E\w-\d\d[\w-]*) \| [^|]+ \| \[(\w+)\]", GUIDE.read_text(), re.MULTILINE))
    assert told == {each.folder.name: each.said["finds"] for each in MISTAKES}


def test_no_mistake_is_told_as_both() -> None:
    shown, _, other = GUIDE.read_text().partition("## What no design shows")
    rows = re.compile(r"^\| (E\w-\d\d)", re.MULTILINE)
    assert not set(rows.findall(shown)) & set(rows.findall(other))
