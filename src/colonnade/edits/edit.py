"""What every edit of a model can do: apply, be undone, say what it touches and what a client has to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from colonnade.edits.compare import changes
from colonnade.edits.primitive import Path, Primitive
from colonnade.edits.refusal import EditRefusedError, Reason
from colonnade.edits.stepping import stepped
from colonnade.model import Model, canonical
from colonnade.model.validity import Fault, validate


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A typed change of a model. Paths are made of the keys of collections and the ids of what is in them."""

    kind: ClassVar[str]

    def changed(self, model: Model) -> Model:
        """The model after the edit, not yet checked. Raises EditRefusedError."""
        raise NotImplementedError

    def apply(self, model: Model) -> Model:
        """The model after the edit, in canonical form. Raises EditRefusedError where it would bring in a new fault."""
        after = canonical(self.changed(model))
        faults = _new_faults(model, after)
        if faults:
            raise EditRefusedError(
                faults[0].message, reason=Reason.INVALID, blocking=[each.path for each in faults], hint=faults[0].hint
            )
        return after

    def primitives(self, model: Model) -> tuple[Primitive, ...]:
        """What a client does to the document of the model to have the same. Raises EditRefusedError."""
        return changes(model, self.apply(model))

    def invert(self, model: Model) -> Edit:
        """The edit that undoes this one, where `model` is the model before it. Raises EditRefusedError."""
        after = self.apply(model)
        return Steps(primitives_given=changes(after, model))

    def touches(self, model: Model) -> frozenset[Path]:
        """Ids of the named things that it makes, changes or removes in this model. Raises EditRefusedError."""
        return frozenset(touched(each) for each in self.primitives(model))


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Edit):
    """Primitives as they are: what undoes another edit, or what a client sent."""

    kind: ClassVar[str] = "steps"

    primitives_given: tuple[Primitive, ...]

    def changed(self, model: Model) -> Model:
        return stepped(model, self.primitives_given)


def touched(each: Primitive) -> Path:
    """The innermost named thing that a primitive is about; empty for the model itself."""
    path = (*each.path, each.key) if hasattr(each, "value") and hasattr(each, "key") else each.path
    if path[:1] == ("engines",):
        return path[:4]
    return path[: len(path) - len(path) % 2]


def _new_faults(before: Model, after: Model) -> list[Fault]:
    found = validate(after)
    known = {(each.path, each.message) for each in validate(before)} if found else set()
    return [each for each in found if (each.path, each.message) not in known]
