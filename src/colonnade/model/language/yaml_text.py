"""YAML text of plain values, always the same for the same values, and read the same by YAML 1.1, 1.2 and our reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

INLINE_WIDTH = 88
"""A list of short texts stays on its line up to this column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A mapping or list whose members have lines of their own, however short they are.

    Where they are `apart`, an empty line goes between two if one of them has several lines.
    """

    of: Mapping[str, Out] | Sequence[Out]
    apart: bool = False


Out: TypeAlias = bool | int | float | str | Sequence["Out"] | Mapping[str, "Out"] | Lines | None
"""What can be written."""

_NEVER = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
"""Characters that stand only in double quotes, as escapes."""

_LAST = rf"(?:[^{_NEVER}]*[^\s{_NEVER}:])"
_PLAIN = re.compile(rf"[^\s{_NEVER}\-?:,\[\]{{}}#&*!|>'\"%@`~<=.\d+]{_LAST}?")
_DIGIT_FIRST = re.compile(rf"\d{_LAST}?")
_BEGINS_LIKE_A_NUMBER = re.compile(r"\d[\w.,:+-]*")
_BREAKS_PLAIN = re.compile(r": |:\t| #|\t#|:$")
_BREAKS_INLINE = re.compile(r"[,\[\]{}?:]")
_RESERVED = re.compile(r"(?i:y|yes|n|no|on|off|true|false|null|nan|inf|infinity)")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?.*")
_QUOTABLE = re.compile(rf"[^{_NEVER}]*")
_BLOCK = re.compile(rf"(?:[^{_NEVER}]|[\t\n])*")


def scalar(value: str | float | None, *, inline: bool = False) -> str:
    """A value on one line; text in quotes only where it needs them."""
    if not isinstance(value, str):
        return json.dumps(value)
    if _is_plain(value) and not (inline and _BREAKS_INLINE.search(value)):
        return value
    if _QUOTABLE.fullmatch(value):
        holds_only_single = "'" in value and '"' not in value and "\\" not in value
        return f'"{value}"' if holds_only_single else _single(value)
    return _double(value)


def _single(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _double(text: str) -> str:
    """JSON's escapes are YAML's too, but for what lies beyond the 16 bits, which YAML wants as one."""
    escaped = json.dumps(text, ensure_ascii=False)
    return re.sub(rf"[{_NEVER}]", lambda match: f"\\u{ord(match.group()):04x}", escaped)


def _is_plain(text: str) -> bool:
    if _DIGIT_FIRST.fullmatch(text):
        is_number = _BEGINS_LIKE_A_NUMBER.fullmatch(text) and not _is_version(text)
        if is_number or _DATE.fullmatch(text):
            return False
    elif not _PLAIN.fullmatch(text):
        return False
    return not (_BREAKS_PLAIN.search(text) or _RESERVED.fullmatch(text))


def _is_version(text: str) -> bool:
    """Digits with two or more points are no number in any YAML."""
    return re.fullmatch(r"\d+(\.\d+){2,}", text) is not None


def lines_of(value: Out, indent: int = 0) -> Iterator[str]:
    """The lines of a mapping or a list, each indented."""
    apart = isinstance(value, Lines) and value.apart
    inner = value.of if isinstance(value, Lines) else value
    if isinstance(inner, Mapping):
        members = [list(_entry(key, each, indent)) for key, each in inner.items()]
    elif isinstance(inner, Sequence) and not isinstance(inner, str):
        members = [list(_item(each, indent)) for each in inner]
    else:
        raise TypeError(f"{value!r} has no lines of its own")
    before = 0
    for member in members:
        if apart and before and max(before, len(member)) > 1:
            yield ""
        yield from member
        before = len(member)


def _entry(key: str, value: Out, indent: int) -> Iterator[str]:
    yield from _after(f"{' ' * indent}{scalar(key)}:", value, indent)


def _item(value: Out, indent: int) -> Iterator[str]:
    inner = value.of if isinstance(value, Lines) else value
    if isinstance(inner, Mapping) and inner:
        lines = lines_of(value, indent + 2)
        yield f"{' ' * indent}- {next(lines)[indent + 2 :]}"
        yield from lines
    else:
        yield from _after(f"{' ' * indent}-", value, indent)


def _after(head: str, value: Out, indent: int) -> Iterator[str]:
    """A key or a dash and what follows it."""
    inner = value.of if isinstance(value, Lines) else value
    if isinstance(inner, Mapping):
        if inner:
            yield head
            yield from lines_of(value, indent + 2)
        else:
            yield f"{head} {{}}"
    elif isinstance(inner, Sequence) and not isinstance(inner, str):
        flow = None if isinstance(value, Lines) and inner else _inline(inner)
        if flow is not None and len(head) + 1 + len(flow) <= INLINE_WIDTH:
            yield f"{head} {flow}"
        else:
            yield head
            yield from lines_of(value, indent + 2)
    elif isinstance(inner, str) and "\n" in inner and is_block_text(inner):
        yield from _block(head, inner, indent)
    elif isinstance(inner, str):
        yield f"{head} {scalar(inner)}"
    else:
        yield f"{head} {json.dumps(inner)}"


def _inline(items: Sequence[Out]) -> str | None:
    """A list on one line, if all of it are texts of one line, numbers and the like."""
    words: list[str] = []
    for each in items:
        if isinstance(each, str):
            if "\n" in each:
                return None
            words.append(scalar(each, inline=True))
        elif each is None or isinstance(each, bool | int | float):
            words.append(json.dumps(each))
        else:
            return None
    return f"[{', '.join(words)}]"


def is_block_text(text: str) -> bool:
    """Whether a text of several lines can stand as a block, every character as it is."""
    return (
        _BLOCK.fullmatch(text) is not None
        and text.strip("\n") != ""
        and not text.startswith("\n")
        and not text.endswith("\n\n")
    )


def _block(head: str, text: str, indent: int) -> Iterator[str]:
    body = text.rstrip("\n")
    chomp = "" if text.endswith("\n") else "-"
    mark = "2" if text[0] in " \t" else ""
    yield f"{head} |{mark}{chomp}"
    for line in body.split("\n"):
        yield f"{' ' * (indent + 2)}{line}" if line else ""
