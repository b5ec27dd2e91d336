"""A walk over the tokens of one statement."""

from __future__ import annotations

from colonnade.dialects.sqlite.read.tokens import Lexeme, Token, UnreadableSqlError, is_name, tokens, unquoted
from colonnade.text import Lines

_END = Token(Lexeme.SIGN, "", -1, "")


class Cursor:
    """A place among the tokens of a statement, moved by what is taken."""

    def __init__(self, sql: str) -> None:
        self.sql = sql
        self.parts = tokens(sql)
        self.words = [token.upper for token in self.parts]
        self.at = 0

    @property
    def next(self) -> Token:
        """The token that comes next; an empty sign at the end."""
        return self.ahead(0)

    def ahead(self, count: int) -> Token:
        """A token further on."""
        place = self.at + count
        return self.parts[place] if place < len(self.parts) else _END

    def sees(self, *words: str) -> bool:
        """Whether these keywords and signs come next."""
        return self.words[self.at : self.at + len(words)] == list(words)

    def take(self, *words: str) -> bool:
        """Step over these keywords and signs if they come next."""
        end = self.at + len(words)
        if self.words[self.at : end] != list(words):
            return False
        self.at = end
        return True

    def expect(self, *words: str) -> None:
        """Step over these keywords and signs. Raises UnreadableSqlError."""
        if not self.take(*words):
            raise self.error(f"expected {' '.join(words)}")

    def one_of(self, *words: str) -> str | None:
        """Step over one of these keywords and say which."""
        word = self.next.upper
        if word and word in words:
            self.at += 1
            return word
        return None

    def name(self) -> str:
        """Step over a name. Raises UnreadableSqlError."""
        token = self.next
        if not is_name(token):
            raise self.error("expected a name")
        self.at += 1
        return unquoted(token)

    def one(self) -> Token:
        """Step over any token. Raises UnreadableSqlError at the end."""
        token = self.next
        if token is _END:
            raise self.error("the text ends too early")
        self.at += 1
        return token

    def group(self) -> list[Token]:
        """Step over a parenthesis and give the tokens in it. Raises UnreadableSqlError."""
        self.expect("(")
        start, depth = self.at, 1
        while depth:
            match self.one().text:
                case "(":
                    depth += 1
                case ")":
                    depth -= 1
        return self.parts[start : self.at - 1]

    def rest(self) -> list[Token]:
        """All tokens that are left, a closing semicolon taken off."""
        found = self.parts[self.at :]
        self.at = len(self.parts)
        while found and found[-1].text == ";":
            found = found[:-1]
        return found

    def done(self) -> bool:
        """Whether nothing but a closing semicolon is left."""
        return all(token.text == ";" for token in self.parts[self.at :])

    def error(self, message: str) -> UnreadableSqlError:
        """An error at this place."""
        token = self.next
        seen = repr(token.text) if token is not _END else "the end"
        offset = token.start if token is not _END else len(self.sql)
        return UnreadableSqlError(f"{message}, found {seen}", place=Lines(self.sql).place(offset))


def commas(parts: list[Token]) -> list[list[Token]]:
    """Tokens cut at the commas that stand in no parenthesis."""
    found: list[list[Token]] = [[]]
    depth = 0
    for token in parts:
        if token.text == "," and depth == 0:
            found.append([])
            continue
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        found[-1].append(token)
    return found
