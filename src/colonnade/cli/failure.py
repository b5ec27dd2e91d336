"""Errors in words a person reads, as a document a program reads, and as an exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

import click
from rich.text import Text

from colonnade.cli.document import document_text
from colonnade.cli.exits import Exit
from colonnade.cli.screen import console
from colonnade.connect.urls import without_secrets
from colonnade.errors import ColonnadeError, InputError, Place, RefusedError, WorldError
from colonnade.model.problems import ModelError

Plain = str | int | float | bool | list[str] | None

MOST_PROBLEMS = 20
"""Problems of one file that are told in words; the document has all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong."""

    code: str
    message: str
    hint: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    """Lines and columns from 1, as editors count them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a run did not do what it was asked for, as it stands on standard error with `--format json`."""

    error: Fault
    problems: tuple[Fault, ...]
    """Every problem that was found; the first one is `error`."""
    fields: Mapping[str, Plain]
    """The values the message was made of."""
    exit: int


class Guard:
    """Runs a block; whatever it raises is told on standard error and becomes `code`."""

    def __init__(self, *, as_json: bool, debug: bool) -> None:
        self.as_json = as_json
        self.debug = debug
        self.code: int = Exit.DONE

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is None or isinstance(error, SystemExit):
            return False
        if isinstance(error, click.exceptions.Exit):
            self.code = error.exit_code
            return True
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            _let_go()
            self.code = Exit.PIPE
            return True
        failure = failure_of(error)
        self.code = failure.exit
        if self.debug and not isinstance(error, click.ClickException):
            sys.stderr.write(without_secrets("".join(traceback.format_exception(error))))
        if self.as_json:
            sys.stderr.write(document_text(failure))
        else:
            _say(failure)
        return True


def _let_go() -> None:
    """Point standard output to nowhere, so that the interpreter's last flush finds no closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def failure_of(error: BaseException) -> Failure:
    """What an error says."""
    match error:
        case ModelError():
            faults = tuple(_fault(each.code.value, each.message, each.hint, each.place) for each in error.problems)
            return _failure(Exit.INPUT, faults, error.fields)
        case ColonnadeError():
            faults = (_fault(error.code, error.message, error.hint, error.place),)
            return _failure(_exit_of(error), faults, error.fields)
        case click.UsageError():
            return _failure(Exit.INPUT, (_usage(error),))
        case click.ClickException():
            return _failure(Exit.INPUT, (Fault(code="CO100", message=error.format_message()),))
        case KeyboardInterrupt() | click.Abort():
            said = " ".join(getattr(error, "__notes__", ()))
            return _failure(Exit.STOPPED, (Fault(code="CO000", message="stopped", hint=said),))
        case OSError():
            message = f"{error.strerror}: {error.filename}" if error.filename else str(error)
            return _failure(Exit.WORLD, (Fault(code="CO300", message=message, hint="check the path and the disk"),))
        case _:
            return _failure(Exit.WORLD, (_bug(error),))


def _failure(code: Exit, faults: tuple[Fault, ...], fields: Mapping[str, object] | None = None) -> Failure:
    shown = tuple(
        replace(each, message=without_secrets(each.message), hint=without_secrets(each.hint)) for each in faults
    )
    return Failure(error=shown[0], problems=shown, fields=dict(_plain(fields or {})), exit=code)


def _exit_of(error: ColonnadeError) -> Exit:
    match error:
        case InputError():
            return Exit.INPUT
        case RefusedError():
            return Exit.ACT
        case WorldError():
            return Exit.WORLD
        case _:
            return Exit.WORLD


def _fault(code: str, message: str, hint: str, place: Place | None) -> Fault:
    where = place or Place()
    return Fault(code=code, message=message, hint=hint, file=where.file, line=where.line, column=where.column)


def _usage(error: click.UsageError) -> Fault:
    path = error.ctx.command_path if error.ctx else "colonnade"
    return Fault(code="CO100", message=error.format_message(), hint=f"see {path} --help")


def _bug(error: BaseException) -> Fault:
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return Fault(
        code="CO000",
        message=f"this is a bug in Colonnade: {type(error).__name__}: {error}{where}",
        hint="run the same command with --debug and report what it prints",
    )


def _plain(fields: Mapping[str, object]) -> Iterator[tuple[str, Plain]]:
    for key, value in fields.items():
        match value:
            case None | bool() | int() | float():
                yield key, value
            case list() | tuple():
                yield key, [without_secrets(str(each)) for each in value]
            case _:
                yield key, without_secrets(str(value))


def _say(failure: Failure) -> None:
    told = console(sys.stderr)
    for fault in failure.problems[:MOST_PROBLEMS]:
        told.print(_line(fault), soft_wrap=True)
        if fault.hint:
            told.print(Text.assemble(("  hint: ", "hint"), fault.hint), soft_wrap=True)
    more = len(failure.problems) - MOST_PROBLEMS
    if more > 0:
        told.print(Text(f"and {more} more", "quiet"), soft_wrap=True)


def _line(fault: Fault) -> Text:
    if fault.file is None and fault.line is None:
        begin = Text("error: ", "wrong")
    else:
        place = Place(file=fault.file, line=fault.line, column=fault.column)
        begin = Text.assemble((f"{place}: ", "title"))
    code = "" if fault.code.endswith("00") else f"  [{fault.code}]"
    return Text.assemble(begin, fault.message, (code, "quiet"))
