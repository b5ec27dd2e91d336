"""A statement for SQLite as rules see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from colonnade.dialects.sqlite.read.tokens import Token, is_name, unquoted
from colonnade.findings import Edit, Fix, Hit
from colonnade.lint import Piece, Script
from colonnade.text import Span


@dataclass(frozen=True, kw_only=True)
class SqliteStep:
    """A statement with what stands around it."""

    script: Script
    number: int
    piece: Piece
    parts: Sequence[Token]
    made: frozenset[str]
    """Tables that the script made before."""
    begin: Span | None = None
    """The statement that begins the transaction around it."""
    in_transaction: bool = False
    foreign_keys_off: bool = False
    last: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its keywords and signs; names in capitals too."""
        return tuple(each.upper for each in self.parts)

    def begins(self, *words: str) -> bool:
        """Whether it begins with these words."""
        return self.words[: len(words)] == words

    def has(self, *words: str) -> bool:
        """Whether these words follow each other in it."""
        return any(self.words[at : at + len(words)] == words for at in range(len(self.words)))

    def name_after(self, *words: str) -> str:
        """The name after words, without IF EXISTS and the schema before it."""
        for at in range(len(self.words)):
            if self.words[at : at + len(words)] == words:
                rest = list(self.parts[at + len(words) :])
                while rest and rest[0].upper in ("IF", "NOT", "EXISTS"):
                    rest = rest[1:]
                if len(rest) > 2 and rest[1].text == ".":
                    rest = rest[2:]
                return unquoted(rest[0]) if rest and is_name(rest[0]) else ""
        return ""

    @property
    def table(self) -> str:
        """The table that it changes."""
        for words in (("ALTER", "TABLE"), ("DROP", "TABLE"), ("DELETE", "FROM"), ("UPDATE",), ("ON",)):
            if self.begins(*words[:1]) or words == ("ON",):
                found = self.name_after(*words)
                if found:
                    return found
        return ""

    @property
    def is_new(self) -> bool:
        """Whether the script made the table."""
        return self.table.lower() in self.made

    @property
    def action(self) -> tuple[str, ...]:
        """The words of ALTER TABLE behind the name."""
        if not self.begins("ALTER", "TABLE"):
            return ()
        after = 3 + (2 if len(self.parts) > 3 and self.parts[3].text == "." else 0)
        return self.words[after:]

    @property
    def adds_column(self) -> bool:
        """Whether it is ALTER TABLE … ADD COLUMN."""
        return self.action[:1] == ("ADD",) and self.action[1:2] != ("CONSTRAINT",)

    def hit(self, message: str, *, title: str = "", edits: tuple[Edit, ...] = (), span: Span | None = None) -> Hit:
        """A finding about it."""
        own = Span(start=self.piece.start, end=self.piece.start + len(self.piece.text))
        fix = Fix(title=title, edits=edits) if title else None
        name = f"table {self.table}" if self.table else f"statement {self.number + 1}"
        return Hit(object=name, message=message, fix=fix, span=span or own)
