"""Writing what verbs make: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from colonnade.errors import WorldError


class CantWriteError(WorldError):
    """A file can't be written."""

    code = "CO330"


def write_file(path: Path, content: str | bytes) -> None:
    """Put a file in its place in one step, and make the folders above it. Raises CantWriteError."""
    data = content.encode() if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or (path.exists() and not path.is_file()):
            # Something like /dev/stdout can't be replaced, and a link should stay one.
            path.write_bytes(data)
            return
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        beside = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
            beside.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CantWriteError(
            f"can't write {path}: {error.strerror}",
            hint="check the folder, its rights and the room on the disk; what was there before is untouched",
            fields={"path": str(path)},
        ) from error


def _umask() -> int:
    """The bits that new files of this process don't get; it can only be read by setting it."""
    bits = os.umask(0o077)
    os.umask(bits)
    return bits
