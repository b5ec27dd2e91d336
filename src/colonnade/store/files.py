"""Text files of a project: read whole, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from colonnade.errors import InputError, RefusedError, WorldError


class UnreadableFileError(InputError):
    """A file is not there, is no text, or may not be read."""

    code = "CO195"


class UnwritableFileError(WorldError):
    """A file can't be written: no permission, no space, a broken disk. Nothing was changed."""

    code = "CO360"


class ChangedMeanwhileError(RefusedError):
    """A file is not what it was when it was read: somebody else has written it. Nothing was changed."""

    code = "CO262"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A text file as it was read: line breaks as `\\n`, and what they were and whether a byte order mark was there."""

    path: Path
    text: str
    line_break: str = "\n"
    has_mark: bool = False

    def to_bytes(self, text: str) -> bytes:
        """The bytes of the file with another text."""
        mark = "\ufeff" if self.has_mark else ""
        return (mark + text.replace("\n", self.line_break)).encode()


def read_file(path: Path) -> TextFile:
    """A text file in UTF-8. Raises UnreadableFileError."""
    try:
        found = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise UnreadableFileError(f"{path} can't be read: {error.strerror}", fields={"path": str(path)}) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"{path} is not text in UTF-8", hint=f"byte {error.start + 1} is wrong", fields={"path": str(path)}
        ) from error
    has_mark = found.startswith("\ufeff")
    line_break = "\r\n" if "\r\n" in found else "\n"
    text = found.removeprefix("\ufeff").replace("\r\n", "\n")
    return TextFile(path=path, text=text, line_break=line_break, has_mark=has_mark)


def write_files(files: Sequence[tuple[TextFile, str]], *, check: bool = True) -> None:
    """Give files other texts: each is written beside its place first, and all go there together at the end.

    With `check`, a file that is not what was read any more is refused. Raises ChangedMeanwhileError,
    UnwritableFileError; then no file has changed, unless the disk broke between two renames.
    """
    if check:
        for file, _ in files:
            if read_file(file.path).text != file.text:
                raise ChangedMeanwhileError(
                    f"{file.path} was changed by somebody else since it was read", hint="read it again and repeat"
                )
    made: list[tuple[Path, Path]] = []
    try:
        for file, text in files:
            made.append((_beside(file.path, file.to_bytes(text)), file.path))
        for beside, path in made:
            beside.replace(path)
    except OSError as error:
        for beside, _ in made:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        where = error.filename or (files[0][0].path if files else "")
        raise UnwritableFileError(f"{where} can't be written: {error.strerror}", fields={"path": str(where)}) from error


def _beside(path: Path, content: bytes) -> Path:
    """A new file in the same folder with this content, safely on the disk and with the rights of the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        beside.chmod(mode)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    return beside


def _umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found
