"""Names by a standard: what one of them says, what is wrong with it, and what it should be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import assert_never

from colonnade.model.facets import TablePurpose
from colonnade.model.parts import Case
from colonnade.standards.standard import Standard
from colonnade.standards.values import IndexName, TableName
from colonnade.text import did_you_mean, snake_case

TABLE_PLACES = frozenset({"module", "purpose", "entity"})
INDEX_PLACES = frozenset({"table", "columns", "type"})
_PLACE = re.compile(r"\{(\w*)\}")
_ENTITY = r"[a-z0-9]+(?:_[a-z0-9]+)*"
_SIGNS: Mapping[Case, tuple[re.Pattern[str], str]] = {
    Case.SNAKE: (re.compile(r"[a-z][a-z0-9_]*\Z"), "lower case, digits and underscores"),
    Case.LOWER: (re.compile(r"[a-z][a-z0-9_]*\Z"), "lower case, digits and underscores"),
    Case.UPPER: (re.compile(r"[A-Z][A-Z0-9_]*\Z"), "upper case, digits and underscores"),
}
_HASH = 8
"""Characters of the digest at the end of a name that was cut: 32 bits, so that two of them hardly ever meet."""


def places_of(pattern: str) -> tuple[str, ...]:
    """The placeholders of a pattern in order."""
    return tuple(found[1] for found in _PLACE.finditer(pattern))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the name of a table says."""

    module: str = ""
    purpose: TablePurpose | None = None
    entity: str = ""


