"""Run the oracle by hand: `python -m tests.oracle pairs|rebuild|histories FOLDER [--major N] [--only TEXT] [-v]`.

Histories take the corpus as their folder; `--tenth` leads only the versions that every run of the tests leads.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from colonnade.connect.servers.server import PostgresServer, postgres_server
from colonnade.errors import ColonnadeError
from tests.oracle.cases import cases
from tests.oracle.folders import histories
from tests.oracle.postgresql import Outcome, pair_case, rebuild_case
from tests.oracle.sampling import in_part
from tests.oracle.versions import led


def main() -> int:
    """Print a line per case that is not exact, and the counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("pairs", "rebuild", "histories"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--major", type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--prelude", type=Path)
    parser.add_argument("--back", action="store_true")
    parser.add_argument("--tenth", action="store_true")
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    began = time.monotonic()
    with postgres_server(major=options.major) as server:
        for outcome in _outcomes(options, server):
            counts[outcome.verdict] += 1
            if outcome.verdict != "exact" or options.v:
                shown = outcome.details if options.v else [text[:700] for text in outcome.details[:6]]
                print(f"{outcome.verdict:12} {outcome.name}", *shown, sep="\n      ", flush=True)
    print(dict(counts), f"{time.monotonic() - began:.1f} s")
    return 0


def _outcomes(options: argparse.Namespace, server: PostgresServer) -> Iterator[Outcome]:
    if options.what == "rebuild":
        for path in sorted(options.folder.glob("*.sql")):
            if options.only in path.name:
                prelude = (options.prelude / path.name) if options.prelude else None
                texts = [each.read_text() for each in (prelude, path) if each is not None and each.exists()]
                yield _guard(path.name, partial(rebuild_case, server, path.name, texts))
        return
    if options.what == "histories":
        for history in histories(options.folder):
            if options.only in history.name:
                yield from led(server, history, in_part if options.tenth else lambda _: True)
        return
    for case in cases(options.folder):
        if options.only in case.name and case.runs_on(server.installation):
            chosen = case.turned() if options.back else case
            yield _guard(case.name, partial(pair_case, server, case.name, chosen))


def _guard(name: str, run: Callable[[], Outcome]) -> Outcome:
    try:
        return run()
    except (AssertionError, LookupError, TypeError, ValueError, ColonnadeError) as error:  # a bug of ours: shown
        return Outcome(name=name, verdict="bug", details=(f"{type(error).__name__}: {error}",))


if __name__ == "__main__":
    sys.exit(main())
