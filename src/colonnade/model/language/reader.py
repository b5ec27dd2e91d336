"""The reader of the language: nodes to the values of the model, every problem noted with its place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from colonnade.model.language.nodes import Form, Node
from colonnade.model.language.plan import IS, PLAIN_TEXT_FIELD, KeyStyle, Plan, Slot, plan_of
from colonnade.model.language.values import ABSENT, ValueReader
from colonnade.model.named import Named
from colonnade.model.parts import Overlay
from colonnade.model.phrase import PhraseError, Short
from colonnade.model.phrase.short import Fields
from colonnade.model.problems import ProblemCode
from colonnade.model.spelling import Holds
from colonnade.text import did_you_mean

Path = tuple[str, ...]
"""Where a thing is in the model: keys of the file from the root, such as ("entities", "order", "attributes", "id")."""


@lru_cache(maxsize=16384)
def _phrase(short: Short[Any], text: str) -> Fields | PhraseError:
    """What a short form says; the same line is often written many times."""
    try:
        return short.read(text)
    except PhraseError as error:
        return error


class Reader(ValueReader):
    """Reads the nodes of one file. Problems are collected in `problems`, positions of named things in `nodes`."""

    def __init__(self, file: str | None = None) -> None:
        super().__init__(file)
        self.nodes: dict[Path, Node] = {}
        self.broken: set[str] = set()
        """Names of things that have a problem and are left out."""

    def thing(self, of: type[Any], node: Node, path: Path, known: Fields | None = None) -> Any | None:
        """A value of a class from its short or long form, or None after a problem. `known` comes from its key."""
        plan = plan_of(of)
        fields: Fields = dict(known) if known else {}
        if node.form is Form.SCALAR:
            failed = set[str]() if self._short(plan, node, fields) else {IS}
        elif node.form is Form.MAP:
            failed = self.fields(plan, node, path, fields)
        else:
            self.problem(ProblemCode.WRONG_SHAPE, node, f"{in_words(path)} can't be a list")
            return None
        missing = [slot for slot in plan.required if slot.field not in fields]
        for slot in missing:
            if slot.field not in failed and IS not in failed:
                self.problem(ProblemCode.MISSING, node, f"{in_words(path)} has no {slot.key!r}", hint=slot.about)
        return None if missing else plan.make(**fields)

    def _short(self, plan: Plan, node: Node, fields: Fields) -> bool:
        text_field = PLAIN_TEXT_FIELD.get(plan.of)
        if text_field is not None:
            fields[text_field] = node.text
            return True
        if node.is_empty:
            return True
        if plan.short is None:
            self.problem(
                ProblemCode.WRONG_SHAPE,
                node,
                "this needs its keys on lines of their own, indented",
                hint=f"keys: {', '.join(plan.by_key)}",
            )
            return False
        found = _phrase(plan.short, node.text)
        if isinstance(found, PhraseError):
            hint = found.hint or f"the short form is: {plan.short.shape}"
            self.problem(ProblemCode.SHORT_FORM, node, found.message, hint=hint, offset=found.offset)
            return False
        fields.update(found)
        return True

    def fields(self, plan: Plan, node: Node, path: Path, fields: Fields) -> set[str]:
        """Put the fields that a mapping says into `fields`, and return those that have a problem."""
        failed: set[str] = set()
        seen: dict[str, Node] = {}
        for key, value in node.pairs:
            name = key.text
            if name in seen:
                hint = f"first in line {seen[name].line}"
                self.problem(ProblemCode.DUPLICATE, key, f"{name!r} is there twice", hint=hint)
                continue
            seen[name] = key
            slot = plan.by_key.get(name)
            if slot is not None:
                read = self.slot(slot, value, path)
                if read is ABSENT:
                    failed.add(slot.field)
                elif slot.field in fields and name != "name":
                    message = f"{name!r} is said by the short form beside it already"
                    self.problem(ProblemCode.CONTRADICTION, key, message)
                else:
                    fields[slot.field] = read
            elif name == IS and (plan.short is not None or plan.of in PLAIN_TEXT_FIELD):
                if not self._is(plan, value, fields):
                    failed.add(IS)
            else:
                known = [*plan.by_key, IS] if plan.short is not None else [*plan.by_key]
                hint = did_you_mean(name, known) or f"known here: {', '.join(known)}"
                self.problem(ProblemCode.UNKNOWN_KEY, key, f"unknown key {name!r} in {in_words(path)}", hint=hint)
        return failed

    def _is(self, plan: Plan, value: Node, fields: Fields) -> bool:
        if value.form is not Form.SCALAR:
            self.problem(ProblemCode.WRONG_SHAPE, value, f"{IS!r} holds the short form, one line of text")
            return False
        said: Fields = {}
        if not self._short(plan, value, said):
            return False
        double = [field for field in said if field in fields and field != "name"]
        if double:
            self.problem(ProblemCode.CONTRADICTION, value, f"{double[0]!r} is said here and by a key beside it")
            return False
        fields.update(said)
        return True

    def slot(self, slot: Slot, node: Node, path: Path) -> Any:
        """The value of a field, or `ABSENT` after a problem."""
        if node.is_empty and slot.holds is not Holds.TREE:
            return slot.default if not slot.required else self.wrong(node, f"{slot.key!r} is empty", slot.about)
        match slot.holds:
            case Holds.PART:
                found = self.thing(_class(slot), node, (*path, slot.key))
                return ABSENT if found is None else found
            case Holds.PARTS:
                return tuple(self.things(_class(slot), node, (*path, slot.key)))
            case Holds.NAMED:
                return Named(self.things(_class(slot), node, (*path, slot.key)))
            case Holds.TREE:
                return self._tree(slot, node, path)
            case _:
                return self.value(slot, node)

    def things(self, of: type[Any], node: Node, path: Path) -> list[Any]:
        """The members of a collection, written as a list or by name, without those that have a problem."""
        plan = plan_of(of)
        if node.form is Form.SCALAR:
            node = Node(form=Form.LIST, line=node.line, column=node.column, start=node.start, items=[node])
        found: list[Any] = []
        seen: dict[str, Node] = {}
        for name, key, value in self._members(plan, node):
            thing = self._member(plan, name, key, value, path)
            if thing is None:
                continue
            if name is not None and plan.has_optional_name and not thing.name:
                # in a mapping every member needs a key, so one that is made from the thing is no name
                is_name = node.form is Form.LIST or plan.derived_key(thing) != name
                thing = plan.renamed(thing, name) if is_name else thing
            found.append(thing)
            if plan.key_style is not KeyStyle.NONE:
                self._note(path, thing.key, key, seen)
        return found

    def _members(self, plan: Plan, node: Node) -> list[tuple[str | None, Node, Node]]:
        """Name, where it was given, node of the name and node of the body of each member."""
        if node.form is Form.MAP:
            return [(key.text, key, value) for key, value in node.pairs]
        members: list[tuple[str | None, Node, Node]] = []
        for item in node.children:
            pairs = item.pairs
            if len(pairs) == 1 and pairs[0][0].text not in plan.by_key and pairs[0][0].text != IS:
                members.append((pairs[0][0].text, pairs[0][0], pairs[0][1]))
            else:
                members.append((None, item, item))
        return members

    def _member(self, plan: Plan, name: str | None, key: Node, value: Node, path: Path) -> Any | None:
        known: Fields = {}
        if plan.key_style in (KeyStyle.NAME, KeyStyle.QUALIFIED):
            if name is None:
                self.problem(ProblemCode.MISSING, key, "this one has no name", hint="write - name: ...")
                return None
            try:
                known = plan.key_fields(name)
            except ValueError as error:
                self.problem(ProblemCode.WRONG_VALUE, key, str(error), hint="quote the part that holds the dot")
                return None
        thing = self.thing(plan.of, value, (*path, name or ""), known)
        if thing is None:
            self.broken.add(name or "")
            return None
        return thing

    def _note(self, path: Path, key: str, node: Node, seen: dict[str, Node]) -> None:
        if key in seen:
            self.problem(
                ProblemCode.DUPLICATE,
                node,
                f"{in_words((*path, key))} is there twice",
                hint=f"first in line {seen[key].line}; give one of them another name",
            )
        seen.setdefault(key, node)
        self.nodes.setdefault((*path, key), node)

    def _tree(self, slot: Slot, node: Node, path: Path) -> Any:
        if node.form is not Form.MAP:
            return self.wrong_shape(slot, node)
        found: list[Overlay] = []
        for key, value in node.pairs:
            document = self.document(value)
            if not isinstance(document, dict):
                self.problem(ProblemCode.WRONG_SHAPE, value, f"engine {key.text!r} holds objects by kind and id")
                return ABSENT
            if (*path, slot.key, key.text) in self.nodes:
                self.problem(ProblemCode.DUPLICATE, key, f"{key.text!r} is there twice")
            self.nodes[(*path, slot.key, key.text)] = key
            found.append(Overlay(engine=key.text, document=document))
        return Named(found)


def _class(slot: Slot) -> type[Any]:
    if slot.of is None:
        raise TypeError(f"{slot.field} is spelled as a part of nothing")
    return slot.of


def in_words(path: Path) -> str:
    """A thing of the model in words: `attribute 'email' of entity 'customer'`."""
    words = []
    for at in range(0, len(path) - 1, 2):
        kind = _SINGULAR.get(path[at], path[at])
        words.append(f"{kind} {path[at + 1]!r}" if path[at + 1] else kind)
    if len(path) % 2:
        words.append(f"{path[-1]!r}")
    return " of ".join(reversed(words)) or "the model"


_SINGULAR: Mapping[str, str] = {
    "entities": "entity",
    "attributes": "attribute",
    "domains": "domain",
    "relationships": "relationship",
    "views": "view",
    "indexes": "index",
    "keys": "key",
    "checks": "check",
    "rules": "rule",
    "triggers": "trigger",
    "areas": "area",
    "bundles": "bundle",
    "engines": "engine",
    "partitions": "partition",
}
