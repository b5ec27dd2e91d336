"""Things by name, in order: what every collection of the model is."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Any, Protocol, TypeVar


class HasKey(Protocol):
    """A thing that knows the name it is found by."""

    @property
    def key(self) -> str: ...


Thing = TypeVar("Thing", bound=HasKey)


class Named(Mapping[str, Thing]):
    """An immutable mapping from `thing.key` to the thing.

    Unlike a dict it compares in order, because the order of attributes is the order of columns. Two things of one
    key can't both be in it: the later one is kept in `doubles`, for the validator to complain about.
    """

    __slots__ = ("_doubles", "_hash", "_things")

    def __init__(self, things: Iterable[Thing] = ()) -> None:
        found: dict[str, Thing] = {}
        doubles: list[Thing] = []
        for each in things:
            if each.key in found:
                doubles.append(each)
            else:
                found[each.key] = each
        self._things = found
        self._doubles = tuple(doubles)
        self._hash: int | None = None

    def __getitem__(self, key: str) -> Thing:
        return self._things[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)

    def __contains__(self, key: object) -> bool:
        return key in self._things

    # the views of the dict itself: those of Mapping look every key up again
    def keys(self) -> KeysView[str]:
        return self._things.keys()

    def values(self) -> ValuesView[Thing]:
        return self._things.values()

    def items(self) -> ItemsView[str, Thing]:
        return self._things.items()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Named):
            return NotImplemented
        return (
            self._things == other._things
            and list(self._things) == list(other._things)
            and self._doubles == other._doubles
        )

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(tuple(self._things))
        return self._hash

    def __repr__(self) -> str:
        return f"Named({list(self._things.values())!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (Named, ((*self._things.values(), *self._doubles),))

    @property
    def doubles(self) -> tuple[Thing, ...]:
        """Things whose key was taken already; a valid model has none."""
        return self._doubles

    def put(self, thing: Thing, *, before: str | None = None) -> Named[Thing]:
        """With this thing in the place of the one of its key, else before `before`, else at the end."""
        if thing.key in self._things and before is None:
            return Named(thing if each.key == thing.key else each for each in self.values())
        others = [each for each in self.values() if each.key != thing.key]
        at = next((i for i, each in enumerate(others) if each.key == before), len(others))
        return Named([*others[:at], thing, *others[at:]])

    def replace(self, key: str, thing: Thing) -> Named[Thing]:
        """With `thing`, perhaps of another key, in the place of the one called `key`."""
        return Named(thing if each.key == key else each for each in self.values())

    def without(self, *keys: str) -> Named[Thing]:
        """Without the things of these keys."""
        return Named(each for each in self.values() if each.key not in keys)


def none() -> Named[Any]:
    """The empty collection, as the default of a field."""
    return _NONE


_NONE: Named[Any] = Named()
