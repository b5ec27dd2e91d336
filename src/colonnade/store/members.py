"""Where the members of a collection stand in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from colonnade.model.language.nodes import Form, Node
from colonnade.model.language.plan import IS, Plan, Slot, plan_of
from colonnade.model.language.reader import Reader


class NotThereError(Exception):
    """The file has a thing elsewhere than the document does, so that it can't be changed in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of a collection: its id, and where its name and its body are."""

    id: str
    item: Node
    """The whole of it in a list, its key in a mapping."""
    name: Node | None
    """Its name, where one is written as a key."""
    body: Node


def members_of(slot: Slot, node: Node) -> list[Member]:
    """The members of a collection as a file has them, in its order."""
    plan = plan_of(_class(slot))
    if node.form is Form.MAP:
        return [Member(id=_id(slot, _map_of(key, body)), item=key, name=key, body=body) for key, body in node.pairs]
    if node.form is Form.SCALAR:
        return []
    found: list[Member] = []
    for item in node.children:
        name, body = _named_item(plan, item)
        found.append(Member(id=_id(slot, _list_of(item)), item=item, name=name, body=body))
    return found


def _named_item(plan: Plan, item: Node) -> tuple[Node | None, Node]:
    pairs = item.pairs
    if len(pairs) == 1 and pairs[0][0].text not in plan.by_key and pairs[0][0].text != IS:
        return pairs[0]
    return None, item


def _id(slot: Slot, single: Node) -> str:
    things = Reader().things(_class(slot), single, ())
    if not things:
        raise NotThereError
    return str(things[0].id)


def _map_of(key: Node, body: Node) -> Node:
    return Node(form=Form.MAP, line=1, column=1, start=0, entries=[(key, body)])


def _list_of(item: Node) -> Node:
    return Node(form=Form.LIST, line=1, column=1, start=0, items=[item])


def _class(slot: Slot) -> type[Any]:
    if slot.of is None:
        raise TypeError(f"{slot.field} is no collection")
    return slot.of


def entry(node: Node, key: str) -> tuple[Node, Node] | None:
    """The key and the value of an entry of a mapping."""
    return next((pair for pair in node.pairs if pair[0].text == key), None)