class Vocabulary:
    """The words and patterns of a standard's names."""

    def __init__(self, standard: Standard) -> None:
        self.naming = standard.naming
        self._modules = _by_word((each.name, each.short) for each in standard.modules)
        self._purposes = _by_word((each.name, each.short) for each in standard.purposes)

    @cached_property
    def _pieces(self) -> tuple[tuple[str, str], ...]:
        """The pattern of tables in pieces: what each stands for, and its regular expression."""
        return tuple(self._cut(self.naming.table))

    def _cut(self, pattern: str) -> Iterator[tuple[str, str]]:
        words = {"module": _any(self._modules), "purpose": _any(self._purposes), "entity": _ENTITY}
        for optional, text in _optional(pattern):
            at, made, label = 0, "", ""
            for found in _PLACE.finditer(text):
                made += re.escape(text[at : found.start()]) + f"(?P<{found[1]}>{words[found[1]]})"
                at, label = found.end(), label or found[1]
                if not optional:
                    yield found[1], made
                    made = ""
            made += re.escape(text[at:])
            if made:
                yield (label if optional else ""), (f"(?:{made})?" if optional else made)

    @cached_property
    def _table(self) -> re.Pattern[str]:
        return re.compile("".join(piece for _, piece in self._pieces) + r"\Z", re.IGNORECASE)

    def parts(self, name: str) -> Parts | None:
        """What a table's name says, or None where it is not of the pattern."""
        found = self._table.match(name) if self.naming.table else None
        if found is None:
            return None
        said = found.groupdict()
        purpose = self._purposes.get((said.get("purpose") or "").lower())
        return Parts(
            module=self._modules.get((said.get("module") or "").lower(), ""),
            purpose=TablePurpose(purpose) if purpose else None,
            entity=said.get("entity") or "",
        )

    def table_name(self, name: str) -> TableName:
        """The name as one that the standard allows. Raises ValueError with the first thing that is wrong."""
        for each in self.table_faults(name):
            raise ValueError(f"{name!r} {each}")
        return TableName.allowed(name)

    def table_faults(self, name: str) -> Iterator[str]:
        """What is wrong with a table's name, one sentence for each broken rule."""
        faults = list(self._plain_faults(name, self.naming.table_length))
        yield from faults
        if faults or not self.naming.table or self._table.match(name):
            return
        wrong = next(
            label
            for size, (label, _) in enumerate(self._pieces, start=1)
            if not re.match("".join(piece for _, piece in self._pieces[:size]), name, re.IGNORECASE)
            or size == len(self._pieces)
        )
        known = {"module": self._modules, "purpose": self._purposes}.get(wrong)
        if known is None:
            yield f"names no {wrong or 'more'} in the pattern {self.naming.table}"
        else:
            near = did_you_mean(name.partition("_")[0], known) if wrong == "module" else ""
            yield f"has no {wrong} of the standard ({', '.join(list(known)[:8])}){f': {near}' if near else ''}"

    def column_faults(self, name: str) -> Iterator[str]:
        """What is wrong with a column's name."""
        yield from self._plain_faults(name, self.naming.column_length)

    def _plain_faults(self, name: str, most: int | None) -> Iterator[str]:
        if not name:
            yield "is empty"
            return
        if most is not None and len(name) > most:
            yield f"has {len(name)} characters; {most} are allowed"
        case = self.naming.case
        if case is not None and case in _SIGNS:
            signs, title = _SIGNS[case]
            if not signs.match(name):
                yield f"is not in {title}"
            elif "__" in name or name.endswith("_"):
                yield "has an underscore with nothing behind it"

    def in_case(self, name: str) -> str:
        """The name in the case of the standard."""
        match self.naming.case:
            case Case.SNAKE:
                return snake_case(name)
            case Case.LOWER:
                return name.lower()
            case Case.UPPER:
                return snake_case(name).upper()
            case Case.AS_IS | None:
                return name
            case _:
                assert_never(self.naming.case)

    def index_name(self, table: str, columns: Sequence[str], types: Sequence[str] = ()) -> IndexName:
        """The name of an index; one that is too long is cut and ends in a digest of the whole."""
        return IndexName.allowed(self._fitting(next(iter(self._index_names(table, columns, types)))))

    def index_faults(self, name: str, table: str, columns: Sequence[str], types: Sequence[str] = ()) -> Iterator[str]:
        """What is wrong with the name of an index; `columns` are empty where it has expressions."""
        faults = list(self._plain_faults(name, self.naming.index_length))
        yield from faults
        if faults or not self.naming.index:
            return
        if not columns:
            stem = self.naming.index.partition("{columns}")[0].replace("{table}", table)
            if not name.startswith(stem):
                yield f"does not begin with {stem}"
        elif name not in {self._fitting(each) for each in self._index_names(table, columns, types)}:
            yield f"is not {self.index_name(table, columns, types)}"

    def _index_names(self, table: str, columns: Sequence[str], types: Sequence[str]) -> Iterator[str]:
        """The names that an index may have: without the parts in brackets first."""
        parts = list(_optional(self.naming.index))
        for chosen in product(*((False, True) if optional else (True,) for optional, _ in parts)):
            text = "".join(text for (_, text), is_in in zip(parts, chosen, strict=True) if is_in)
            for each in types if "{type}" in text else ("",):
                yield text.replace("{table}", table).replace("{columns}", "_".join(columns)).replace("{type}", each)

    def _fitting(self, name: str) -> str:
        most = self.naming.index_length
        if most is None or len(name) <= most:
            return name
        digest = hashlib.sha256(name.encode()).hexdigest()[:_HASH]
        return f"{name[: most - _HASH - 1].rstrip('_')}_{digest}"


def _by_word(members: Iterator[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Names by the words that stand for them in names of tables."""
    found: dict[str, str] = {}
    for name, short in members:
        for word in (snake_case(name), *short):
            found.setdefault(word, name)
    return found


def _any(words: Mapping[str, str]) -> str:
    """One of some words, the longest first; nothing matches where there are none."""
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True)) or "(?!)"


def _optional(pattern: str) -> Iterator[tuple[bool, str]]:
    """The stretches of a pattern, and whether each is in brackets."""
    for at, text in enumerate(re.split(r"[\[\]]", pattern)):
        if text:
            yield at % 2 == 1, text
