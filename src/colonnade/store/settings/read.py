"""Settings from the file of a project and from the environment, which overrides it."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, get_args

from colonnade.dialect import installed
from colonnade.errors import InputError
from colonnade.standards import NoReasonError, UnknownRuleError, validate
from colonnade.store.settings.declared import CheckSettings, Settings
from colonnade.store.settings.mistakes import BadSettingsError, Origin, known_keys, mistake, not_toml
from colonnade.store.settings.positions import Path as Keys
from colonnade.store.settings.secret import has_secret
from colonnade.text import did_you_mean

FILE = "colonnade.toml"
PREFIX = "COLONNADE_"
_ENVIRONMENT = "ENVIRONMENTS_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The settings that hold in a folder, and the file they are in."""

    settings: Settings = field(default_factory=Settings)
    file: Path | None = None

    def path(self, relative: str) -> Path:
        """A path of a setting: relative to the settings file, as a person in the working folder writes it."""
        if self.file is None:
            return Path(relative)
        found = self.file.parent / relative
        try:
            return found.relative_to(Path.cwd())
        except ValueError:
            return found


def settings_file(start: Path) -> Path | None:
    """The nearest settings file in a folder or above it."""
    folder = start.resolve()
    return next((each / FILE for each in (folder, *folder.parents) if (each / FILE).is_file()), None)


def open_project(start: Path | None = None, *, environment: Mapping[str, str] | None = None) -> Project:
    """The project that a folder (the working one, without `start`) is in. Raises as `read_settings` does."""
    found = settings_file(start or Path.cwd())
    return Project(settings=_settings(found, os.environ if environment is None else environment), file=found)


def read_check_settings(path: Path) -> CheckSettings:
    """The section `[check]` of a settings file. Raises as `read_settings` does."""
    return read_settings(path).check


