"""The command line: words, colours and exit codes around the verbs of `colonnade.workspace`."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the answer is the exit code.

    The version is told before anything else is imported, so that scripts may ask for it at every start.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:
        from importlib.metadata import version

        sys.stdout.write(f"colonnade {version('colonnade')}\n")
        return 0
    from colonnade.cli.root import run

    return run(given)
