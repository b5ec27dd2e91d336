"""Who may ask: a token where one is set, else only programs of this machine, and never a page of another site."""

from __future__ import annotations

import hmac
import json
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from colonnade.server.answers import MEDIA_TYPE, NotAllowedError, document, problem

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
"""As https://asgi.readthedocs.io/en/latest/specs/main.html has them."""

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_OPEN = frozenset({"/healthz", "/readyz"})
"""What a watchman asks without a token; it tells nothing of the database."""


@dataclass(slots=True)
class Counts:
    """Answers by their status, since the server was started."""

    answers: Counter[int] = field(default_factory=Counter)


class Guard:
    """Stands before the application."""

    def __init__(self, application: Application, *, token: str, counts: Counts) -> None:
        self.application = application
        self.token = token
        self.counts = counts

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.counts.answers[int(message["status"])] += 1
            await send(message)

        refused = self._refusal(scope)
        if refused is None:
            await self.application(scope, receive, counted)
        else:
            await _answer(counted, *refused)

    def _refusal(self, scope: Message) -> tuple[HTTPStatus, NotAllowedError] | None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        if not self.token and _name_of(f"//{host}") not in LOOPBACK:
            # a name that leads here by somebody else's doing (DNS rebinding)
            return HTTPStatus.MISDIRECTED_REQUEST, NotAllowedError(
                "without a token the server answers to the names of this machine only", hint="ask http://127.0.0.1"
            )
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return HTTPStatus.FORBIDDEN, NotAllowedError(
                "a page of another site may not ask", fields={"origin": origin}
            )
        if self.token and scope["path"] not in _OPEN:
            given = headers.get("authorization", "")
            if not hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode()):
                return HTTPStatus.UNAUTHORIZED, NotAllowedError(
                    "the request has no token, or another one", hint="send the header Authorization: Bearer TOKEN"
                )
        return None


def _name_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


async def _answer(send: Send, status: HTTPStatus, error: NotAllowedError) -> None:
    headers = [(b"content-type", MEDIA_TYPE.encode())]
    if status is HTTPStatus.UNAUTHORIZED:
        headers.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(document(problem(error, status))).encode()})
