"""What a valid check says already, so that the server need not read the rows.

Source: predicate_implied_by() in predtest.c, as far as checks are usually written: comparisons of one column with
constants, joined by AND. What can't be read so proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from google.protobuf.message import Message

from colonnade.dialects.postgresql.locks import tree

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


@dataclass(slots=True, kw_only=True)
class Said:
    """What checks say of one column."""

    not_null: bool = False
    compared: list[tuple[str, str]] = field(default_factory=list)
    """Operators with constants."""
    among: frozenset[str] | None = None
    """The values that it can have, where they are listed."""


def said_of(text: str, column: str) -> Said:
    """What an expression says of a column."""
    said = Said()
    root = tree.expression(text)
    for each in _all_of(root) if root is not None else ():
        match tree.kind(each):
            case "NullTest" if tree.choice(each, "nulltesttype") == "IS_NOT_NULL":
                said.not_null |= _is_column(tree.one(each, "arg"), column)
            case "A_Expr":
                _compare(each, column, said)
            case _:
                pass
    return said


def says_not_null(text: str, column: str) -> bool:
    """Whether an expression can be true for no row without a value of the column."""
    return said_of(text, column).not_null


def _all_of(node: Message) -> Iterator[Message]:
    if tree.kind(node) == "BoolExpr" and tree.choice(node, "boolop") == "AND_EXPR":
        for each in tree.many(node, "args"):
            yield from _all_of(each)
    else:
        yield node


def _is_column(node: Message | None, column: str) -> bool:
    while node is not None and tree.kind(node) == "TypeCast":
        node = tree.one(node, "arg")
    return node is not None and tree.kind(node) == "ColumnRef" and tree.columns_in(node) == {column}


def _compare(node: Message, column: str, said: Said) -> None:
    operator = tree.words(tree.many(node, "name"))[-1:]
    left, right = tree.one(node, "lexpr"), tree.one(node, "rexpr")
    if left is None or right is None or not operator or operator[0] not in _TURNED:
        return
    if tree.choice(node, "kind") in ("AEXPR_OP_ANY", "AEXPR_IN"):
        values = _values(right)
        if _is_column(left, column) and values:
            said.among = values if said.among is None else said.among & values
        return
    if tree.choice(node, "kind") != "AEXPR_OP":
        return
    mark = operator[0]
    if _is_column(right, column):
        left, right, mark = right, left, _TURNED[mark]
    value = constant(right)
    if _is_column(left, column) and value is not None:
        said.compared.append((mark, value))
        if mark == "=":
            said.among = frozenset({value}) if said.among is None else said.among & {value}


def _values(node: Message) -> frozenset[str]:
    while tree.kind(node) == "TypeCast":
        inner = tree.one(node, "arg")
        if inner is None:
            return frozenset()
        node = inner
    found = [constant(each) for each in tree.many(node, "elements") or tree.many(node, "items")]
    return frozenset(each for each in found if each is not None) if None not in found else frozenset()


def constant(node: Message | None) -> str | None:
    """The text of a constant, casts left aside; None for anything else."""
    while node is not None and tree.kind(node) == "TypeCast":
        node = tree.one(node, "arg")
    if node is None or tree.kind(node) != "A_Const":
        return None
    if tree.flag(node, "isnull"):
        return None
    whole, real, text = tree.one(node, "ival"), tree.one(node, "fval"), tree.one(node, "sval")
    if whole is not None:
        return str(tree.number(whole))
    return tree.word(real, "fval") if real is not None else tree.word(text, "sval") if text is not None else None


def not_below(said: Said, bound: str) -> bool:
    """Whether no value is below a bound."""
    return any(mark in (">", ">=", "=") and _ordered(bound, value) for mark, value in said.compared)


def below(said: Said, bound: str) -> bool:
    """Whether all values are below a bound."""
    return any(
        (mark == "<" and _ordered(value, bound)) or (mark in ("<=", "=") and value != bound and _ordered(value, bound))
        for mark, value in said.compared
    )


def _ordered(low: str, high: str) -> bool:
    """Whether one constant is known not to lie above another: numbers, dates of the ISO form, or the same text."""
    if low == high:
        return True
    try:
        return Decimal(low) <= Decimal(high)
    except InvalidOperation:
        is_date = all(len(each) == len(low) and each[4:5] == "-" and each[7:8] == "-" for each in (low, high))
        return is_date and low < high
