"""Models in files: one file, or a first one and those it includes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from colonnade.errors import InputError, Place
from colonnade.model import Model
from colonnade.model.language import Reading, SourceText, includes_of, json_of, read_files, write
from colonnade.store.files import TextFile, read_file, write_files
from colonnade.store.respell import Respelling, respelled
from colonnade.store.split import split_texts

MAX_FILES = 2000
"""A model in more files than this is refused."""

JSON_ENDING = ".json"


class IncludeError(InputError):
    """A pattern of an include leads nowhere, or out of the folder of the model."""

    code = "CO196"


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A model and the files it came from, the first one first."""

    model: Model
    files: tuple[TextFile, ...]
    reading: Reading

    @property
    def path(self) -> Path:
        """The first file."""
        return self.files[0].path

    @property
    def places(self) -> Mapping[tuple[str, ...], Place]:
        """Where each named thing stands."""
        return self.reading.places


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was written."""

    written: tuple[Path, ...]
    how: Respelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Files that would be written, with their new texts."""

    changed: tuple[tuple[TextFile, str], ...]
    how: Respelling


def load_model(path: Path) -> Loaded:
    """The model in a file and those it includes.

    Raises ModelError with every mistake of all of them, UnreadableFileError, IncludeError.
    """
    first = read_file(path)
    files = (first, *(read_file(each) for each in _included(first)))
    reading = read_files([_source(each) for each in files])
    return Loaded(model=reading.model, files=files, reading=reading)


def _source(file: TextFile) -> SourceText:
    return SourceText(text=file.text, file=str(file.path))


def _included(first: TextFile) -> list[Path]:
    """The files that the patterns of a first file name, in the order of the patterns, each once."""
    folder = first.path.parent
    home = folder.resolve()
    found: dict[Path, Path] = {}
    for pattern in includes_of(first.text, str(first.path)):
        if not pattern or Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            raise IncludeError(
                f"{first.path} includes {pattern!r}, which is not a pattern inside its folder",
                hint="include: [areas/*.colonnade.yaml]",
            )
        matches = sorted(each for each in folder.glob(pattern) if each.is_file())
        if not matches:
            raise IncludeError(
                f"{first.path} includes {pattern!r}, but there is no such file", hint=f"patterns start in {folder}"
            )
        for each in matches:
            real = each.resolve()
            if not real.is_relative_to(home):
                raise IncludeError(f"{each} leads out of {folder}", hint="copy the file instead of linking it")
            if real != first.path.resolve():
                found.setdefault(real, each)
    if len(found) > MAX_FILES:
        raise IncludeError(f"{first.path} includes more than {MAX_FILES} files")
    return list(found.values())


def save_model(loaded: Loaded, model: Model) -> Saved:
    """Write what is different in a model to the files it came from; all else in them stays as people wrote it.

    Raises ChangedMeanwhileError when a file was written by somebody else since it was loaded, UnwritableFileError.
    """
    preview = preview_model(loaded, model)
    write_files(preview.changed)
    return Saved(written=tuple(file.path for file, _ in preview.changed), how=preview.how)


def preview_model(loaded: Loaded, model: Model) -> Preview:
    """What `save_model` would write."""
    sources = [_source(each) for each in loaded.files]
    if loaded.path.suffix == JSON_ENDING and len(sources) == 1:
        texts, how = [json_of(model)], Respelling.WHOLE
    else:
        new, how = respelled(sources, loaded.reading, model)
        texts = [each.text for each in new]
    changed = [(file, text) for file, text in zip(loaded.files, texts, strict=True) if text != file.text]
    return Preview(changed=tuple(changed), how=how)


def write_model(path: Path, model: Model, *, split: bool = False) -> tuple[Path, ...]:
    """Write a model to new files, in canonical text (JSON where the path ends in .json), and return them.

    With `split`, entities and views go to a file for each area, or each namespace where no area is stated, and overlays
    to one for each engine. Files that are there are written over. Raises UnwritableFileError.
    """
    if path.suffix == JSON_ENDING:
        texts = {path: json_of(model)}
    elif split:
        texts = {path.parent / name: text for name, text in split_texts(model, path.name).items()}
    else:
        texts = {path: write(model)}
    write_files([(TextFile(path=each, text=""), text) for each, text in texts.items()], check=False)
    return tuple(texts)
