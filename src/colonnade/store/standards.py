"""Standards in files: shipped ones by their names, an organisation's own by their paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from colonnade import standards
from colonnade.errors import InputError
from colonnade.standards import Standard, joined, read_standard
from colonnade.standards.reading import ENDING
from colonnade.store.files import read_file
from colonnade.text import did_you_mean

_SHIPPED = Path(standards.__file__).parent / "shipped"


class UnknownStandardError(InputError):
    """There is no standard of this name, neither beside the file that names it nor shipped."""

    code = "CO168"


class StandardCircleError(InputError):
    """A standard extends itself through others."""

    code = "CO169"


def shipped_standards() -> tuple[str, ...]:
    """Names of the standards that come with the product."""
    return tuple(path.name.removesuffix(ENDING) for path in sorted(_SHIPPED.glob(f"*{ENDING}")))


def load_standards(names: Iterable[str], folder: Path) -> Standard | None:
    """What several standards, and all those that they extend, say together; None for no name.

    A name is that of a file `NAME.standard.yaml` in the folder or one above it, a path relative to the folder, or a
    shipped standard. Raises UnknownStandardError, StandardCircleError, BadStandardError, UnreadableFileError.
    """
    found: dict[Path, Standard] = {}
    for name in names:
        for path, each in _with_extended(name, folder, ()):
            found.setdefault(path, each)
    return joined(tuple(found.values())) if found else None


def load_standard(path: Path) -> Standard:
    """The standard in a file, as it stands there. Raises BadStandardError, UnreadableFileError."""
    return read_standard(read_file(path).text, str(path))


@cache
def _shipped(path: Path) -> Standard:
    return load_standard(path)


def _with_extended(name: str, folder: Path, above: tuple[Path, ...]) -> Iterator[tuple[Path, Standard]]:
    """A standard behind those that it extends."""
    path = _path(name, folder)
    if path in above:
        told = " → ".join(each.name for each in (*above[above.index(path) :], path))
        raise StandardCircleError(f"standards extend each other: {told}", hint="take one of the extends away")
    found = _shipped(path) if path.parent == _SHIPPED else load_standard(path)
    for each in found.extends:
        yield from _with_extended(each, path.parent, (*above, path))
    yield path, found


def _path(name: str, folder: Path) -> Path:
    if name.endswith(ENDING):
        path = folder / name
        if path.is_file():
            return path.resolve()
        raise UnknownStandardError(f"there is no file {path}", hint="a standard's path is relative to what names it")
    here = folder.resolve()
    for each in (here, *here.parents, _SHIPPED):
        if "/" not in name and (path := each / f"{name}{ENDING}").is_file():
            return path
    known = shipped_standards()
    hint = did_you_mean(name, known) or f"shipped: {', '.join(known)}; or a file {name}{ENDING} beside the model"
    raise UnknownStandardError(f"there is no standard {name!r}", hint=hint, fields={"standard": name})
