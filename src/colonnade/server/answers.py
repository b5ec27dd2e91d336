"""Errors as answers: each of the error tree has a status, and the same document for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from http import HTTPStatus

from colonnade.connect.failures import (
    Cancelled,
    ConnectionLost,
    DiskFull,
    LockNotObtained,
    NoServer,
    NoSuchDatabase,
    NotPermitted,
    Unreachable,
    WrongPassword,
)
from colonnade.connect.live import StatementFailed
from colonnade.connect.urls import without_secrets
from colonnade.errors import ColonnadeError, InputError, RefusedError, WorldError
from colonnade.workspace.live.database import UnknownIndexError, UnknownTableError
from colonnade.workspace.registry.syncing import NoRegistryError

MEDIA_TYPE = "application/problem+json"
"""RFC 9457, with members of our own."""


class ReadOnlyError(RefusedError):
    """The server was started for reading only."""

    code = "CO286"


class NotAllowedError(RefusedError):
    """A request does not say who asks, or comes from a page of another site."""

    code = "CO287"


class BadRequestError(InputError):
    """A request is not what the API takes."""

    code = "CO106"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a request was not answered."""

    status: int
    title: str
    code: str
    """Stable; `docs/reference/errors.md` lists them."""
    detail: str
    hint: str = ""
    """The way out."""
    fields: Mapping[str, object] = field(default_factory=dict)
    """Of what the message was made."""


_STATUS: tuple[tuple[type[ColonnadeError], HTTPStatus], ...] = (
    (UnknownTableError, HTTPStatus.NOT_FOUND),
    (UnknownIndexError, HTTPStatus.NOT_FOUND),
    (NoRegistryError, HTTPStatus.NOT_FOUND),
    (InputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ReadOnlyError, HTTPStatus.FORBIDDEN),
    (RefusedError, HTTPStatus.CONFLICT),
    (NotPermitted, HTTPStatus.FORBIDDEN),
    (StatementFailed, HTTPStatus.CONFLICT),
    (LockNotObtained, HTTPStatus.SERVICE_UNAVAILABLE),
    (Cancelled, HTTPStatus.SERVICE_UNAVAILABLE),
    (DiskFull, HTTPStatus.INSUFFICIENT_STORAGE),
    (Unreachable, HTTPStatus.BAD_GATEWAY),
    (ConnectionLost, HTTPStatus.BAD_GATEWAY),
    (WrongPassword, HTTPStatus.BAD_GATEWAY),
    (NoSuchDatabase, HTTPStatus.BAD_GATEWAY),
    (NoServer, HTTPStatus.BAD_GATEWAY),
    (WorldError, HTTPStatus.BAD_GATEWAY),
    (ColonnadeError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
"""The first that an error is one of."""


def status_of(error: ColonnadeError) -> HTTPStatus:
    """The status of an error."""
    return next(status for leaf, status in _STATUS if isinstance(error, leaf))


def problem(error: ColonnadeError, status: HTTPStatus | None = None) -> Problem:
    """An error as a document; passwords in it are hidden."""
    found = status or status_of(error)
    return Problem(
        status=found.value,
        title=found.phrase,
        code=error.code,
        detail=without_secrets(error.message),
        hint=without_secrets(error.hint),
        fields={key: _plain(value) for key, value in error.fields.items()},
    )


def document(told: Problem) -> dict[str, object]:
    """A problem as JSON."""
    return asdict(told)


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return without_secrets(str(value))
