"""Rows within a row: the text forms of composite values and of arrays of them.

A relation comes with all its columns in one text, so that a database with half a million columns is read
without half a million rows, and equal columns are decoded once.
"""

from __future__ import annotations

Record = tuple["str | None", ...]


def record(text: str) -> Record:
    """The fields of a composite value as record_out() prints it; a field without text is None."""
    fields: list[str | None] = []
    place, end = 1, len(text) - 1
    while place <= end:
        if text[place] == '"':
            field, place = _quoted(text, place + 1)
            fields.append(field)
        else:
            stop = _plain_end(text, place)
            fields.append(text[place:stop] or None)
            place = stop
        place += 1
    return tuple(fields)


def _plain_end(text: str, start: int) -> int:
    comma = text.find(",", start)
    return len(text) - 1 if comma < 0 else comma


def _quoted(text: str, start: int) -> tuple[str, int]:
    """A quoted field and the place after its closing quote; quotes and backslashes in it are doubled."""
    parts: list[str] = []
    place = start
    while True:
        stop = text.index('"', place)
        parts.append(text[place:stop])
        if text[stop + 1] != '"':
            return "".join(parts).replace("\\\\", "\\"), stop + 1
        parts.append('"')
        place = stop + 2


def elements(text: str) -> list[str]:
    """The elements, still escaped, of an array of composite values with two fields or more as array_out() prints it.

    Every element has a comma, so array_out() quotes each; a quote inside is escaped, so `","` only separates.
    """
    return text[2:-2].split('","') if len(text) > 2 else []


def unescape(element: str) -> str:
    """An element of `elements` as the composite value prints itself."""
    if "\\" not in element:
        return element
    parts: list[str] = []
    place = 0
    while (stop := element.find("\\", place)) >= 0:
        parts.append(element[place:stop])
        parts.append(element[stop + 1])
        place = stop + 2
    parts.append(element[place:])
    return "".join(parts)


def array(text: str) -> list[str]:
    """The elements of a one-dimensional array of texts without NULLs as array_out() prints it."""
    found: list[str] = []
    place, end = 1, len(text) - 1
    while place < end:
        if text[place] == '"':
            stop = place + 1
            while text[stop] != '"':
                stop += 2 if text[stop] == "\\" else 1
            found.append(unescape(text[place + 1 : stop]))
            place = stop + 2
        else:
            stop = text.find(",", place)
            stop = end if stop < 0 else stop
            found.append(text[place:stop])
            place = stop + 1
    return found
