"""One overlay from what several files say of an engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from colonnade.model.parts import Document, Overlay


def joined(overlays: Sequence[Overlay]) -> Iterator[Overlay]:
    """An overlay for each engine, with the objects of all that are of it; what is said first stays."""
    by_engine: dict[str, list[Overlay]] = {}
    for each in overlays:
        by_engine.setdefault(each.engine, []).append(each)
    for engine, several in by_engine.items():
        if len(several) == 1:
            yield several[0]
            continue
        whole: dict[str, Document] = {}
        for each in several:
            for kind, objects in each.document.items():
                before = whole.get(kind)
                if isinstance(before, Mapping) and isinstance(objects, Mapping):
                    whole[kind] = {**objects, **before}
                elif before is None and objects is not None:
                    whole[kind] = objects
                else:
                    whole.setdefault(kind, objects)
        yield Overlay(engine=engine, document=whole)


def doubles(overlays: Sequence[Overlay]) -> Iterator[tuple[Overlay, str]]:
    """What two overlays of an engine both say: an object of a kind, or a whole kind that holds no objects."""
    known: dict[tuple[str, str], set[str]] = {}
    for each in overlays:
        for kind, objects in each.document.items():
            # A kind without anything says nothing.
            names = set(objects) if isinstance(objects, Mapping) else {""} if objects is not None else set()
            before = known.setdefault((each.engine, kind), set())
            clash = names & before or ({""} if before and ("" in names or "" in before) else set())
            for name in sorted(clash):
                yield each, f"{name!r} in {kind!r}" if name else repr(kind)
            before |= names
