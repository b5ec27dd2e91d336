"""A model from the texts of its files: one file, or a first one and those it includes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from colonnade.collector import paused
from colonnade.errors import Place
from colonnade.model.derive.fold import canonical
from colonnade.model.language.document import nodes_of
from colonnade.model.language.joining import doubles, joined
from colonnade.model.language.nodes import Form, Node, parse, place_of
from colonnade.model.language.plan import plan_of
from colonnade.model.language.reader import Path, Reader
from colonnade.model.logical import Model
from colonnade.model.named import HasKey, Named
from colonnade.model.parts import Document, Overlay
from colonnade.model.problems import ModelError, Problem, ProblemCode
from colonnade.model.spelling import Holds
from colonnade.model.validity import Fault, validate

ENGINES = "engines"
OVERLAYS = "overlays"
INCLUDE = "include"
"""Key of the first file that names the others, by patterns relative to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A file as it was read."""

    text: str
    file: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A model and where each thing of it stands."""

    model: Model
    written: Model
    """The model as the files have it, before keys and relationships went to the attributes they are words of."""
    places: Mapping[Path, Place]

    def place(self, path: Path) -> Place | None:
        """Where a thing stands, or the nearest thing around it."""
        for length in range(len(path), 0, -1):
            found = self.places.get(path[:length])
            if found is not None:
                return found
        return None


def read(text: str, file: str | None = None) -> Model:
    """The model in one YAML or JSON text. Raises ModelError with every problem of it."""
    return read_files([SourceText(text=text, file=file)]).model


def root_of(text: str, file: str | None = None) -> Node:
    """The nodes of a file in YAML or JSON. Raises ModelError.

    JSON is read as JSON, because YAML folds a raw U+2028 in quotes, refuses surrogate escapes and has shorter keys;
    what YAML makes of it gives the positions.
    """
    document = _json(text)
    if document is None:
        return parse(text, file=file)
    root = nodes_of(document)
    with suppress(ModelError):
        _take_positions(root, parse(text, file=file))
    return root


