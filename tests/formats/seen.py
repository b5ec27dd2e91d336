"""What a reader sees in a rendered picture: boxes, their texts, and lines with their ends."""

from __future__ import annotations

import base64
import binascii
import html
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.formats.provers import Picture

_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line between two boxes, by their ids."""

    source: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Texts of each box in order of reading, and how many lines join which boxes."""

    boxes: Mapping[str, tuple[str, ...]]
    lines: Counter[Line]
    texts: tuple[str, ...]


def words(text: str) -> str:
    """The text as the eye reads it: blanks run together, marks without width dropped."""
    return " ".join(text.replace("\u200b", "").split())


def _text(element: ET.Element) -> str:
    return words("".join(element.itertext()))


def _groups(picture: Picture) -> Iterator[tuple[str, ET.Element]]:
    for group in picture.svg.iter(f"{_SVG}g"):
        yield group.get("class") or "", group


def _texts(element: ET.Element) -> tuple[str, ...]:
    return tuple(_text(text) for text in element.iter(f"{_SVG}text"))


def in_dot(picture: Picture) -> Seen:
    boxes: dict[str, tuple[str, ...]] = {}
    lines: Counter[Line] = Counter()
    for kind, group in _groups(picture):
        title = group.find(f"{_SVG}title")
        if title is None or title.text is None:
            continue
        if kind == "node":
            boxes[title.text] = _texts(group)
        elif kind == "edge":
            source, target = (end.split(":")[0] for end in title.text.split("->"))
            lines[Line(source=source, target=target)] += 1
    return Seen(boxes=boxes, lines=lines, texts=_texts(picture.svg))


_D2_LINE = re.compile(r"\((\w+) (?:&lt;)?-(?:&gt;)? (\w+)\)\[\d+\]")


def in_d2(picture: Picture) -> Seen:
    boxes: dict[str, tuple[str, ...]] = {}
    lines: Counter[Line] = Counter()
    for kind, group in _groups(picture):
        try:
            name = base64.b64decode(kind.split()[0], validate=True).decode() if kind else ""
        except (binascii.Error, UnicodeDecodeError):
            continue
        line = _D2_LINE.fullmatch(name)
        if line:
            lines[Line(source=line[1], target=line[2])] += 1
        elif name and any("shape" in (part.get("class") or "") for part in group.iter(f"{_SVG}g")):
            boxes[html.unescape(name)] = _texts(group)
    return Seen(boxes=boxes, lines=lines, texts=_texts(picture.svg))


def in_mermaid(picture: Picture) -> Seen:
    boxes: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    for kind, group in _groups(picture):
        if kind.startswith("node "):
            full = (group.get("id") or "").removeprefix("my-svg-")
            name = full.removeprefix("entity-").rpartition("-")[0]
            names[full] = name
            parts = group.iter(f"{_SVG}g")
            boxes[name] = tuple(_text(part) for part in parts if (part.get("class") or "").startswith("label "))
    lines: Counter[Line] = Counter()
    for path in picture.svg.iter(f"{_SVG}path"):
        if path.get("data-edge") == "true":
            name = path.get("data-id") or ""
            # A line to its own box is drawn in three pieces, of which the first has this name.
            loop = re.fullmatch(r"(entity-.*-\d+)-cyclic-special-1", name)
            if loop:
                lines[Line(source=names[loop[1]], target=names[loop[1]])] += 1
            ends = re.fullmatch(r"id_(entity-.*-\d+)_(entity-.*-\d+)_\d+", name)
            if ends:
                lines[Line(source=names[ends[1]], target=names[ends[2]])] += 1
    labels = tuple(_text(group) for kind, group in _groups(picture) if kind == "edgeLabel")
    return Seen(boxes=boxes, lines=lines, texts=(*_texts(picture.svg), *labels))


def in_plantuml(picture: Picture) -> Seen:
    """Boxes and lines from the comments in the picture; its texts cannot be told apart by box."""
    comments = re.findall(r"<!--(.*?)-->", picture.source, flags=re.DOTALL)
    boxes: dict[str, tuple[str, ...]] = {}
    lines: Counter[Line] = Counter()
    for comment in comments:
        found = re.search(r"\n(class|link|reverse link) (\w+)(?: to (\w+))?$", comment)
        if found is None:
            continue
        if found[1] == "class":
            boxes[found[2]] = ()
        elif not found[3].startswith("GMN") and not found[2].startswith("GMN"):
            lines[Line(source=found[2], target=found[3])] += 1
    return Seen(boxes=boxes, lines=lines, texts=_texts(picture.svg))
