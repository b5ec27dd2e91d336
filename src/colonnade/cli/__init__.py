"""The command line: words, colours and exit codes around the verbs of `colonnade.workspace`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

_COLLECTOR_THRESHOLD = 100_000
"""Objects made before the collector looks for cycles among them. Its own 700 is for programs that make cycles; here
nearly all are modules and frozen values, which it goes through again and again and finds nothing."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the answer is the exit code.

    The version is told before anything else is imported, so that scripts may ask for it at every start.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:
        from importlib.metadata import version

        sys.stdout.write(f"colonnade {version('colonnade')}\n")
        return 0
    gc.set_threshold(_COLLECTOR_THRESHOLD)
    from colonnade.cli.root import run

    return run(given)
