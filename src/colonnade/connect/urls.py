"""Addresses of databases, as people write them; a password in one is never shown."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote, unquote

from colonnade.errors import InputError
from colonnade.text import did_you_mean

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<rest>.*)", re.DOTALL)
_VARIABLE = re.compile(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)\}")
_SECRET_PARAMETER = re.compile(r"(?P<key>[^?&=]*(?:password|secret|token)[^?&=]*)=[^&]*", re.I)
_PARAMETERS = frozenset(
    "application_name channel_binding client_encoding connect_timeout dbname "
    "fallback_application_name gssencmode host hostaddr keepalives keepalives_count "
    "keepalives_idle keepalives_interval "
    "krbsrvname load_balance_hosts options passfile port replication requirepeer require_auth "
    "service sslcert sslcertmode sslcompression sslcrl sslkey sslmode sslrootcert sslsni "
    "target_session_attrs tcp_user_timeout user".split()
)
"""Parameters of an address that hold no secret (manual of libpq, section 34.1.2)."""
_MASK = "***"


class Engine(StrEnum):
    """The engines that a connection can be opened to."""

    POSTGRESQL = "postgresql"
    SQLITE = "sqlite"


_ENGINES = {
    "postgresql": Engine.POSTGRESQL,
    "postgres": Engine.POSTGRESQL,
    "sqlite": Engine.SQLITE,
}


class BadUrl(InputError):
    """A text is not the address of a database."""

    code: ClassVar[str] = "CO190"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseUrl:
    """The address of a database. `str()` and `repr()` mask the password; `secret_text` does not."""

    engine: Engine
    secret_text: str = field(repr=False)

    def __str__(self) -> str:
        return masked(self.secret_text)

    def __repr__(self) -> str:
        return f"DatabaseUrl({masked(self.secret_text)!r})"

    @property
    def database(self) -> str:
        """The name of the database; for SQLite the path of its file."""
        rest = self.secret_text.partition("://")[2]
        if self.engine is Engine.SQLITE:
            return unquote(rest.removeprefix("/"))
        return unquote(rest.partition("?")[0].rpartition("/")[2]) if "/" in rest else ""

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database; None for one in memory and for other engines."""
        if self.engine is not Engine.SQLITE or self.database in {"", ":memory:"}:
            return None
        return Path(self.database)

    def with_database(self, name: str) -> DatabaseUrl:
        """The address of another database on the same server."""
        scheme, _, rest = self.secret_text.partition("://")
        if self.engine is Engine.SQLITE:
            return replace(self, secret_text=f"{scheme}:///{quote(name)}")
        before, mark, parameters = rest.partition("?")
        server = before.partition("/")[0]
        text = f"{scheme}://{server}/{quote(name, safe='')}{mark}{parameters}"
        return replace(self, secret_text=text)


def is_url(text: str) -> bool:
    """Whether a text has the shape of an address, of whatever scheme."""
    return _SCHEME.match(text) is not None or _VARIABLE.fullmatch(text) is not None


def parse_url(
    text: str | DatabaseUrl, *, expand: bool = False, environment: Mapping[str, str] | None = None
) -> DatabaseUrl:
    """Read `postgresql://`, `postgres://` and `sqlite:///path`.

    With `expand`, `${NAME}` is replaced by the environment variable: as it is when it is the
    whole text, percent-encoded when it is a part, so that a password needs no quoting. Only for
    text that the user typed; never for text that came from a file or a network. Raises `BadUrl`.
    """
    if isinstance(text, DatabaseUrl):
        return text
    if expand:
        text = _expanded(text, os.environ if environment is None else environment)
    match = _SCHEME.fullmatch(text)
    if match is None:
        raise BadUrl("not the address of a database", hint="write postgresql://user@host/name, for example")
    scheme = match["scheme"].lower()
    if scheme not in _ENGINES:
        raise BadUrl(
            f"unknown kind of database: {scheme}://",
            hint=did_you_mean(scheme, _ENGINES) or f"known are {', '.join(_ENGINES)}",
            fields={"scheme": scheme},
        )
    engine = _ENGINES[scheme]
    rest = match["rest"]
    if engine is Engine.SQLITE and rest and not rest.startswith("/"):
        raise BadUrl(
            "a SQLite address has three slashes before a relative path, four in an absolute one",
            hint=f"write sqlite:///{rest}",
        )
    return DatabaseUrl(engine=engine, secret_text=f"{engine}://{rest}")


def sqlite_url(path: Path | str) -> DatabaseUrl:
    """The address of a SQLite file."""
    return DatabaseUrl(engine=Engine.SQLITE, secret_text=f"sqlite:///{quote(os.fspath(path))}")


def masked(text: str) -> str:
    """An address with its password hidden.

    Rather too much is hidden than too little: a password with an unquoted `@` or `/` in it is
    hidden to its end.
    """
    scheme, mark, rest = text.partition("://")
    if not mark:
        return text
    before, question, parameters = rest.partition("?")
    if "@" in parameters and not _are_parameters(parameters):
        # What looks like the begin of the parameters is a question mark inside the password.
        before, question, parameters = rest, "", ""
    credentials, at, server = before.rpartition("@")
    if at and ":" in credentials:
        credentials = f"{credentials.partition(':')[0]}:{_MASK}"
    parameters = _SECRET_PARAMETER.sub(rf"\g<key>={_MASK}", parameters)
    return f"{scheme}://{credentials}{at}{server}{question}{parameters}"


_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s'\"<>]+")
_KEYWORD = re.compile(
    r"(?P<key>\b(?:password|sslpassword|passwd)\s*=\s*)(?:'(?:[^'\\]|\\.)*'|[^\s'\"&,)]+)", re.IGNORECASE
)


def without_secrets(text: str) -> str:
    """A text with the password of every address and connection string in it hidden."""
    found = _ADDRESS.sub(lambda match: masked(match[0]), text)
    return _KEYWORD.sub(rf"\g<key>{_MASK}", found)


def _are_parameters(text: str) -> bool:
    return all(part.partition("=")[0] in _PARAMETERS for part in text.split("&"))


def _expanded(text: str, environment: Mapping[str, str]) -> str:
    whole = _VARIABLE.fullmatch(text)
    if whole:
        return _variable(whole, environment)
    return _VARIABLE.sub(lambda match: quote(_variable(match, environment), safe=""), text)


def _variable(match: re.Match[str], environment: Mapping[str, str]) -> str:
    name = match["name"]
    if name not in environment:
        raise BadUrl(
            f"the environment has no variable {name}",
            hint=did_you_mean(name, environment) or f"set {name}, or write the value in its place",
            fields={"variable": name},
        )
    return environment[name]
