"""The edits: add, remove, rename, change and move anything that has a name, and what an engine needs beyond it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from colonnade.edits.edit import Edit
from colonnade.edits.naming import renamed
from colonnade.edits.place import Place, find_place
from colonnade.edits.primitive import Path, Primitive, Put, Remove, Set
from colonnade.edits.refusal import EditRefusedError, Reason
from colonnade.edits.stepping import refuse_problems, stepped
from colonnade.edits.unused import without
from colonnade.model import Document, Model
from colonnade.model.derive.references import with_id_of
from colonnade.model.language.document import document_of, nodes_of
from colonnade.model.language.reader import Reader
from colonnade.model.language.values import ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Add(Edit):
    """Add a thing to a collection, such as ("entities",) or ("entities", "order", "attributes").

    `value` is its long form or its short one. A key for a thing that has no name of its own may be empty.
    """

    kind: ClassVar[str] = "add"

    into: Path
    key: str
    value: Document
    before: str | None = None

    def changed(self, model: Model) -> Model:
        place = find_place(model, self.into)
        reader = Reader()
        things = reader.things(place.of, nodes_of({self.key: self.value} if self.key else [self.value]), self.into)
        refuse_problems(reader)
        thing = things[0]
        if thing.key in place.members:
            raise EditRefusedError(
                f"{thing.key!r} is there already", reason=Reason.NAME_TAKEN, blocking=[(*self.into, thing.key)]
            )
        if any(getattr(each, "id", each.key) == thing.id for each in place.members.values()):
            raise EditRefusedError(
                f"something that is called otherwise now has the id {thing.id!r}",
                reason=Reason.NAME_TAKEN,
                hint="give the new one an id of its own",
            )
        before = place.key_of(self.before) if self.before is not None else None
        return place.with_members(place.members.put(thing, before=before))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop(Edit):
    """Remove a thing. What names it is refused as blocking, or goes too where it is only that: `cascade`."""

    kind: ClassVar[str] = "drop"

    at: Path
    cascade: bool = False

    def changed(self, model: Model) -> Model:
        return without(model, self.at, cascade=self.cascade)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename(Edit):
    """Give a thing another name; whatever names it follows, and so do expressions of the same entity.

    The text of views and of overlays does not: only the engine, or its parser, knows whose a name in it is.
    """

    kind: ClassVar[str] = "rename"

    at: Path
    name: str

    def changed(self, model: Model) -> Model:
        return renamed(model, self.at, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Edit):
    """Give a field of a thing, or of the model where `at` is empty, another value; None is the default."""

    kind: ClassVar[str] = "change"

    at: Path
    field: str
    value: Document

    def changed(self, model: Model) -> Model:
        if not self.at:
            whole: Model = _changed_field(model, self.field, self.value)
            return whole
        place = find_place(model, self.at[:-1])
        thing = place.member(self.at[-1])
        after = _changed_field(thing, self.field, self.value)
        if after.key != thing.key and after.key in place.members:
            raise EditRefusedError(f"{after.key!r} is there already", reason=Reason.NAME_TAKEN)
        return place.with_members(place.members.replace(thing.key, with_id_of(after, thing)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorder(Edit):
    """Put a thing before another of the same collection, or at the end."""

    kind: ClassVar[str] = "reorder"

    at: Path
    before: str | None = None

    def changed(self, model: Model) -> Model:
        place = find_place(model, self.at[:-1])
        thing = place.member(self.at[-1])
        before = place.key_of(self.before) if self.before is not None else None
        if before == thing.key:
            return model
        return place.with_members(place.members.without(thing.key).put(thing, before=before))


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOverlay(Edit):
    """Give an object of an engine's overlay its fields; None takes the object away."""

    kind: ClassVar[str] = "put_overlay"

    engine: str
    object_kind: str
    object_id: str
    value: Document

    def changed(self, model: Model) -> Model:
        whole: dict[str, Document] = document_of(model)
        return stepped(model, self._steps(whole))

    def _steps(self, whole: dict[str, Document]) -> list[Primitive]:
        """Put what is missing on the way, then set the object; take away what is empty after it is gone."""
        path = ("engines", self.engine, self.object_kind, self.object_id)
        levels: list[dict[str, Document]] = [whole]
        for step in path:
            child = levels[-1].get(step)
            if not isinstance(child, dict):
                break
            levels.append(child)
        depth = len(levels) - 1
        if self.value is None:
            if depth < len(path):
                raise EditRefusedError(f"{' / '.join(path)} is not there", reason=Reason.TARGET_GONE)
            while depth > 1 and len(levels[depth - 1]) == 1:
                depth -= 1
            return [Remove(path=path[:depth])]
        if depth == len(path):
            return [Set(path=path, value=self.value)]
        value: Document = self.value
        for step in reversed(path[depth + 1 :]):
            value = {step: value}
        return [Put(path=path[:depth], key=path[depth], value=value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Edit):
    """Several edits that happen together or not at all; each sees what those before it did."""

    kind: ClassVar[str] = "batch"

    edits: tuple[Edit, ...]

    def changed(self, model: Model) -> Model:
        for each in self.edits:
            model = each.changed(model)
        return model


def _changed_field(thing: Any, field: str, value: Document) -> Any:
    from_plan = Place.slot_of(thing, field)
    if field == "id":
        raise EditRefusedError("an id does not change", reason=Reason.BAD_VALUE)
    if value is None:
        if from_plan.required:
            raise EditRefusedError(f"{field!r} must be given", reason=Reason.BAD_VALUE, hint=from_plan.about)
        return replace(thing, **{from_plan.field: from_plan.default})
    reader = Reader()
    read = reader.slot(from_plan, nodes_of(value), ())
    refuse_problems(reader)
    if read is ABSENT:
        raise EditRefusedError(f"{field!r} can't be that", reason=Reason.BAD_VALUE, hint=from_plan.about)
    return replace(thing, **{from_plan.field: read})


__all__ = ["Add", "Batch", "Change", "Drop", "PutOverlay", "Rename", "Reorder"]
