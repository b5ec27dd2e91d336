"""How a verb becomes a command: its page, its formats, and the answer that it gives."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

import click
from rich.console import Console

from colonnade.cli.choice import Choice
from colonnade.cli.document import document_text
from colonnade.cli.exits import Exit
from colonnade.cli.screen import Format, Screen
from colonnade.errors import ColonnadeError

__all__ = ["Answer", "Format", "Verb", "VerbGroup", "group", "verb", "verbs_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a verb has to say."""

    result: object
    """The document of `--format json`."""
    text: Callable[[Console], None] = lambda _: None
    """Prints it for a person."""
    sql: str = ""
    """The script of `--format sql`, for verbs that have one."""
    notation: Callable[[Format], str] = lambda _: ""
    """The text of `--format sarif` and `--format github`, for verbs that have them."""
    code: Exit = Exit.DONE
    form: Format | None = None
    """The form where the user asks for none; the first that the verb has, without it."""
    refusal: ColonnadeError | None = None
    """Why the product does no more than tell; it is raised when the answer has been printed."""


class Verb(click.Command):
    """A command that knows the type of its documents."""

    result: type


class VerbGroup(click.Group):
    """A verb that has verbs of its own: `blueprint deploy`."""

    def verbs(self) -> tuple[Verb, ...]:
        """Its verbs, in the order of work."""
        return tuple(each for each in self.commands.values() if isinstance(each, Verb))

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def group(page: str | None, *, name: str, verbs: Sequence[Verb]) -> VerbGroup:
    """Make a verb of verbs; `page` is the docstring of its module."""

    def alone(ctx: click.Context) -> None:
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help())

    return VerbGroup(
        name=name,
        help=page,
        callback=click.pass_context(alone),
        commands={each.name or "": each for each in verbs},
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def verbs_of(command: object, name: str) -> Mapping[str, Verb]:
    """A command, or the commands of a group, each by its whole name."""
    if isinstance(command, VerbGroup):
        return {f"{name} {each.name}": each for each in command.verbs()}
    assert isinstance(command, Verb)
    return {name: command}


Act = Callable[..., Answer]


def verb(
    page: str | None,
    *,
    name: str,
    result: type,
    formats: Sequence[Format] = (Format.TEXT, Format.JSON),
) -> Callable[[Act], Verb]:
    """Make a command of a function that takes a `Screen` and its parameters.

    `page` is the docstring of its module; the first of `formats` is the default.
    """

    def wrap(act: Act) -> Verb:
        def run(*, format_: Format | None, debug: bool, **values: object) -> int:  # noqa: ARG001 (the guard reads it)
            screen = Screen(wants=format_ or formats[0])
            answer = act(screen, **values)
            _print(answer, format_ or answer.form or formats[0], screen)
            if answer.refusal is not None:
                raise answer.refusal
            return answer.code

        run.__doc__ = page
        parameters = getattr(act, "__click_params__", [])
        common = [
            click.Option(
                ["--format", "format_"],
                type=Choice(formats),
                help=f"What is printed on standard output; {formats[0]} without it.",
            ),
            click.Option(["--debug"], is_flag=True, help="Show the whole trace of an error."),
        ]
        made = Verb(
            name=name,
            callback=run,
            params=[*reversed(parameters), *common],
            help=page,
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        )
        made.result = result
        return made

    return wrap


def _print(answer: Answer, form: Format, screen: Screen) -> None:
    match form:
        case Format.TEXT:
            answer.text(screen.out)
        case Format.JSON:
            sys.stdout.write(document_text(answer.result))
        case Format.SQL:
            sys.stdout.write(answer.sql)
        case Format.SARIF | Format.GITHUB:
            sys.stdout.write(answer.notation(form))
        case _:
            assert_never(form)
