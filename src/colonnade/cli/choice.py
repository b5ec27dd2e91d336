"""Options that take one word of an enum."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Generic, TypeVar

import click

Word = TypeVar("Word", bound=StrEnum)


class Choice(click.ParamType[Word], Generic[Word]):
    """One of the members of an enum, by the text it stands for."""

    name = "choice"

    def __init__(self, members: Iterable[Word]) -> None:
        self.members = {each.value: each for each in members}

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """All words."""
        return "|".join(self.members)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Word:
        """The member of a text, in whatever case."""
        found = self.members.get(str(value).lower())
        if found is None:
            self.fail(f"{value!r} is not one of {', '.join(self.members)}", param, ctx)
        return found

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """The words that begin so."""
        return [click.shell_completion.CompletionItem(each) for each in self.members if each.startswith(incomplete)]
