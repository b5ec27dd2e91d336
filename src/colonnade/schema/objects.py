"""Objects by identity that are found by class and by whole too, for a schema of which many such questions are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from colonnade.schema.ref import Ref
from colonnade.schema.value import SchemaObject


class Objects(dict[Ref, SchemaObject]):
    """Changed only by `objects[ref] = each` and `del objects[ref]`, which keep what it knows of classes."""

    def __init__(self, objects: Mapping[Ref, SchemaObject]) -> None:
        super().__init__(objects)
        self._by_class: defaultdict[type[SchemaObject], dict[Ref, SchemaObject]] = defaultdict(dict)
        for ref, each in objects.items():
            self._by_class[type(each)][ref] = each
        self._parts: defaultdict[Ref, dict[Ref, SchemaObject]] | None = None
        """Found when the first part is asked for."""

    def __setitem__(self, ref: Ref, each: SchemaObject) -> None:
        old = self.get(ref)
        if old is not None and (type(old) is not type(each) or old.parent() != each.parent()):
            self._forget(ref, old)
        super().__setitem__(ref, each)
        self._by_class[type(each)][ref] = each
        if self._parts is not None:
            _put(ref, each, self._parts)

    def __delitem__(self, ref: Ref) -> None:
        self._forget(ref, self[ref])
        super().__delitem__(ref)

    def _forget(self, ref: Ref, old: SchemaObject) -> None:
        del self._by_class[type(old)][ref]
        above = old.parent()
        if self._parts is not None and above is not None:
            del self._parts[above][ref]

    def of_class(self, cls: type[SchemaObject]) -> Collection[SchemaObject]:
        """The objects of a class and of those below it, in order."""
        found = [known for each, known in self._by_class.items() if known and issubclass(each, cls)]
        if len(found) > 1:
            return [each for each in self.values() if isinstance(each, cls)]
        return found[0].values() if found else ()

    def parts(self, whole: Ref) -> Collection[SchemaObject]:
        """The parts of an object, in order."""
        if self._parts is None:
            self._parts = defaultdict(dict)
            for ref, each in self.items():
                _put(ref, each, self._parts)
        found = self._parts.get(whole)
        return found.values() if found else ()


def _put(ref: Ref, each: SchemaObject, parts: defaultdict[Ref, dict[Ref, SchemaObject]]) -> None:
    above = each.parent()
    if above is not None:
        parts[above][ref] = each
