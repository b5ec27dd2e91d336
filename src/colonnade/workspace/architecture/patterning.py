"""Patterns: listed, shown, and put into the file of a model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from colonnade.blueprints import read_proof
from colonnade.dialect import load
from colonnade.edits import Add, Batch, Change, Edit, EditRefusedError, PutOverlay, edit_document
from colonnade.edits.refusal import Reason
from colonnade.errors import InputError
from colonnade.model import Model
from colonnade.patterns import Pattern, PatternClashError, edits_of, pattern, patterns
from colonnade.store import load_model, preview_model, save_model
from colonnade.store.settings import open_project
from colonnade.workspace.design.change_log import logged
from colonnade.workspace.design.fixing import text_diff

_WIDEST = "postgresql"
"""The engine whose words are the portable ones."""


class NoModelFileError(InputError):
    """A pattern is put into a model file and into nothing else."""

    code = "CO129"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPattern:
    """A pattern in a list."""

    name: str
    title: str
    about: str
    engines: tuple[str, ...]
    also: tuple[str, ...]
    """Other names that it is known by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSetting:
    """What a pattern takes."""

    name: str
    kind: str
    about: str
    default: str | None
    """Absent: it must be given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPattern(ListedPattern):
    """A pattern with its page."""

    adds: str
    takes: tuple[TakenSetting, ...]
    fallbacks: Mapping[str, str]
    """By engine, what is otherwise there."""
    page: str
    """Markdown."""
    promises: tuple[str, ...]
    """What is proven of it on real engines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEdit:
    """An edit of a model."""

    edit: str
    """What it does: `add`, `change`, `put_overlay`."""
    at: tuple[str, ...]
    """What it adds or changes, as a path in the model."""
    document: str
    """The whole edit, JSON in the notation of edits."""

    @classmethod
    def of(cls, edit: Edit) -> MadeEdit:
        """An edit as a result tells it."""
        match edit:
            case Add():
                at = (*edit.into, edit.key)
            case Change():
                at = (*edit.at, edit.field)
            case PutOverlay():
                at = ("engines", edit.engine, edit.object_kind, edit.object_id)
            case _:
                at = ()
        return cls(edit=edit.kind, at=at, document=json.dumps(edit_document(edit), ensure_ascii=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedPattern:
    """What putting a pattern into a model did, or would do."""

    pattern: str
    entity: str
    edits: tuple[MadeEdit, ...]
    diff: str
    """What changed, or would, in the files of the model."""
    files: tuple[str, ...]
    """Those that were written; none in a dry run."""


def listed_patterns() -> tuple[ListedPattern, ...]:
    """All patterns by name."""
    return tuple(
        ListedPattern(
            name=each.name,
            title=each.card.title,
            about=each.card.about,
            engines=each.card.engines,
            also=each.card.also,
        )
        for each in patterns()
    )


def shown_pattern(name: str) -> ShownPattern:
    """One pattern with its page. Raises UnknownPatternError."""
    found = pattern(name)
    card = found.card
    return ShownPattern(
        name=found.name,
        title=card.title,
        about=card.about,
        engines=card.engines,
        also=card.also,
        adds=card.adds,
        takes=tuple(
            TakenSetting(name=word, kind=each.kind.value, about=each.about, default=each.default)
            for word, each in card.takes.items()
        ),
        fallbacks=card.fallbacks,
        page=found.page.read_text(encoding="utf-8"),
        promises=tuple(dict.fromkeys(each.what for each in read_proof(found.proof).cases)),
    )


def with_pattern(found: Pattern, model: Model, to: str, settings: Mapping[str, str]) -> tuple[Model, Batch]:
    """A model with a pattern in it, and the edits that put it there.

    Raises BadPatternCallError, AlreadyAppliedError, PatternClashError, EditRefusedError.
    """
    batch = Batch(edits=edits_of(found, model, to, settings, load(_WIDEST)))
    try:
        return batch.apply(model), batch
    except EditRefusedError as error:
        if error.reason is not Reason.NAME_TAKEN:
            raise
        raise PatternClashError(error.message, hint="choose other names with --set") from error


def apply_pattern(name: str, path: Path, *, to: str, settings: Mapping[str, str], dry: bool = False) -> AppliedPattern:
    """Put a pattern into a model file; comments and all else in it stay. With `dry` nothing is written.

    Raises UnknownPatternError, NoModelFileError, what `with_pattern` raises, and what loading and saving a model raise.
    """
    found = pattern(name)
    if path.suffix not in {".yaml", ".yml", ".json"}:
        raise NoModelFileError(f"{path} is no model file", hint="`colonnade import` makes one of any source")
    loaded = load_model(path)
    after, batch = with_pattern(found, loaded.model, to, settings)
    after = logged(loaded.model, after, open_project())
    preview = preview_model(loaded, after)
    written = () if dry else save_model(loaded, after).written
    return AppliedPattern(
        pattern=found.name,
        entity=to,
        edits=tuple(MadeEdit.of(each) for each in batch.edits),
        diff=text_diff(preview),
        files=tuple(str(each) for each in written),
    )
