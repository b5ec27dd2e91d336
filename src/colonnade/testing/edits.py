"""Hypothesis strategies for edits of a model: most of them fit it, some are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from colonnade.edits import Add, Batch, Change, Drop, Edit, PutOverlay, Rename, Reorder
from colonnade.edits.place import find_place
from colonnade.edits.primitive import Path
from colonnade.model import Model
from colonnade.model.language.document import document_of
from colonnade.model.language.plan import plan_of
from colonnade.model.spelling import Holds
from colonnade.testing.models import attributes, documents, names, texts

_EXAMPLES: dict[str, tuple[Any, ...]] = {
    "areas": ("What we sell", {"about": "x", "owner": "y"}),
    "bundles": ({"attributes": {"made_at": "timestamp"}},),
    "domains": ("string(20) pii", {"type": "integer", "required": True}, "enum(a, b)"),
    "entities": ({}, {"attributes": {"id": "uuid key", "of": "text required unique"}}),
    "relationships": ("{a} 1 has 0..* {b}", {"is": "{a} 0..1 knows 0..* {b}", "about": "x"}),
    "views": ("select 1",),
    "attributes": ("text", "integer required = 1", {"type": "uuid", "pii": True}),
    "keys": ("{own}", {"attributes": ["{own}"], "about": "x"}),
    "checks": ("1 = 1",),
    "indexes": ("{own}", "unique {own} desc", "(1 + 1)"),
    "rules": ("A rule", 'check "1 = 1"'),
    "triggers": ({"after": ["insert"], "run": ["delete from t"]},),
}
_CHANGES: tuple[tuple[str, Any], ...] = (
    ("about", "another text"), ("about", None), ("owner", "somebody"), ("required", True), ("required", False),
    ("type", "bigint"), ("unique", True), ("key", True), ("classification", "restricted"), ("retention", "7 years"),
    ("volume", "2M rows"), ("use", ["audit"]), ("verb", "knows"), ("source_end", "0..1"), ("query", "select 2"),
    ("name", "x"), ("columns", []), ("attributes", {}), ("default", "1"), ("version", "2.0"),
)  # fmt: skip


def collections_of(thing: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every collection of named things in a thing, with what it is of."""
    for slot in plan_of(type(thing)).slots:
        if slot.holds is Holds.NAMED:
            here = (*path, slot.key)
            yield here, thing
            for each in getattr(thing, slot.field).values():
                yield from collections_of(each, (*here, getattr(each, "id", each.key)))


def paths_of(model: Model) -> list[Path]:
    """Every named thing of a model."""
    found: list[Path] = []
    for path, owner in collections_of(model):
        field = plan_of(type(owner)).by_key[path[-1]].field
        found.extend((*path, getattr(each, "id", each.key)) for each in getattr(owner, field).values())
    return found


@st.composite
def edits(draw: st.DrawFn, model: Model) -> Edit:
    """An edit for a model; what it is about is mostly there."""
    things = paths_of(model)
    about_things = ["drop", "rename", "change", "reorder", "drop", "change"] if things else []
    kinds = [*about_things, "add", "overlay", "model"]
    match draw(st.sampled_from(kinds)):
        case "add":
            return draw(additions(model))
        case "overlay":
            return PutOverlay(
                engine=draw(st.sampled_from(("postgresql", "sqlite"))),
                object_kind=draw(st.sampled_from(("tables", "functions"))),
                object_id=draw(names),
                value=draw(st.none() | st.dictionaries(texts, documents, min_size=1, max_size=2)),
            )
        case "drop":
            return Drop(at=draw(st.sampled_from(things)), cascade=draw(st.booleans()))
        case "rename":
            return Rename(at=draw(st.sampled_from(things)), name=draw(names))
        case "reorder":
            at = draw(st.sampled_from(things))
            siblings = [each[-1] for each in things if each[:-1] == at[:-1]]
            return Reorder(at=at, before=draw(st.none() | st.sampled_from(siblings)))
        case "change":
            at = draw(st.sampled_from(things))
            place = find_place(model, at[:-1])
            known = plan_of(place.of).by_key
            field, value = draw(st.sampled_from([each for each in _CHANGES if each[0] in known] + [("nonsense", 1)]))
            return Change(at=at, field=field, value=value)
        case _:
            field, value = draw(st.sampled_from((*_CHANGES, ("compliance", ["gdpr"]), ("naming", {"case": "upper"}))))
            return Change(at=(), field=field, value=value)


@st.composite
def additions(draw: st.DrawFn, model: Model) -> Edit:
    """An edit that adds something somewhere."""
    path, owner = draw(st.sampled_from(list(collections_of(model))))
    own = list(getattr(owner, "attributes", ())) or ["id"]
    keys = list(model.entities) or ["id"]
    value = draw(st.sampled_from(_EXAMPLES[path[-1]]))
    fill = {"{own}": draw(st.sampled_from(own)), "{a}": draw(st.sampled_from(keys)), "{b}": draw(st.sampled_from(keys))}
    if path[-1] == "attributes" and draw(st.booleans()):
        value = document_of(draw(attributes(list(model.domains))))
    siblings = [each[-1] for each in paths_of(model) if each[:-1] == path]
    before = draw(st.none() | st.sampled_from(siblings)) if siblings else None
    optional = path[-1] in ("keys", "checks", "indexes", "relationships")
    key = draw(st.just("") | names) if optional else draw(names)
    return Add(into=path, key=key, value=_filled(value, fill), before=before)


def _filled(value: Any, fill: dict[str, str]) -> Any:
    if isinstance(value, str):
        for mark, name in fill.items():
            quoted = '"' + name.replace('"', '""') + '"'
            value = value.replace(mark, quoted)
        return value
    if isinstance(value, dict):
        return {key: _filled(each, fill) for key, each in value.items()}
    if isinstance(value, list):
        return [fill.get(each, each) for each in value]
    return value


@st.composite
def batches(draw: st.DrawFn, model: Model) -> Batch:
    """Several edits of one model."""
    return Batch(edits=tuple(draw(st.lists(edits(model), min_size=1, max_size=3))))
