"""Settings of a project: `colonnade.toml` in the folder at work, or in one above it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from colonnade.errors import InputError, Place
from colonnade.findings import Severity
from colonnade.standards import NoReasonError, RuleSettings, Suppression, UnknownRuleError, validate
from colonnade.text import did_you_mean

FILE = "colonnade.toml"
_SECTIONS = ("project", "check")
_KEYS = ("fail_on", "disable", "severity", "suppress")


class BadSettingsError(InputError):
    """A settings file says something that it can't say."""

    code = "CO194"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """How a project is checked."""

    fail_on: Severity = Severity.ERROR
    """A finding this grave, or graver, makes a check fail."""
    rules: RuleSettings = field(default_factory=RuleSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSettings:
    """What a project is called, and where its model is."""

    name: str = ""
    model: str = ""
    """The first model file, relative to the settings file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of a project."""

    project: ProjectSettings = field(default_factory=ProjectSettings)
    check: CheckSettings = field(default_factory=CheckSettings)


def settings_file(start: Path) -> Path | None:
    """The nearest settings file in a folder or above it."""
    folder = start.resolve()
    return next((each / FILE for each in (folder, *folder.parents) if (each / FILE).is_file()), None)


def read_check_settings(path: Path) -> CheckSettings:
    """The section `[check]` of a settings file. Raises as `read_settings` does."""
    return read_settings(path).check


def read_settings(path: Path) -> Settings:
    """The settings in a file; a section or a setting that nobody knows is an error.

    Raises BadSettingsError, UnknownRuleError, NoReasonError, each with the file.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSettingsError(f"can't read {path}: {error.strerror}", hint="check the path and its rights") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettingsError(f"not TOML: {error}", place=Place(file=str(path))) from error
    try:
        _table(document, FILE, _SECTIONS)
        found = Settings(project=_project(document.get("project", {})), check=_check(document.get("check", {})))
        validate(found.check.rules)
    except (BadSettingsError, UnknownRuleError, NoReasonError) as error:
        error.place = Place(file=str(path))
        raise
    return found


def _project(node: object) -> ProjectSettings:
    section = _table(node, "project", ("name", "model"))
    return ProjectSettings(
        name=_text(section.get("name", ""), "project.name"), model=_text(section.get("model", ""), "project.model")
    )


def _check(node: object) -> CheckSettings:
    section = _table(node, "check", _KEYS)
    severities = _table(section.get("severity", {}), "check.severity", None)
    return CheckSettings(
        fail_on=_severity(section.get("fail_on", Severity.ERROR.value), "check.fail_on"),
        rules=RuleSettings(
            disabled=frozenset(
                _text(each, "check.disable") for each in _list(section.get("disable", []), "check.disable")
            ),
            severities={rule: _severity(word, f"check.severity.{rule}") for rule, word in severities.items()},
            suppressions=tuple(_suppression(each) for each in _list(section.get("suppress", []), "check.suppress")),
        ),
    )


def _suppression(node: object) -> Suppression:
    each = _table(node, "check.suppress", ("rule", "object", "reason"))
    if "rule" not in each:
        raise BadSettingsError("an entry of check.suppress names no rule", hint='for example rule = "KEY001"')
    return Suppression(
        rule=_text(each["rule"], "check.suppress.rule"),
        object=_text(each.get("object", "*"), "check.suppress.object"),
        reason=_text(each.get("reason", ""), "check.suppress.reason"),
    )


def _table(node: object, where: str, keys: tuple[str, ...] | None) -> Mapping[str, object]:
    if not isinstance(node, Mapping):
        raise BadSettingsError(f"{where} is no table")
    for key in node:
        if keys is not None and key not in keys:
            hint = did_you_mean(key, keys) or f"known: {', '.join(keys)}"
            raise BadSettingsError(f"{where} has no setting {key}", hint=hint, fields={"setting": key})
    return node


def _list(node: object, where: str) -> list[object]:
    if not isinstance(node, list):
        raise BadSettingsError(f"{where} is no list")
    return node


def _text(node: object, where: str) -> str:
    if not isinstance(node, str):
        raise BadSettingsError(f"{where} is no text")
    return node


def _severity(node: object, where: str) -> Severity:
    try:
        return Severity(_text(node, where))
    except ValueError:
        known = ", ".join(each.value for each in Severity)
        raise BadSettingsError(f"{where} is none of {known}", fields={"given": node}) from None
