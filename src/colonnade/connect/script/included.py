"""Files that a script includes: only inside a given folder."""

from __future__ import annotations

from pathlib import Path

from colonnade.connect.script.outcome import BadScript
from colonnade.errors import Place


def included(path: str, folder: Path | None, root: Path | None, *, place: Place, beside: bool) -> Path:
    """The file that a script means by `path`.

    Looked for beside the script when `beside`, otherwise in the root folder and then beside the
    script. Links are followed before looking where the file lies. Raises `BadScript`.
    """
    if root is None or folder is None:
        raise BadScript(f"cannot include {path}: the script does not come from a folder", place=place)
    bases = (folder,) if beside else (root, folder)
    for base in bases:
        candidate = (base / path).resolve()
        if not candidate.is_file():
            continue
        if not candidate.is_relative_to(root.resolve()):
            raise BadScript(
                f"cannot include {path}: it lies outside of {root}",
                hint="give the folder that holds both as the root",
                place=place,
            )
        return candidate
    raise BadScript(
        f"cannot include {path}: there is no such file",
        hint=f"looked in {' and '.join(str(base) for base in dict.fromkeys(bases))}",
        place=place,
    )
