"""Results of a query that have no name: SQLite names such a column by its text, white space and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from colonnade.dialects.sqlite.read.tokens import Lexeme, Token
from colonnade.dialects.sqlite.traits import KEYWORDS

_ENDS = frozenset({"FROM", "WHERE", "GROUP", "HAVING", "WINDOW", "UNION", "EXCEPT", "INTERSECT", "ORDER", "LIMIT"})
_LITERALS = frozenset({Lexeme.NUMBER, Lexeme.STRING, Lexeme.BLOB})
_OPERAND_WORDS = frozenset({"NULL", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "END"})


def verbatim(parts: Sequence[Token]) -> list[tuple[int, int]]:
    """The stretches of a query, from one token to before another, whose exact text names a column."""
    found: list[tuple[int, int]] = []
    reached = 0
    for place, token in enumerate(parts):
        if place >= reached and token.upper == "SELECT":
            for start, end in _items(parts, place + 1):
                if start >= reached and _nameless(parts[start:end]):
                    found.append((start, end))
                    reached = end
    return found


def _items(parts: Sequence[Token], start: int) -> Iterator[tuple[int, int]]:
    if start < len(parts) and parts[start].upper in {"DISTINCT", "ALL"}:
        start += 1
    depth = 0
    for place in range(start, len(parts)):
        token = parts[place]
        if token.text == "(":
            depth += 1
        elif token.text == ")" and depth:
            depth -= 1
        elif depth == 0 and (token.upper in _ENDS or token.text in {")", ";"}):
            if token.upper == "FROM" and place > start and parts[place - 1].upper == "DISTINCT":
                continue
            yield start, place
            return
        elif depth == 0 and token.text == ",":
            yield start, place
            start = place + 1
    yield start, len(parts)


def _nameless(item: Sequence[Token]) -> bool:
    """Whether a result is neither a column nor given a name by AS or by a name at its end."""
    if len(item) < 2:
        return bool(item) and (item[0].lexeme in _LITERALS or item[0].upper in _OPERAND_WORDS)
    if all(token.text == "." for token in item[1::2]) and len(item) % 2:
        return False
    return not _names_itself(item[-2], item[-1])


def _names_itself(last_but_one: Token, last: Token) -> bool:
    if last_but_one.upper == "AS":
        return True
    if last.lexeme is Lexeme.WORD:
        if last.text.lower() in KEYWORDS:
            return False
    elif last.lexeme not in {Lexeme.DOUBLE, Lexeme.NAME, Lexeme.STRING}:
        return False
    if last_but_one.lexeme is Lexeme.WORD:
        return last_but_one.text.lower() not in KEYWORDS or last_but_one.upper in _OPERAND_WORDS
    return last_but_one.lexeme is not Lexeme.SIGN or last_but_one.text == ")"
