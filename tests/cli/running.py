"""The command line as a test calls it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from click.testing import CliRunner

from colonnade.cli.root import COMMAND


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a call gave."""

    code: int
    out: str
    err: str

    def document(self) -> dict[str, object]:
        """Standard output as one JSON document."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    def failure(self) -> dict[str, object]:
        """Standard error as one JSON document."""
        found = json.loads(self.err)
        assert isinstance(found, dict)
        return found


def cln(*arguments: object, expect: int = 0) -> Ran:
    """Run a verb in this process, and see that it ends with this code."""
    done = CliRunner().invoke(COMMAND, [str(each) for each in arguments], prog_name="colonnade")
    ran = Ran(code=done.exit_code, out=done.stdout, err=done.stderr)
    assert ran.code == expect, f"exit code {ran.code}, not {expect}\n{ran.out}\n{ran.err}"
    assert "Traceback" not in ran.err
    return ran
