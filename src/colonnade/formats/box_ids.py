"""Identifiers of boxes that no notation misreads: the name where it is safe, else a respelling of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import ClassVar

from colonnade.errors import InputError
from colonnade.model.diagram import Diagram
from colonnade.text import did_you_mean

_LIMIT_CHARACTERS = 48
_DIGEST_CHARACTERS = 8
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")

# Words that mean something to one of Mermaid, PlantUML, D2 or DOT where an identifier may stand.
_RESERVED = frozenset(
    """
    one zero many only optionally to u accdescr acctitle erdiagram direction style classdef class classes
    end subgraph title
    entity enum interface abstract annotation note hide show remove restore skinparam package namespace together
    left right top bottom as of also is allow_mixing scale legend header footer caption newpage page object map json
    table set diamond circle struct stereotype exception metaclass protocol record dataclass static field method
    node edge graph digraph strict
    label desc shape icon width height constraint tooltip link near steps layers scenarios vars null true false
    opacity bold underline italic fill stroke font source target
    pk fk uk pii confidential normal view closing notes diagram
    """.split()
)


class DiagramError(InputError):
    """A diagram names a box twice, or a line ends at a box that is not there."""

    code: ClassVar[str] = "CO140"


def safe_word(text: str) -> str:
    """The text as ASCII letters, digits and single inner underscores; may be empty."""
    return _UNSAFE.sub("_", text).strip("_")


def box_ids(diagram: Diagram) -> Mapping[str, str]:
    """A safe identifier for the id of each box; it depends on that id and its equals only, so it is stable in Git.

    Raises DiagramError if two boxes share an id or an edge ends nowhere.
    """
    _check(diagram)
    plain = {box.id: _identifier(box.id) for box in diagram.boxes}
    found: dict[str, str] = {}
    taken: set[str] = set()
    # Those spelled safely by themselves choose first, so a newcomer never renames one of them.
    for box_id, word in sorted(plain.items(), key=lambda item: item[0] != item[1]):
        found[box_id] = _free(word, box_id, taken)
        taken.add(found[box_id].casefold())
    return found


def _free(word: str, box_id: str, taken: set[str]) -> str:
    candidate = word
    digits = _DIGEST_CHARACTERS
    while candidate.casefold() in taken:
        candidate = _with_digest(word, box_id, digits)
        digits += _DIGEST_CHARACTERS
    return candidate


def _identifier(box_id: str) -> str:
    word = safe_word(box_id)
    if not word or not box_id.isascii():
        return _with_digest(word, box_id)
    if word[0].isdigit():
        word = f"t{word}"
    if len(word) > _LIMIT_CHARACTERS:
        return _with_digest(word, box_id)
    return f"{word}_t" if word.casefold() in _RESERVED else word


def _with_digest(word: str, box_id: str, digits: int = _DIGEST_CHARACTERS) -> str:
    digest = hashlib.sha256(box_id.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
    stem = word[: _LIMIT_CHARACTERS - _DIGEST_CHARACTERS - 1].rstrip("_") or "t"
    if stem[0].isdigit():
        stem = f"t{stem}"
    return f"{stem}_{digest}"


def _check(diagram: Diagram) -> None:
    known: set[str] = set()
    for box in diagram.boxes:
        if box.id in known:
            raise DiagramError(f"two boxes have the id {box.id!r}", hint="ids are unique in a diagram")
        known.add(box.id)
    for edge in diagram.edges:
        for end in (edge.source, edge.target):
            if end not in known:
                hint = did_you_mean(end, known) or "add the box or leave the line out"
                raise DiagramError(f"the line {edge.id!r} ends at {end!r}, which is no box", hint=hint)