def read_settings(path: Path, *, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in a file, overridden by `COLONNADE_SECTION_KEY` in the environment.

    Raises BadSettingsError, UnknownRuleError, NoReasonError, each with the line of the file or the variable.
    """
    return _settings(path, os.environ if environment is None else environment)


def _settings(path: Path | None, environment: Mapping[str, str]) -> Settings:
    text = "" if path is None else _text(path)
    try:
        document: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise not_toml(error, path or Path(FILE), text) from error
    variables = dict(_overrides(environment, document))
    origin = Origin(file=path, text=text, variables={keys: name for keys, (name, _) in variables.items()})
    for keys, (_, value) in variables.items():
        _put(document, keys, value)
    if not document:
        return Settings()
    found = _validated(document, origin)
    _check(found, origin)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadSettingsError(f"can't read {path}: {error.strerror}", hint="check the path and its rights") from error
    except UnicodeDecodeError as error:
        raise not_toml(error, path) from error


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Settings)


def _validated(document: Mapping[str, object], origin: Origin) -> Settings:
    from pydantic import ValidationError

    try:
        # As JSON, strictly: a word becomes a member of an enum and a list a tuple, but no text becomes a number.
        found: Settings = _adapter().validate_json(json.dumps(document, default=str), strict=True)
    except ValidationError as error:
        found_wrong = error.errors(include_input=False, include_url=False)
        # a key that is misspelt explains why another is missing
        first = min(found_wrong, key=lambda each: each["type"] == "missing")
        raise mistake(first["type"], first["loc"], origin) from None
    return found


def variable_of(keys: Sequence[str]) -> str:
    """The environment variable that overrides a setting."""
    return PREFIX + "_".join(keys).upper()


def _overrides(environment: Mapping[str, str], document: Mapping[str, object]) -> Mapping[Keys, tuple[str, object]]:
    """By keys, the variables that override settings, and their values as TOML has them.

    Raises BadSettingsError for one that begins with the name of a section and names no setting of it.
    """
    single = {variable_of(keys): (keys, kind) for keys, kind in known_keys() if not _is_mapping(kind)}
    sections = tuple(f"{PREFIX}{each.name.upper()}_" for each in fields(Settings))
    found: dict[Keys, tuple[str, object]] = {}
    for name in sorted(environment):
        if not name.startswith(sections):
            continue
        if name in single:
            keys, kind = single[name]
            found[keys] = (name, _value(name, environment[name], kind))
        elif name.startswith(PREFIX + _ENVIRONMENT) and name.endswith("_URL"):
            word = name.removeprefix(PREFIX + _ENVIRONMENT).removesuffix("_URL")
            found["environments", _called(word, document), "url"] = (name, environment[name])
        else:
            hint = did_you_mean(name, single) or f"known: {', '.join(sorted(single))}"
            raise BadSettingsError(f"environment variable {name} overrides no setting", hint=hint)
    return found


def _called(word: str, document: Mapping[str, object]) -> str:
    """The environment of a word in a variable; it may be one of the file, whatever its case and its hyphens."""
    known = document.get("environments")
    names = [str(each) for each in known] if isinstance(known, Mapping) else []
    return next((each for each in names if each.upper().replace("-", "_") == word), word.lower())


def _is_mapping(kind: Any) -> bool:
    arguments = get_args(kind)
    return bool(arguments) and (len(arguments) == 2 and arguments[1] is not ... and arguments[0] is str)


def _value(name: str, text: str, kind: Any) -> object:
    arguments = get_args(kind)
    if ... in arguments:
        return [word.strip() for word in text.split(",") if word.strip()]
    if kind is bool:
        if text.lower() not in {"true", "false"}:
            raise BadSettingsError(f"environment variable {name} is neither true nor false")
        return text.lower() == "true"
    if int in (kind, *arguments):
        try:
            return int(text)
        except ValueError:
            raise BadSettingsError(f"environment variable {name} is no whole number") from None
    return text


def _put(document: dict[str, object], keys: Keys, value: object) -> None:
    level = document
    for key in keys[:-1]:
        below = level.setdefault(str(key), {})
        if not isinstance(below, dict):
            return  # the file says something that is no table there, and is refused for it
        level = below
    level[str(keys[-1])] = value


def _check(found: Settings, origin: Origin) -> None:
    """What types can't say. Raises BadSettingsError, UnknownRuleError, NoReasonError."""
    _check_rules(found.check, origin)
    if found.engine.target and found.engine.target not in installed():
        known = installed()
        hint = did_you_mean(found.engine.target, known) or f"known: {', '.join(known)}"
        raise origin.error(("engine", "target"), f"engine.target: there is no engine {found.engine.target!r}", hint)
    numbers = [(("limits", each.name), getattr(found.limits, each.name)) for each in fields(found.limits)]
    numbers += [
        (("engine", "version"), found.engine.version),
        (("plan", "lock_timeout_ms"), found.plan.lock_timeout_ms),
    ]
    for keys, number in numbers:
        if number is not None and number < 1:
            raise origin.error(keys, f"{'.'.join(keys)} is less than 1")
    for name, environment in found.environments.items():
        if has_secret(environment.url):
            raise origin.error(
                ("environments", name, "url"),
                f"environments.{name}.url has a secret in it",
                "put it into an environment variable and write ${NAME} in its place",
            )
    if not found.journal.namespace.isidentifier():
        raise origin.error(
            ("journal", "namespace"), "journal.namespace is no plain name", "letters, digits and underscores"
        )


def _check_rules(check: CheckSettings, origin: Origin) -> None:
    named: list[tuple[Keys, CheckSettings]] = [
        (("check", "disable", at), CheckSettings(disable=(rule,))) for at, rule in enumerate(check.disable)
    ]
    named += [
        (("check", "severity", rule), CheckSettings(severity={rule: severity}))
        for rule, severity in check.severity.items()
    ]
    named += [
        (("check", "suppress", at, "rule"), CheckSettings(suppress=(each,))) for at, each in enumerate(check.suppress)
    ]
    for keys, one in named:
        try:
            validate(one.rules)
        except (UnknownRuleError, NoReasonError) as error:
            raise _placed(error, keys, origin) from None


def _placed(error: InputError, keys: Keys, origin: Origin) -> InputError:
    variable = origin.variables.get(keys) or origin.variables.get(keys[:2])
    if variable is not None:
        error.message = f"environment variable {variable}: {error.message}"
    else:
        error.place = origin.place(keys)
    return error
