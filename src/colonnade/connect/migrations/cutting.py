"""Cuts a text into the statements that an engine's own shell would send."""

from __future__ import annotations

import re
from collections.abc import Iterator

from colonnade.connect.script.psql_lexer import Lexer, MetaCommand
from colonnade.connect.script.sqlite_lexer import DotCommand, SqliteLexer
from colonnade.lint import Piece
from colonnade.text import Span

_FROM_STDIN = re.compile(r"\bfrom\s+stdin\b", re.IGNORECASE)


def cut(text: str, engine: str, spans: tuple[Span, ...] | None = None) -> tuple[Piece, ...]:
    """The statements of a text, or of stretches of it, in order."""
    stretches = spans if spans is not None else (Span(start=0, end=len(text)),)
    cutter = _sqlite if engine == "sqlite" else _postgresql
    return tuple(piece for span in stretches for piece in cutter(text, span))


def _postgresql(text: str, span: Span) -> Iterator[Piece]:
    lexer = Lexer(text[: span.end], {})
    lexer.position = span.start
    while (found := lexer.next()) is not None:
        if isinstance(found, MetaCommand):
            continue
        yield Piece(text=found.text, start=found.start, as_written=len(found.pieces) == 1)
        if found.head[:1] == ("copy",) and _FROM_STDIN.search(found.text):
            lexer.copy_data()


def _sqlite(text: str, span: Span) -> Iterator[Piece]:
    lexer = SqliteLexer(text[: span.end])
    lexer.position = span.start
    while (found := lexer.next()) is not None:
        if not isinstance(found, DotCommand):
            yield Piece(text=found.text.rstrip(), start=found.start)
