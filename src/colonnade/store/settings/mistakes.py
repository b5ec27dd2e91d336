"""What is wrong in settings, said with the place: the line of the file, or the variable of the environment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from colonnade.errors import InputError, Place
from colonnade.standards import NoReasonError
from colonnade.store.settings.declared import Settings
from colonnade.store.settings.positions import Path as Keys
from colonnade.store.settings.positions import positions
from colonnade.text import did_you_mean

_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_WORDS = {
    "string_type": "is no text",
    "int_type": "is no whole number",
    "int_parsing": "is no whole number",
    "bool_type": "is neither true nor false",
    "tuple_type": "is no list",
    "dict_type": "is no table",
    "dataclass_type": "is no table",
    "mapping_type": "is no table",
}
"""What pydantic's error types mean here; no value is told, because it may be a secret."""


class BadSettingsError(InputError):
    """A settings file, or a variable that overrides it, says something that it can't say."""

    code = "CO194"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where settings come from: a file with its text, and variables by the keys that they override."""

    file: Path | None = None
    text: str = ""
    variables: Mapping[Keys, str] = field(default_factory=dict)

    def place(self, keys: Sequence[str | int]) -> Place | None:
        """The place of a key, or of the nearest thing around it that is written down."""
        if self.file is None:
            return None
        found = positions(self.text)
        for size in range(len(keys), 0, -1):
            if (at := found.get(tuple(keys[:size]))) is not None:
                return Place(file=str(self.file), line=at[0], column=at[1])
        return Place(file=str(self.file))

    def error(self, keys: Sequence[str | int], message: str, hint: str = "") -> BadSettingsError:
        """A mistake at a key."""
        variable = self.variables.get(tuple(keys))
        fields = {"setting": dotted(keys)}
        if variable is not None:
            return BadSettingsError(f"environment variable {variable}: {message}", hint=hint, fields=fields)
        return BadSettingsError(message, hint=hint, place=self.place(keys), fields=fields)


def dotted(keys: Sequence[str | int]) -> str:
    """Keys as people write them; entries of lists are counted from 1."""
    return ".".join(str(each) if isinstance(each, str) else str(each + 1) for each in keys)


def not_toml(error: ValueError, file: Path, text: str = "") -> BadSettingsError:
    """A file is no TOML at all."""
    said = str(error)
    found = _TOML_PLACE.search(said)
    line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    if found is not None and found[1]:
        line, column = int(found[1]), int(found[2])
    return BadSettingsError(
        f"not TOML: {_TOML_PLACE.sub('', said)}", place=Place(file=str(file), line=line, column=column)
    )


def mistake(kind: str, keys: Keys, origin: Origin) -> InputError:
    """The error for one of pydantic's, by its type and its place in the document."""
    where = dotted(keys)
    match kind:
        case "unexpected_keyword_argument":
            above = dotted(keys[:-1]) or "colonnade.toml"
            known = [each.name for each in fields(section)] if (section := _class_at(keys[:-1])) is not None else []
            hint = did_you_mean(str(keys[-1]), known) or f"known: {', '.join(known)}"
            return origin.error(keys, f"{above} has no setting {keys[-1]}", hint)
        case "missing" if keys[-1] == "reason":
            hint = 'say why: reason = "…"'
            return NoReasonError(f"{dotted(keys[:-1])} is without a reason", hint=hint, place=origin.place(keys))
        case "missing":
            return origin.error(keys, f"{dotted(keys[:-1])} names no {keys[-1]}")
        case "enum":
            words = [each.value for each in _words_at(keys)]
            return origin.error(keys, f"{where} is none of {', '.join(words)}")
        case _:
            return origin.error(keys, f"{where} {_WORDS.get(kind, 'is not what it has to be')}")


def known_keys(start: type = Settings, above: tuple[str, ...] = ()) -> Iterable[tuple[tuple[str, ...], Any]]:
    """Every setting that one value can be given, by its keys, with its type."""
    hints = get_type_hints(start)
    for each in fields(start):
        kind = hints[each.name]
        if is_dataclass(kind) and isinstance(kind, type):
            yield from known_keys(kind, (*above, each.name))
        else:
            yield (*above, each.name), kind


def _type_at(keys: Sequence[str | int]) -> Any:
    kind: Any = Settings
    for key in keys:
        if is_dataclass(kind) and isinstance(kind, type):
            kind = get_type_hints(kind).get(str(key))
        elif (arguments := get_args(kind)) and get_origin(kind) not in {Union, UnionType}:
            # the last argument is the value of a mapping; a list has one kind of entries, and `...` behind it
            kind = next(each for each in reversed(arguments) if each is not ...)
        else:
            return None
    return kind


def _class_at(keys: Sequence[str | int]) -> type | None:
    kind = _type_at(keys)
    return kind if isinstance(kind, type) and is_dataclass(kind) else None


def _words_at(keys: Sequence[str | int]) -> Iterable[StrEnum]:
    kind = _type_at(keys)
    return list(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else []
