"""The relations that a view or trigger reads or writes, found by their place in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from colonnade.dialects.sqlite.read.tokens import Token, is_name, unquoted
from colonnade.dialects.sqlite.traits import fold

_ENDS = frozenset({"WHERE", "GROUP", "HAVING", "WINDOW", "UNION", "EXCEPT", "INTERSECT", "ORDER", "LIMIT", "ON"})
_ENDS |= {"SELECT", "USING", "SET", "VALUES", ";", "RETURNING"}
_QUERIES = frozenset({"SELECT", "VALUES", "WITH"})


def relations(parts: Sequence[Token]) -> frozenset[str]:
    """Folded names that stand where a statement names a table or view; common table expressions are left out."""
    return frozenset(_named(parts)) - frozenset(_common(parts))


def _named(parts: Sequence[Token]) -> Iterator[str]:
    listing = [False]
    wanted = False
    for place, token in enumerate(parts):
        word = token.upper
        if word == ".":
            continue
        if wanted and is_name(token) and word not in _QUERIES:
            if place + 1 >= len(parts) or parts[place + 1].text != ".":
                wanted = False
                yield fold(unquoted(token))
        elif word == "(":
            wanted = wanted and parts[place - 1].upper != "IN"
            listing.append(wanted)
        elif word == ")":
            wanted = False
            if len(listing) > 1:
                listing.pop()
        else:
            wanted = _table_follows(parts, place, listing)


def _table_follows(parts: Sequence[Token], place: int, listing: list[bool]) -> bool:
    word = parts[place].upper
    if word in {"FROM", "JOIN"}:
        listing[-1] = True
        return True
    if word == ",":
        return listing[-1]
    if word in _ENDS:
        listing[-1] = listing[-1] and word in {"ON", "USING"}
        return False
    if word == "UPDATE":
        return place + 1 < len(parts) and parts[place + 1].upper not in {"OF", "ON", "OR", "SET"}
    if word in {"ROLLBACK", "ABORT", "REPLACE", "FAIL", "IGNORE"}:
        return place >= 2 and parts[place - 1].upper == "OR" and parts[place - 2].upper == "UPDATE"
    return word in {"INTO", "IN"}


def _common(parts: Sequence[Token]) -> Iterator[str]:
    """Names given by WITH."""
    for place, token in enumerate(parts):
        if token.upper == "AS" and place + 1 < len(parts) and parts[place + 1].upper in {"(", "NOT", "MATERIALIZED"}:
            before = place - 1
            if before >= 0 and parts[before].text == ")":
                while before >= 0 and parts[before].text != "(":
                    before -= 1
                before -= 1
            lead = parts[before - 1].upper if before >= 1 else ""
            if before >= 1 and is_name(parts[before]) and lead in {"WITH", "RECURSIVE", ","}:
                yield fold(unquoted(parts[before]))
