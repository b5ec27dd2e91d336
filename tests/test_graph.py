"""Order, cycles and closure of graphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.graph import CycleError, closure, components, cycles, reverse, topological

GRAPHS = st.dictionaries(st.integers(0, 12), st.lists(st.integers(0, 12), max_size=5), max_size=12)
ACYCLIC = st.dictionaries(st.integers(0, 30), st.lists(st.integers(0, 30), max_size=6)).map(
    lambda graph: {node: [each for each in targets if each < node] for node, targets in graph.items()}
)


def nodes_of(graph: dict[int, list[int]]) -> set[int]:
    return {*graph, *(target for targets in graph.values() for target in targets)}


@given(ACYCLIC)
def test_every_node_comes_after_what_it_needs(graph: dict[int, list[int]]) -> None:
    order = topological(graph, key=int)
    place = {node: index for index, node in enumerate(order)}
    assert sorted(order) == sorted(nodes_of(graph))
    for node, targets in graph.items():
        for target in targets:
            assert place[target] < place[node]


@given(ACYCLIC)
def test_the_order_does_not_depend_on_the_order_of_the_mapping(graph: dict[int, list[int]]) -> None:
    turned = {node: graph[node][::-1] for node in reversed(list(graph))}
    assert topological(turned, key=int) == topological(graph, key=int)


def test_a_free_choice_goes_by_key() -> None:
    assert topological({"c": [], "a": [], "b": ["c"]}) == ("a", "c", "b")


@given(GRAPHS)
def test_a_graph_has_an_order_or_a_cycle(graph: dict[int, list[int]]) -> None:
    found = cycles(graph, key=int)
    try:
        topological(graph, key=int)
    except CycleError as error:
        cycle = error.cycle
        assert found
        for node, target in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
            assert isinstance(node, int)
            assert target in graph[node]
    else:
        assert not found


@given(GRAPHS)
def test_components_are_what_reaches_each_other(graph: dict[int, list[int]]) -> None:
    reach = {node: closure(graph, [node]) for node in nodes_of(graph)}
    found = components(graph, key=int)
    assert sorted(node for component in found for node in component) == sorted(reach)
    place = {node: index for index, component in enumerate(found) for node in component}
    for one in reach:
        for other in reach:
            mutual = other in reach[one] and one in reach[other]
            assert mutual == (place[one] == place[other])
            if other in reach[one]:
                assert place[other] <= place[one]


def test_a_node_that_needs_itself_is_a_cycle() -> None:
    assert cycles({"a": ["a"], "b": ["a"]}) == (("a",),)


def test_reverse_turns_every_edge() -> None:
    assert reverse({"a": ["b", "c"], "b": ["c"]}) == {
        "a": frozenset(),
        "b": frozenset({"a"}),
        "c": frozenset({"a", "b"}),
    }


def test_depth_is_no_limit() -> None:
    count = 100_000
    chain = {node: [node - 1, node // 2] for node in range(1, count)}
    assert topological(chain, key=int) == tuple(range(count))
    assert len(components(chain, key=int)) == count


def test_an_error_names_the_cycle() -> None:
    with pytest.raises(CycleError, match="b -> c -> b"):
        topological({"a": ["b"], "b": ["c"], "c": ["b"]})
