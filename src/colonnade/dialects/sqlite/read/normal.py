"""The normal form of SQL text: no comments, even white space, quotes only where they are needed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from colonnade.dialects.sqlite.quote import quote
from colonnade.dialects.sqlite.read.results import verbatim
from colonnade.dialects.sqlite.read.tokens import Lexeme, Token, tokens, unquoted
from colonnade.dialects.sqlite.traits import KEYWORDS, fold
from colonnade.schema import Sql

_CALLED = frozenset({"CAST", "RAISE", "REPLACE", "GLOB", "IF"})
"""Keywords that are functions when a parenthesis follows."""
_NAME_FOLLOWS = frozenset({"FROM", "JOIN", "INTO", "UPDATE", "TABLE", "AS", "REFERENCES", "OF", "SET", "COLLATE"})
"""Keywords after which a token in double quotes can't be a string."""
_OPERANDS = frozenset({Lexeme.NUMBER, Lexeme.STRING, Lexeme.BLOB, Lexeme.VARIABLE, Lexeme.NAME, Lexeme.DOUBLE})
_VALUES = frozenset({"NULL", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "END", "TRUE", "FALSE"})
_NOTHING = Token(Lexeme.SIGN, "", -1, "")


def expression(sql: str, columns: Collection[str] = ()) -> Sql:
    """An expression in normal form; `columns` are the folded names that it may use without being strings."""
    return join(tokens(sql), columns)


def join(parts: Sequence[Token], columns: Collection[str] = ()) -> Sql:
    """Tokens as text with even white space.

    A name loses quotes that it does not need, but a token in double quotes keeps them where it may be a string.
    """
    found: list[str] = []
    before, last, unary = _NOTHING, _NOTHING, False
    for place, token in enumerate(parts):
        follower = parts[place + 1] if place + 1 < len(parts) else _NOTHING
        if found and _apart(before, last, token, unary=unary):
            found.append(" ")
        found.append(_spelled(before, last, token, follower, columns))
        unary = token.upper in {"-", "+", "~"} and not ends_operand(last)
        before, last = last, token
    return Sql("".join(found))


def statement(sql: str, parts: Sequence[Token], end: int) -> Sql:
    """A query in normal form, from its tokens and the place where it ends in its text.

    Results without a name keep their text up to what follows, comments at their end included: it is their name.
    """
    kept = verbatim(parts)
    if not kept:
        return join(parts)
    pieces: list[str] = []
    at = 0
    for first, after in kept:
        pieces.append(join(parts[at:first]))
        stop = parts[after].start if after < len(parts) else end
        pieces.append(sql[parts[first].start : stop].rstrip(" \t\n\f\r"))
        at = after
    pieces.append(join(parts[at:]))
    text, open_line = "", False
    for piece in filter(None, pieces):
        if open_line:
            text += "\n"
        elif text and not text.endswith("(") and piece[0] not in ",).":
            text += " "
        text += piece
        open_line = ends_in_comment(piece)
    return Sql(text)


def ends_in_comment(sql: str) -> bool:
    """Whether a line must end before anything can follow."""
    parts = tokens(sql)
    tail = sql[parts[-1].end :] if parts else sql
    return "--" in tail[tail.rfind("\n") + 1 :]


def ends_operand(token: Token) -> bool:
    """Whether an operand can end with this token, so that a following sign stands between two."""
    if token.lexeme is Lexeme.WORD:
        return token.text.lower() not in KEYWORDS or token.upper in _VALUES
    return token.lexeme in _OPERANDS or token.text == ")"


def _apart(before: Token, last: Token, token: Token, *, unary: bool) -> bool:
    if token.text in {",", ")", ".", ";"} or last.text in {"(", "."}:
        return False
    if unary:
        return token.text == last.text
    if token.text == "(":
        return not _callable(before, last)
    return True


def _callable(before: Token, last: Token) -> bool:
    if last.lexeme in {Lexeme.DOUBLE, Lexeme.NAME}:
        return True
    if last.lexeme is not Lexeme.WORD:
        return False
    return last.upper in _CALLED or last.text.lower() not in KEYWORDS or before.text == "."


def _spelled(before: Token, last: Token, token: Token, follower: Token, columns: Collection[str]) -> str:
    if token.lexeme is Lexeme.NAME:
        return quote(unquoted(token))
    if token.lexeme is not Lexeme.DOUBLE:
        return token.text
    named = last.text == "." or follower.text == "." or last.upper in _NAME_FOLLOWS
    if named and not (last.upper == "FROM" and before.upper == "DISTINCT"):
        return quote(unquoted(token))
    name = unquoted(token)
    return quote(name) if fold(name) in columns else token.text
