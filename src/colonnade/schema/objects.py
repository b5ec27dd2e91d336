"""Objects by identity that are found by class and by whole too, for a schema of which many such questions are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from colonnade.schema.ref import Ref
from colonnade.schema.value import SchemaObject


class Objects(dict[Ref, SchemaObject]):
    """Changed only by `objects[ref] = each` and `del objects[ref]`, which keep what it knows of classes."""

    def __init__(self, objects: Mapping[Ref, SchemaObject]) -> None:
        super().__init__(objects)
        self._by_class: defaultdict[type[SchemaObject], dict[Ref, SchemaObject]] = defaultdict(dict)
        for ref, each in objects.items():
            self._by_class[type(each)][ref] = each
        self._parts: Mapping[Ref, Sequence[SchemaObject]] | None = None

    def __setitem__(self, ref: Ref, each: SchemaObject) -> None:
        old = self.get(ref)
        if old is not None and type(old) is not type(each):
            del self._by_class[type(old)][ref]
        super().__setitem__(ref, each)
        self._by_class[type(each)][ref] = each
        self._parts = None

    def __delitem__(self, ref: Ref) -> None:
        del self._by_class[type(self[ref])][ref]
        super().__delitem__(ref)
        self._parts = None

    def of_class(self, cls: type[SchemaObject]) -> Collection[SchemaObject]:
        """The objects of a class and of those below it, in order."""
        found = [known for each, known in self._by_class.items() if known and issubclass(each, cls)]
        if len(found) > 1:
            return [each for each in self.values() if isinstance(each, cls)]
        return found[0].values() if found else ()

    def parts(self, whole: Ref) -> Sequence[SchemaObject]:
        """The parts of an object, in order."""
        if self._parts is None:
            parts: defaultdict[Ref, list[SchemaObject]] = defaultdict(list)
            for each in self.values():
                above = each.parent()
                if above is not None:
                    parts[above].append(each)
            self._parts = parts
        return self._parts.get(whole, ())