def _json(text: str) -> dict[str, Document] | None:
    """The JSON object that a text is, or None where it is something else or has a key twice."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        found = json.loads(text, object_pairs_hook=_no_doubles)
    except (json.JSONDecodeError, _DoubleKey, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _take_positions(node: Node, like: Node) -> None:
    """Give a node, and those in it, the positions of nodes of the same shape."""
    if node.form is not like.form:
        return
    node.line, node.column, node.start, node.end = like.line, like.column, like.start, like.end
    for mine, other in zip(node.children, like.children, strict=False):
        _take_positions(mine, other)
    for (my_key, mine), (other_key, other) in zip(node.pairs, like.pairs, strict=False):
        _take_positions(my_key, other_key)
        _take_positions(mine, other)


class _DoubleKey(Exception):
    """A key of a JSON object is there twice; the error of the YAML parser says where."""


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _DoubleKey
    return found


def includes_of(text: str, file: str | None = None) -> tuple[str, ...]:
    """The patterns of further files that a first file names. Raises ModelError."""
    root = root_of(text, file)
    node = root.get(INCLUDE) if root.form is Form.MAP else None
    if node is None:
        return ()
    items = node.children if node.form is Form.LIST else [node]
    wrong = next((each for each in items if each.form is not Form.SCALAR), None)
    if wrong is not None:
        place = place_of(wrong, file)
        raise ModelError(
            [
                Problem(
                    code=ProblemCode.WRONG_SHAPE,
                    message=f"{INCLUDE!r} is a list of file names",
                    place=place,
                    hint="include: [areas/*.colonnade.yaml]",
                )
            ]
        )
    return tuple(each.text for each in items)


@paused()
def read_files(sources: Sequence[SourceText]) -> Reading:
    """The model in several files; the first one has the header. Raises ModelError with every problem of all of them."""
    problems: list[Problem] = []
    readers: list[Reader] = []
    fields: dict[str, object] = {}
    lists: dict[str, list[HasKey]] = {}
    for at, source in enumerate(sources):
        reader = Reader(source.file)
        readers.append(reader)
        try:
            root = root_of(source.text, source.file)
        except ModelError as error:
            problems.extend(error.problems)
            continue
        found = _fields(reader, root, first=at == 0)
        for name, value in found.items():
            if isinstance(value, Named):
                lists.setdefault(name, []).extend([*value.values(), *value.doubles])
            else:
                fields[name] = value
        problems.extend(reader.problems)
    problems.extend(_across(readers))
    if OVERLAYS in lists:
        overlays = [each for each in lists[OVERLAYS] if isinstance(each, Overlay)]
        problems.extend(_said_twice(overlays, readers))
        lists[OVERLAYS] = [*joined(overlays)]
    if "name" not in fields:
        if not problems:
            problems.append(_no_name(sources))
        raise ModelError(problems)
    written = Model(**fields, **{name: Named(things) for name, things in lists.items()})  # type: ignore[arg-type]
    model = canonical(written)
    reading = Reading(model=model, written=written, places=_places(readers))
    broken = {name for reader in readers for name in reader.broken}
    problems.extend(_placed(each, reading, sources) for each in validate(model) if each.missing not in broken)
    if problems:
        raise ModelError(sorted(problems, key=_order(sources)))
    return reading


def _order(sources: Sequence[SourceText]) -> Callable[[Problem], tuple[int, int, int]]:
    rank = {source.file: at for at, source in enumerate(sources)}

    def key(problem: Problem) -> tuple[int, int, int]:
        place = problem.place
        return (rank.get(place.file, len(rank)), place.line or 0, place.column or 0)

    return key


def _fields(reader: Reader, root: Node, *, first: bool) -> dict[str, object]:
    """The fields of a model that one file says."""
    if root.form is not Form.MAP:
        reader.problem(ProblemCode.WRONG_SHAPE, root, "a model file is a mapping", hint="it begins with model: NAME")
        return {}
    own = Node(
        form=Form.MAP,
        line=root.line,
        column=root.column,
        start=root.start,
        entries=[pair for pair in root.pairs if pair[0].text != INCLUDE or not first],
    )
    fields: dict[str, object] = {}
    reader.fields(plan_of(Model), own, (), fields)
    if not first:
        collections = {slot.field for slot in plan_of(Model).slots if slot.holds in (Holds.NAMED, Holds.TREE)}
        for key, _ in root.pairs:
            slot = plan_of(Model).by_key.get(key.text)
            if slot is not None and slot.field not in collections:
                reader.problem(
                    ProblemCode.CONTRADICTION,
                    key,
                    f"{key.text!r} belongs in the first file of the model",
                    hint="an included file holds areas, bundles, domains, entities, relationships, views and engines",
                )
    return fields


def _across(readers: Iterable[Reader]) -> list[Problem]:
    """Things that stand in two files."""
    problems: list[Problem] = []
    seen: dict[Path, Place] = {}
    for reader in readers:
        for path, node in reader.nodes.items():
            # What several files say of one engine is one overlay.
            if len(path) != 2 or path[0] == ENGINES:
                continue
            place = place_of(node, reader.file)
            if path in seen:
                problems.append(
                    Problem(
                        code=ProblemCode.DUPLICATE,
                        message=f"{path[1]!r} is in {path[0]!r} of two files",
                        place=place,
                        hint=f"the other is at {seen[path]}",
                    )
                )
            seen.setdefault(path, place)
    return problems


def _said_twice(overlays: Sequence[Overlay], readers: Sequence[Reader]) -> Iterator[Problem]:
    """Objects of an engine that stand in two files."""
    for overlay, what in doubles(overlays):
        homes = [reader for reader in readers if (ENGINES, overlay.engine) in reader.nodes]
        if len(homes) < 2:
            # Twice in one file is told where it is read.
            continue
        first, last = (place_of(each.nodes[ENGINES, overlay.engine], each.file) for each in (homes[0], homes[-1]))
        yield Problem(
            code=ProblemCode.DUPLICATE,
            message=f"{what} of engine {overlay.engine!r} is in two files",
            place=last,
            hint=f"what the first says of the engine is at {first}",
        )


def _places(readers: Iterable[Reader]) -> Mapping[Path, Place]:
    return {path: place_of(node, reader.file) for reader in reversed([*readers]) for path, node in reader.nodes.items()}


def _no_name(sources: Sequence[SourceText]) -> Problem:
    return Problem(
        code=ProblemCode.MISSING,
        message="the model has no name",
        place=Place(file=sources[0].file if sources else None, line=1, column=1),
        hint="begin with a line such as model: shop",
    )


def _placed(fault: Fault, reading: Reading, sources: Sequence[SourceText]) -> Problem:
    place = reading.place(fault.path) or Place(file=sources[0].file if sources else None)
    return Problem(code=fault.code, message=fault.message, place=place, hint=fault.hint)
