"""Objects by identity that are found by class and by whole too, for a schema of which many such questions are asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from colonnade.schema.ref import QName, Ref
from colonnade.schema.table import Table
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
        self._named: Counter[QName] | None = None
        """Names that tables give to NOT NULL, found when the first is asked for."""

    def __setitem__(self, ref: Ref, each: SchemaObject) -> None:
        old = self.get(ref)
        if old is not None and (type(old) is not type(each) or old.parent() != each.parent()):
            self._forget(ref, old)
        if self._named is not None and isinstance(each, Table):
            self._named.subtract(_not_nulls(old))
            self._named.update(_not_nulls(each))
        super().__setitem__(ref, each)
        self._by_class[type(each)][ref] = each
        if self._parts is not None:
            _put(ref, each, self._parts)

    def __delitem__(self, ref: Ref) -> None:
        if self._named is not None:
            self._named.subtract(_not_nulls(self[ref]))
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

    @property
    def names_not_null(self) -> Counter[QName]:
        """The names that tables give to NOT NULL of their columns, as namespace and name: how many bear each."""
        if self._named is None:
            self._named = Counter(name for each in self.values() for name in _not_nulls(each))
        return self._named

    def parts(self, whole: Ref) -> Collection[SchemaObject]:
        """The parts of an object, in order."""
        if self._parts is None:
            self._parts = defaultdict(dict)
            for ref, each in self.items():
                _put(ref, each, self._parts)
        found = self._parts.get(whole)
        return found.values() if found else ()


def _not_nulls(each: SchemaObject | None) -> Iterator[QName]:
    if isinstance(each, Table):
        for column in each.columns.values():
            if column.not_null is not None and column.not_null.name is not None:
                yield (*each.path[:-1], column.not_null.name)


def _put(ref: Ref, each: SchemaObject, parts: defaultdict[Ref, dict[Ref, SchemaObject]]) -> None:
    above = each.parent()
    if above is not None:
        parts[above][ref] = each
