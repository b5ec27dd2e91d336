"""Values that are checked when they are made: versions, names, schedules. Each is a text of a class of its own."""

from __future__ import annotations

import re
from typing import ClassVar, Self

from colonnade.errors import InputError


class BadValueError(InputError):
    """A text is not a value of the kind that was asked for."""

    code = "CO105"


class CheckedText(str):
    """A text of a certain form. Making one of another text raises BadValueError."""

    __slots__ = ()
    form: ClassVar[re.Pattern[str]]
    what: ClassVar[str]
    right: ClassVar[str]
    """An example."""

    def __new__(cls, text: str) -> Self:
        fault = cls.fault(text)
        if fault:
            raise BadValueError(
                f"{text!r} is no {cls.what}: {fault}", hint=f"such as {cls.right}", fields={"value": text}
            )
        return super().__new__(cls, text)

    @classmethod
    def fault(cls, text: str) -> str:
        """What is wrong with a text; nothing where it is right."""
        return "" if cls.form.fullmatch(text) else "it has another form"


_NUMBER = r"(?:0|[1-9][0-9]*)"


class SchemaVersion(CheckedText):
    """Three numbers without leading zeroes, perhaps with a pre-release and a build (https://semver.org, section 2)."""

    form = re.compile(
        rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}"
        rf"(?:-(?:{_NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:{_NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?"
        r"(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
    )
    what = "version of a schema"
    right = "1.4.0"


MOST_LETTERS = 64
"""Letters of a name in a registry."""


class _Name(CheckedText):
    """Lower-case words of letters and digits, joined by single underscores."""

    form = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")

    @classmethod
    def fault(cls, text: str) -> str:
        if len(text) > MOST_LETTERS:
            return f"it has {len(text)} letters; {MOST_LETTERS} are allowed"
        return "" if cls.form.fullmatch(text) else "it is lower case, digits and single underscores"

    @classmethod
    def allowed(cls, text: str) -> Self:
        """A name that a standard of another form allows."""
        return str.__new__(cls, text)


class TableName(_Name):
    """A table's name; `Vocabulary.table_name` judges by the words of a standard too."""

    what = "name of a table"
    right = "user_audit_logins"


class IndexName(_Name):
    """An index's name; `Vocabulary.index_name` makes one by a standard."""

    what = "name of an index"
    right = "idx_user_audit_logins_at"

    @classmethod
    def fault(cls, text: str) -> str:
        return super().fault(text) or ("" if text.startswith("idx_") else "it begins with idx_")


_FIELDS = (
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day of the month", 1, 31, ()),
    ("month", 1, 12, ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
    ("day of the week", 0, 7, ("sun", "mon", "tue", "wed", "thu", "fri", "sat")),
)
_WORDS = frozenset({"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"})


class CronExpression(CheckedText):
    """Five fields, or one of the words @hourly to @yearly, as crontab(5) has them."""

    what = "schedule"
    right = "30 2 * * 1-5 (minute, hour, day of the month, month, day of the week)"

    @classmethod
    def fault(cls, text: str) -> str:
        if text in _WORDS:
            return ""
        parts = text.split()
        if len(parts) != len(_FIELDS) or text != " ".join(parts):
            return f"it has {len(parts)} fields, not five with single blanks"
        for part, (title, least, most, names) in zip(parts, _FIELDS, strict=True):
            for item in part.split(","):
                if not _is_item(item, least, most, names):
                    return f"{item!r} is no {title} ({least} to {most})"
        return ""


def _is_item(item: str, least: int, most: int, names: tuple[str, ...]) -> bool:
    span, slash, step = item.partition("/")
    if slash and not (step.isascii() and step.isdigit() and 0 < int(step) <= most):
        return False
    if span == "*":
        return True
    first, dash, last = span.partition("-")
    ends = [_number(each, least, names) for each in ([first, last] if dash else [first])]
    if any(each is None or not least <= each <= most for each in ends):
        return False
    # a step of a single value has nothing to step through
    return (not slash or bool(dash)) and (len(ends) == 1 or (ends[0] or 0) <= (ends[1] or 0))


def _number(text: str, least: int, names: tuple[str, ...]) -> int | None:
    if text.lower() in names:
        return names.index(text.lower()) + least
    return int(text) if text.isascii() and text.isdigit() else None
