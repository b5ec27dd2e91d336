"""The section [check] of colonnade.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.errors import InputError
from colonnade.findings import Severity
from colonnade.standards import NoReasonError, UnknownRuleError
from colonnade.store.settings import (
    BadSettingsError,
    ProjectSettings,
    read_check_settings,
    read_settings,
    settings_file,
)


def _written(folder: Path, text: str) -> Path:
    path = folder / "colonnade.toml"
    path.write_text(text)
    return path


def test_all_settings(tmp_path: Path) -> None:
    found = read_check_settings(
        _written(
            tmp_path,
            """
            [project]
            name = "shop"
            [check]
            fail_on = "warning"
            disable = ["NAM003"]
            [check.severity]
            REF001 = "error"
            [[check.suppress]]
            rule = "KEY001"
            object = "table tbl_*"
            reason = "replaced next year"
            """,
        )
    )
    assert found.fail_on is Severity.WARNING
    assert found.rules.disabled == {"NAM003"}
    assert found.rules.severities == {"REF001": Severity.ERROR}
    assert [(each.rule, each.object, each.reason) for each in found.rules.suppressions] == [
        ("KEY001", "table tbl_*", "replaced next year")
    ]


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("[check", BadSettingsError, "not TOML"),
        ("check = 1", BadSettingsError, "no table"),
        ("[check]\nfailon = 'error'", BadSettingsError, "failon"),
        ("[check]\nfail_on = 'grave'", BadSettingsError, "fail_on"),
        ("[check]\ndisable = 'NAM003'", BadSettingsError, "no list"),
        ("[check]\ndisable = ['NAM999']", UnknownRuleError, "NAM999"),
        ("[[check.suppress]]\nobject = '*'\nreason = 'x'", BadSettingsError, "names no rule"),
        ("[[check.suppress]]\nrule = 'KEY001'", NoReasonError, "without a reason"),
    ],
)
def test_what_is_wrong_is_told_with_the_file(tmp_path: Path, text: str, error: type[InputError], said: str) -> None:
    path = _written(tmp_path, text)
    with pytest.raises(error) as raised:
        read_check_settings(path)
    assert said in raised.value.message
    assert raised.value.place is not None
    assert raised.value.place.file == str(path)


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    path = _written(tmp_path, "")
    assert settings_file(below) == path
    nearer = _written(below, "")
    assert settings_file(below) == nearer


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[chekc]\n", "did you mean check"),
        ("[project]\nmodle = 'a'\n", "did you mean model"),
        ("[project]\nname = 1\n", "project.name is no text"),
        ("project = 1\n", "project is no table"),
    ],
)
def test_a_section_or_a_setting_that_nobody_knows_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "colonnade.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettingsError, match=message) as caught:
        read_settings(path)
    assert str(path) in str(caught.value)


def test_the_project_is_read(tmp_path: Path) -> None:
    path = tmp_path / "colonnade.toml"
    path.write_text('[project]\nname = "shop"\nmodel = "shop.colonnade.yaml"\n', encoding="utf-8")
    assert read_settings(path).project == ProjectSettings(name="shop", model="shop.colonnade.yaml")
