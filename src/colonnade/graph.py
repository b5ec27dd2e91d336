"""Directed graphs of any hashable nodes: order by dependency, cycles, closure.

A graph is a mapping from a node to the nodes it depends on. Nodes that occur only as a
dependency belong to the graph too. All results are deterministic: they depend on the edges and
on `key`, not on the order of the mapping. All run in time linear in nodes and edges, but for
the sorting by key.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Protocol, TypeVar


class Orderable(Protocol):
    """What can be compared with its like."""

    def __lt__(self, other: object, /) -> bool: ...


Node = TypeVar("Node", bound=Hashable)
Key = Callable[[Node], "Orderable | str | int | tuple[object, ...]"]
Graph = Mapping[Node, Iterable[Node]]


class CycleError(ValueError):
    """The nodes cannot be ordered; `cycle` lists those of one cycle, each depending on the next."""

    def __init__(self, cycle: tuple[Hashable, ...]) -> None:
        super().__init__("cycle: " + " -> ".join(str(node) for node in (*cycle, *cycle[:1])))
        self.cycle = cycle


def topological(graph: Graph[Node], *, key: Key[Node] = str) -> tuple[Node, ...]:
    """Every node after all that it depends on; where dependencies leave a choice, by key.

    Raises `CycleError`.
    """
    needs, needed_by = _both_ways(graph)
    rank = {node: place for place, node in enumerate(sorted(needs, key=key))}
    nodes = list(rank)
    missing = {node: len(needs[node]) for node in nodes}
    ready = [rank[node] for node in nodes if not missing[node]]
    heapq.heapify(ready)
    order: list[Node] = []
    while ready:
        node = nodes[heapq.heappop(ready)]
        order.append(node)
        for dependent in needed_by[node]:
            missing[dependent] -= 1
            if not missing[dependent]:
                heapq.heappush(ready, rank[dependent])
    if len(order) < len(nodes):
        waiting = {node: needs[node] for node in nodes if missing[node]}
        cycle: tuple[Node, ...] = _one_cycle(waiting, rank)
        raise CycleError(cycle)
    return tuple(order)


def components(graph: Graph[Node], *, key: Key[Node] = str) -> tuple[tuple[Node, ...], ...]:
    """The strongly connected components, dependencies first, each sorted by key.

    Tarjan's algorithm (SIAM J. Comput. 1(2), 1972) without recursion.
    """
    needs, _ = _both_ways(graph)
    order = sorted(needs, key=key)
    rank = {node: place for place, node in enumerate(order)}
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    on_stack: set[Node] = set()
    stack: list[Node] = []
    found: list[tuple[Node, ...]] = []

    for root in order:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        work = [(root, iter(sorted(needs[root], key=rank.__getitem__)))]
        while work:
            node, rest = work[-1]
            for target in rest:
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(sorted(needs[target], key=rank.__getitem__))))
                    break
                if target in on_stack:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
                if low[node] == index[node]:
                    found.append(_pop_component(stack, on_stack, node, rank))
    return tuple(found)


def cycles(graph: Graph[Node], *, key: Key[Node] = str) -> tuple[tuple[Node, ...], ...]:
    """The components with a cycle in them: more than one node, or a node that needs itself."""
    return tuple(
        component
        for component in components(graph, key=key)
        if len(component) > 1 or component[0] in set(graph.get(component[0], ()))
    )


def closure(graph: Graph[Node], start: Iterable[Node]) -> frozenset[Node]:
    """The start nodes and all that they need, directly or not."""
    seen = set(start)
    work = list(seen)
    while work:
        for target in graph.get(work.pop(), ()):
            if target not in seen:
                seen.add(target)
                work.append(target)
    return frozenset(seen)


def reverse(graph: Graph[Node]) -> dict[Node, frozenset[Node]]:
    """The graph with every edge turned round: what is needed by what."""
    _, needed_by = _both_ways(graph)
    return {node: frozenset(users) for node, users in needed_by.items()}


def _both_ways(graph: Graph[Node]) -> tuple[dict[Node, set[Node]], dict[Node, list[Node]]]:
    needs: dict[Node, set[Node]] = {}
    for node, targets in graph.items():
        needs.setdefault(node, set()).update(targets)
    for targets in list(needs.values()):
        for target in targets:
            needs.setdefault(target, set())
    needed_by: dict[Node, list[Node]] = {node: [] for node in needs}
    for node, found in needs.items():
        for target in found:
            needed_by[target].append(node)
    return needs, needed_by


def _one_cycle(needs: Mapping[Node, set[Node]], rank: Mapping[Node, int]) -> tuple[Node, ...]:
    """One cycle among nodes each of which waits for another of them."""
    node = min(needs, key=rank.__getitem__)
    seen: dict[Node, int] = {}
    path: list[Node] = []
    while node not in seen:
        seen[node] = len(path)
        path.append(node)
        node = min((each for each in needs[node] if each in needs), key=rank.__getitem__)
    return tuple(path[seen[node] :])


def _pop_component(stack: list[Node], on_stack: set[Node], last: Node, rank: Mapping[Node, int]) -> tuple[Node, ...]:
    component: list[Node] = []
    while True:
        node = stack.pop()
        on_stack.discard(node)
        component.append(node)
        if node == last:
            return tuple(sorted(component, key=rank.__getitem__))
