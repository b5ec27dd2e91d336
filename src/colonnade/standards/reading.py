"""Reading a standard from its file: every mistake of it, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from colonnade.dialect import installed
from colonnade.findings import Severity
from colonnade.model.attribute import Attribute
from colonnade.model.facets import TablePurpose
from colonnade.model.language.files import root_of
from colonnade.model.language.jsonschema import class_schema
from colonnade.model.language.nodes import Form, Node, place_of
from colonnade.model.language.plan import plan_of
from colonnade.model.language.reader import Reader
from colonnade.model.parts import Document
from colonnade.model.phrase import SHORT_FORMS, PhraseError
from colonnade.model.problems import ModelError, Problem, ProblemCode
from colonnade.standards.check import ALL_RULES
from colonnade.standards.names import INDEX_PLACES, TABLE_PLACES, places_of
from colonnade.standards.standard import OFF, Module, Purpose, Standard
from colonnade.text import did_you_mean

ENDING = ".standard.yaml"
"""What the name of a standard's file ends in."""
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")


class BadStandardError(ModelError):
    """A standard that can't be used, with every problem that was found."""

    code = "CO167"


def read_standard(text: str, file: str | None = None) -> Standard:
    """The standard in one YAML or JSON text. Raises BadStandardError with every problem of it."""
    try:
        root = root_of(text, file)
    except ModelError as error:
        raise BadStandardError(error.problems) from error
    reader = Reader(file)
    if root.form is not Form.MAP:
        reader.problem(ProblemCode.WRONG_SHAPE, root, "a standard is a mapping", hint="it begins with standard: NAME")
        raise BadStandardError(reader.problems)
    found: Standard | None = reader.thing(Standard, root, ("the standard",))
    if found is not None and not reader.problems:
        for keys, message, hint in _faults(found):
            node = _node(root, keys)
            place = place_of(node, file)
            problem = Problem(code=ProblemCode.WRONG_VALUE, message=message, place=place, hint=hint)
            reader.problems.append(problem)
    if found is None or reader.problems:
        raise BadStandardError(sorted(reader.problems, key=lambda each: (each.place.line or 0, each.place.column or 0)))
    return found


def standard_schema() -> dict[str, Document]:
    """The JSON Schema (draft 2020-12) of a standard's file."""
    return class_schema(Standard, title="Colonnade standard", about="What an organisation demands of every design.")


_Fault = tuple[Sequence[str | int], str, str]
"""Where something is wrong in the file, what, and the way out."""


def _faults(found: Standard) -> Iterator[_Fault]:
    """What the types of a standard can't say."""
    if not _VERSION.fullmatch(found.version):
        yield ("version",), f"{found.version!r} is no version", "three numbers, such as 1.0.0"
    if found.name in found.extends:
        yield ("extends",), f"{found.name} extends itself", ""
    for engine in found.engines:
        if engine not in installed():
            yield ("engines",), f"there is no engine {engine!r}", f"known: {', '.join(installed())}"
    yield from _name_faults(found)
    yield from _purpose_faults(found)
    yield from _number_faults(found)
    yield from _rule_faults(found)
    yield from _dependency_faults(found)
    yield from _exception_faults(found)


def _name_faults(found: Standard) -> Iterator[_Fault]:
    for key, pattern, known in (
        ("table", found.naming.table, TABLE_PLACES),
        ("index", found.naming.index, INDEX_PLACES),
    ):
        for place in places_of(pattern):
            if place not in known:
                told = ", ".join(f"{{{each}}}" for each in sorted(known))
                yield ("naming", key), f"a pattern knows no {{{place}}}", f"known here: {told}"
        if pattern and not places_of(pattern):
            yield ("naming", key), "a pattern without a placeholder allows one name only", ""
        if not re.fullmatch(r"(?:[^\[\]]|\[[^\[\]]*\])*", pattern):
            yield ("naming", key), "a bracket is not closed, or stands in another", ""


def _purpose_faults(found: Standard) -> Iterator[_Fault]:
    known = [each.value for each in TablePurpose]
    line = SHORT_FORMS[Attribute]
    for at, each in enumerate(found.purposes):
        if each.name not in known:
            hint = did_you_mean(each.name, known) or f"known: {', '.join(known)}"
            yield ("purposes", at), f"there is no purpose {each.name!r}", hint
        for name, text in each.columns.items():
            said = _read(line.read, text) if text else None
            if isinstance(said, PhraseError):
                yield ("purposes", at, "columns", name), said.message, said.hint
    groups: tuple[tuple[str, tuple[Module | Purpose, ...]], ...] = (
        ("modules", found.modules),
        ("purposes", found.purposes),
    )
    for kind, members in groups:
        seen: dict[str, str] = {}
        for at, one in enumerate(members):
            if not one.name:
                yield (kind, at), "this one has no name", "write the name in front: vulnerability: {short: [vuln]}"
            for word in (one.name, *one.short):
                if word in seen:
                    yield (kind, at), f"{word!r} stands for {seen[word]} already", ""
                seen.setdefault(word, one.name)


def _read(read: object, text: str) -> object:
    try:
        return read(text)  # type: ignore[operator]
    except PhraseError as error:
        return error


def _number_faults(found: Standard) -> Iterator[_Fault]:
    for section in ("naming", "limits", "targets"):
        part = getattr(found, section)
        for slot in plan_of(type(part)).slots:
            value = getattr(part, slot.field)
            if isinstance(value, int) and value < 1:
                yield (section, slot.key), f"{section}.{slot.key} is less than 1", ""


def _rule_faults(found: Standard) -> Iterator[_Fault]:
    words = [OFF, *(each.value for each in Severity)]
    for rule, said in found.rules.items():
        if rule not in ALL_RULES:
            yield ("rules", rule), f"there is no rule {rule}", did_you_mean(rule, ALL_RULES)
        elif said not in words:
            yield ("rules", rule), f"{rule} can't be {said!r}", f"one of {', '.join(words)}"


def _dependency_faults(found: Standard) -> Iterator[_Fault]:
    known = [each.name for each in found.modules]
    for at, each in enumerate(found.dependencies):
        for key, module in (("from", each.source), ("to", each.target)):
            # a standard that extends another may name that one's modules
            if module not in known and not found.extends:
                hint = did_you_mean(module, known) or f"known: {', '.join(known)}"
                yield ("dependencies", at, key), f"there is no module {module!r}", hint
        if each.source == each.target:
            yield ("dependencies", at), f"{each.source} refers to itself, which every module may", ""
        if each.sync is not None and each.sync.every_minutes is not None and each.sync.every_minutes < 1:
            yield ("dependencies", at, "sync", "every_minutes"), "every_minutes is less than 1", ""


def _exception_faults(found: Standard) -> Iterator[_Fault]:
    for at, each in enumerate(found.exceptions):
        if each.rule not in ALL_RULES:
            yield ("exceptions", at, "rule"), f"there is no rule {each.rule}", did_you_mean(each.rule, ALL_RULES)
        if not each.reason.strip():
            yield ("exceptions", at, "reason"), f"{each.rule} is excepted without a reason", "say why"
        try:
            date.fromisoformat(each.until)
        except ValueError:
            yield ("exceptions", at, "until"), f"{each.until!r} is no day", "such as 2027-06-30"


def _node(root: Node, keys: Iterable[str | int]) -> Node:
    """The node of a key, or of the nearest thing around it."""
    at = root
    for key in keys:
        if isinstance(key, int):
            members = [each for _, each in at.pairs] if at.form is Form.MAP else at.children
            below = members[key] if key < len(members) else None
        else:
            below = at.get(key)
        if below is None:
            return at
        at = below
    return at
