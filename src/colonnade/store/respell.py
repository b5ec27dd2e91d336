"""The texts of a model's files after the model has changed.

What people wrote stays, byte for byte, where it still holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from colonnade.edits import GoneError, changes
from colonnade.model import Model, Named
from colonnade.model.language import ModelError, Reading, SourceText, document_of, read_files, write
from colonnade.model.language.plan import plan_of, with_fields
from colonnade.model.language.writer import outline, text_of
from colonnade.model.spelling import Holds
from colonnade.store.members import NotThereError
from colonnade.store.splice import spliced


class Respelling(StrEnum):
    """How much of the files was written anew."""

    NOTHING = "nothing"
    IN_PLACE = "in place"
    REFOLDED = "in place, and keys and relationships went to the attributes they are words of"
    WHOLE = "every file as a whole; comments are lost"


def respelled(files: Sequence[SourceText], reading: Reading, after: Model) -> tuple[tuple[SourceText, ...], Respelling]:
    """The files such that they read as `after`, where `reading` is what they read as now.

    What comes out is read again before it is returned, so it never says anything else than `after`.
    """
    if reading.model == after:
        return tuple(files), Respelling.NOTHING
    for base, how in ((reading.model, Respelling.IN_PLACE), (reading.written, Respelling.REFOLDED)):
        try:
            found = spliced(files, document_of(base), changes(base, after))
            if read_files(found).model == after:
                return tuple(found), how
        except (NotThereError, ModelError, GoneError):
            continue
    return tuple(_rewritten(files, reading, after)), Respelling.WHOLE


def _rewritten(files: Sequence[SourceText], reading: Reading, after: Model) -> list[SourceText]:
    """Every file in canonical text; each member stays in its file, a new one goes to the first."""
    if len(files) == 1:
        return [replace(files[0], text=_with_include(write(after), files[0]))]
    homes: dict[tuple[str, ...], str | None] = {
        path: place.file for path, place in reading.places.items() if len(path) == 2
    }
    parts: list[SourceText] = []
    for at, each in enumerate(files):
        fields: dict[str, object] = {
            slot.field: Named(
                member
                for member in getattr(after, slot.field).values()
                if homes.get((slot.key, member.key), files[0].file) == each.file
            )
            for slot in plan_of(Model).slots
            if slot.holds in (Holds.NAMED, Holds.TREE)
        }
        part: Model = with_fields(after, fields)
        out = outline(part)
        if at:
            out = {key: value for key, value in out.items() if key in _sections()}
        text = text_of(out) if out else ""
        parts.append(replace(each, text=_with_include(text, each) if not at else text))
    if read_files(parts).model != after:
        # members have gone to another order than the files have: one file then says it all
        return [replace(files[0], text=write(after)), *(replace(each, text="") for each in files[1:])]
    return parts


def _sections() -> set[str]:
    return {slot.key for slot in plan_of(Model).slots if slot.holds in (Holds.NAMED, Holds.TREE)}


def _with_include(text: str, file: SourceText) -> str:
    """The text with the line that includes other files, as it was in the first one."""
    from_file = [line for line in file.text.splitlines() if line.startswith("include:")]
    if not from_file:
        return text
    first, _, rest = text.partition("\n")
    return f"{first}\n{from_file[0]}\n{rest}"
