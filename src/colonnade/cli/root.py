"""The command `colonnade` itself: finds its verbs, and turns every error into words and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from itertools import pairwise
from typing import Any

import click
from click.shell_completion import CompletionItem

from colonnade.cli.exits import Exit
from colonnade.cli.failure import Guard
from colonnade.cli.table import TITLES, VERBS, module_of, summary_of
from colonnade.text import did_you_mean

PAGE = """One model for the whole life of a database design.

A SOURCE is a model file (*.colonnade.yaml), a .sql file, a folder of ordered .sql migrations, a .dbml file, a live
URL (postgresql://user@host/name, sqlite:///file.db), env:NAME for one of colonnade.toml, git:REV:PATH, or
blueprint:NAME. ${NAME} in a URL is an environment variable.

Exit codes: 0 done; 1 something to act on, or refused for a stated reason; 2 the input or the call is wrong;
3 the outside world failed.
"""


class Root(click.Group):
    """A group whose verbs are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for names in VERBS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = module_of(cmd_name)
        found = None if module is None else import_module(module).command
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and module_of(args[0]) is None:
            near = did_you_mean(args[0], self.list_commands(ctx))
            raise click.UsageError(f"there is no verb {args[0]!r}{f'; {near}' if near else ''}", ctx=ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Verbs that begin so, with what they do, and none of them imported: it runs at every press of a key."""
        verbs = [
            CompletionItem(name, help=summary_of(folder, name))
            for folder, names in VERBS.items()
            for name in names
            if name.startswith(incomplete)
        ]
        # past our own parent, which would import every verb to see whether it is hidden
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for folder, names in VERBS.items():
            with formatter.section(TITLES[folder]):
                formatter.write_dl([(name, summary_of(folder, name)) for name in names])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run; the process ends with the exit code."""
        given = list(sys.argv[1:] if args is None else args)
        sys.exit(self.run(given, *rest, **extra))

    def run(self, given: Sequence[str], *rest: Any, **extra: Any) -> int:
        """Run; the answer is the exit code."""
        for stream in (sys.stdout, sys.stderr):
            # A terminal or pipe that can't show a sign gets a question mark, not an error.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        guard = Guard(as_json=wants_json(given), debug="--debug" in given)
        with guard:
            extra["standalone_mode"] = False
            code = super().main(list(given), *rest, **extra)
            sys.stdout.flush()
            guard.code = code if isinstance(code, int) else Exit.DONE
        return guard.code


def wants_json(given: Sequence[str]) -> bool:
    """Whether the arguments ask for JSON, found without understanding the rest of them."""
    return "--format=json" in given or ("--format", "json") in pairwise(given)


COMMAND = Root(
    name="colonnade",
    help=PAGE,
    no_args_is_help=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def _root(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


COMMAND.callback = click.pass_context(_root)
COMMAND.params.append(
    click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        help="Show the version and exit.",
        callback=lambda ctx, _, asked: _tell_version(ctx) if asked else None,
    )
)
COMMAND.params.append(
    click.Option(["--debug"], is_flag=True, expose_value=False, help="Show the whole trace of an error.")
)


def _tell_version(ctx: click.Context) -> None:
    click.echo(f"colonnade {version('colonnade')}")
    ctx.exit()


def run(arguments: Sequence[str]) -> int:
    """Run the command line; the answer is the exit code."""
    return COMMAND.run(arguments)
