"""Texts inside Mermaid: character codes such as `#95;`, which are decoded after Markdown and HTML have run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_PLAIN: Final = frozenset(" (),./?-_")
# Mermaid marks its own character codes with this ligature, so it may not stand for itself.
_CODE_MARK: Final = "\ufb02"
# At the start of a text these would begin a Markdown list: `1. x`, `1) x`, `- x`.
_LIST_START: Final = re.compile(r"\s*(\d+[.)]|-)")
# `direction LR` swallows the line since 11.5; `www.x` would become a link, which labels refuse.
_TRAP_WORDS: Final = re.compile(r"direction(?=\s)|www(?=\.)", re.IGNORECASE)

_PLAIN_NAME: Final = re.compile(r"_?[A-Za-z\u00c0-\uffff][A-Za-z0-9_\u00c0-\uffff]*")
_PLAIN_TYPE: Final = re.compile(r"[A-Za-z\u00c0-\uffff][A-Za-z0-9_\u00c0-\uffff]*(\(\d+\))?(\[\])*")
_EXACT_TYPE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\(\d+([,.]\d+)*\))?(\[\])*")
_KEYS: Final = frozenset({"pk", "fk", "uk"})


def label_text(text: str) -> str:
    """The text for inside a quoted label: whatever is not a letter, digit or harmless sign becomes a character code."""
    start = _LIST_START.match(text)
    coded_until = start.end() if start else 0
    traps = {match.start() for match in _TRAP_WORDS.finditer(text)}
    return "".join(
        character
        if _is_plain(text, place) and place not in traps and not _starts_list(character, place, coded_until)
        else f"#{ord(character)};"
        for place, character in enumerate(text)
    )


def _starts_list(character: str, place: int, coded_until: int) -> bool:
    return place < coded_until and not character.isalnum()


def _is_plain(text: str, place: int) -> bool:
    character = text[place]
    if character.isalnum():
        return character != _CODE_MARK
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    match character:
        case "_":
            return before.isalnum() and after.isalnum()
        case "[":
            return after == "]" and before != "]"
        case "]":
            return before == "[" and after not in "[(:"
        case "-" | "/" | ".":
            return before != character and after != character
        case _:
            return character in _PLAIN


def comment_text(text: str) -> str:
    """The text for inside the quoted comment of an attribute."""
    return label_text(text)


def title_text(text: str) -> str:
    """The text as a double-quoted YAML scalar for the front matter."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "\\x25")
    return f'"{escaped}"'


@dataclass(slots=True)
class AttributeWords:
    """Words for the types and names of one entity; what a word cannot say comes as a note for the comment."""

    exact: bool
    """Backticks and commas may be used."""
    ascii_only: bool
    _taken: set[str] = field(default_factory=set)

    def type(self, text: str) -> tuple[str, str]:
        """The word for a type, and the exact type if the word is not it."""
        if not text:
            return "untyped", ""
        if _PLAIN_TYPE.fullmatch(text) and self._keeps(text):
            return text, ""
        if self.exact:
            return (text if _EXACT_TYPE.fullmatch(text) and self._keeps(text) else f"`{label_text(text)}`"), ""
        return self._respelled(text, empty="type"), text

    def name(self, text: str) -> tuple[str, str]:
        """The word for a name, unique in its entity, and the exact name if the word is not it."""
        if _PLAIN_NAME.fullmatch(text) and self._keeps(text) and text not in self._taken:
            word, note = text, ""
        elif self.exact:
            word, note = f"`{label_text(text)}`", ""
        else:
            word, note = self._free(self._respelled(text, empty="column")), f"name: {text}"
        self._taken.add(word)
        return word, note

    def _keeps(self, text: str) -> bool:
        """Whether the word is drawn as it stands: no key, no Markdown emphasis, no code mark."""
        if text.casefold() in _KEYS or (text[0] == "_" and text[-1] == "_") or _CODE_MARK in text:
            return False
        return all(c.isascii() or self._fits(c) for c in text)

    def _fits(self, character: str) -> bool:
        if character.isascii():
            return character.isalnum()
        return (
            not self.ascii_only
            and "\u00c0" <= character <= "\uffff"
            and character.isalnum()
            and character != _CODE_MARK
        )

    def _respelled(self, text: str, *, empty: str) -> str:
        word = re.sub("_+", "_", "".join(c if self._fits(c) else "_" for c in text)).strip("_")
        if not word:
            return empty
        if word[0].isdigit():
            word = f"_{word}"
        return f"{word}_" if word.casefold() in _KEYS else word

    def _free(self, word: str) -> str:
        candidate, number = word, 2
        while candidate in self._taken:
            candidate, number = f"{word}_{number}", number + 1
        return candidate
