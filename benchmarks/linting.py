"""Linting: how long a long file takes, and what squawk finds in the same files where it is installed.

`python -m benchmarks.linting` writes benchmarks/LINTERS.md: which statements each finds, counts and no times.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.dialects.postgresql.locks.forms import groups

from benchmarks.measure import timed, timed_program
from benchmarks.table import Row
from colonnade.connect.migrations import script_of
from colonnade.dialects.postgresql.lint.following import Following
from colonnade.dialects.postgresql.lint.run import lint_on
from colonnade.dialects.postgresql.locks import Session
from colonnade.lint import Aims, Linted, linter
from colonnade.schema import Schema

_RESULTS = Path(__file__).parent / "LINTERS.md"
_STATEMENTS = 1_000
_GENERIC = frozenset({"LCK041", "LCK042", "SQL003", "SQL004", "LCK038", "LCK039", "CLT047"})
"""Advice that any statement of its kind gets, whatever it does."""
_GENERIC_THERE = frozenset(
    {
        "require-lock-timeout",
        "require-statement-timeout",
        "require-timeout-settings",
        "prefer-robust-stmts",
        "require-table-schema",
        "ban-uncommitted-transaction",
    }
)
_VERSION = (18,)


def linting() -> Iterator[Row]:
    """The rows of a file with a thousand statements."""
    text = script(_STATEMENTS)
    scripts = list(script_of(text, "long.sql", "postgresql"))
    found = linter("postgresql")
    ours = timed(f"lint of {_STATEMENTS:,} statements", lambda: found.lint(scripts, Aims()))
    yield Row(timing=ours, aim="below 1 s")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long.sql"
        file.write_text(text)
        command = str(Path(sys.executable).parent / "colonnade")
        # --fail-on can't be so high that nothing fails, so that the answer is thrown away with the exit code
        whole = ["sh", "-c", '"$0" lint "$1" || true', command, str(file)]
        yield Row(timing=timed_program("colonnade lint, the same", whole))
        squawk = shutil.which("squawk")
        if squawk is not None:
            there = ["sh", "-c", '"$0" "$1" || true', squawk, str(file)]
            yield Row(timing=timed_program("peer: squawk, the same", there), ours=ours)


def script(statements: int) -> str:
    """New tables with indexes, and changes of tables that were there."""
    kinds = (
        "CREATE TABLE t{0} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int, b text NOT NULL);",
        "CREATE INDEX i{0} ON t{0} (a, b);",
        "ALTER TABLE o{0} ADD COLUMN d numeric(10, 2) DEFAULT 0;",
        "ALTER TABLE o{0} ALTER COLUMN b SET NOT NULL;",
        "CREATE INDEX j{0} ON o{0} (d);",
    )
    return "\n".join(kinds[number % len(kinds)].format(number // len(kinds)) for number in range(statements)) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One statement with what it does and who finds something of its own in it."""

    sql: str
    rewrites: bool
    scans: bool
    type_change: bool
    ours: frozenset[str]
    theirs: frozenset[str]


def forms(squawk: str | None) -> tuple[Form, ...]:
    """The statements whose effects are proven on servers, each on a schema that was there before."""
    judged: list[tuple[str, Linted]] = []
    for group in groups():
        for form in group.forms:
            if form.holding is not None:
                continue
            known = Following(Schema(engine="postgresql"), Session(time_zone_is_utc=True), _VERSION)
            aims = Aims(version=_VERSION, schema=Schema(engine="postgresql"))
            for each in script_of(group.setup, "setup.sql", "postgresql"):
                lint_on(each, known, aims)
            known.session = Session(time_zone_is_utc=True)
            (script_,) = script_of(form.sql, "form.sql", "postgresql")
            judged.append((form.sql, lint_on(script_, known, aims)))
    theirs = _theirs(squawk, [sql for sql, _ in judged]) if squawk is not None else {}
    return tuple(
        Form(
            sql=sql,
            rewrites=any(each.rewrites for each in one.statements),
            scans=any(each.scans for each in one.statements),
            type_change=" TYPE " in sql and sql.startswith("ALTER TABLE"),
            ours=frozenset(each.rule for each in one.findings) - _GENERIC,
            theirs=theirs.get(number, frozenset()) - _GENERIC_THERE,
        )
        for number, (sql, one) in enumerate(judged)
    )


def _theirs(squawk: str, texts: Sequence[str]) -> Mapping[int, frozenset[str]]:
    """What squawk finds in each text, for PostgreSQL 18."""
    found: dict[int, set[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.sql" for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_text(f"{text};\n")
        done = subprocess.run(
            [squawk, "--pg-version=18.0", "--reporter=Json", *map(str, files)],
            capture_output=True,
            text=True,
            check=False,
        )
    for each in json.loads(done.stdout):
        found.setdefault(int(Path(each["file"]).stem), set()).add(each["rule_name"])
    return {number: frozenset(rules) for number, rules in found.items()}


def report(found: Sequence[Form], version: str) -> Iterator[str]:
    """The page."""
    yield "# Linters side by side\n"
    yield f"{len(found)} statements for PostgreSQL 18, each alone on tables that were there before; what each of them"
    yield "rewrites and reads is proven on servers by the tests. A finding counts where it is about the statement:"
    yield "advice that any statement of its kind gets (timeouts, IF EXISTS, names in full) is left out. VALIDATE"
    yield "CONSTRAINT reads all rows too, and is the way out; nobody should find something there."
    yield f"squawk {version} with its default rules.\n"
    yield "| statements | all | colonnade finds | squawk finds |"
    yield "| --- | --: | --: | --: |"
    rows = (
        ("that write a table anew", [each for each in found if each.rewrites]),
        ("that read all rows, and write none anew", [each for each in found if each.scans and not each.rewrites]),
        ("that change a type and touch no row", [each for each in found if _is_free(each)]),
    )
    for name, those in rows:
        ours = sum(bool(_alarms(each)) for each in those)
        yield f"| {name} | {len(those)} | {ours} | {sum(bool(each.theirs) for each in those)} |"
    yield "\nThe last row counts false alarms: nothing should be found there.\n"
    yield "| statement that writes a table anew | colonnade | squawk |"
    yield "| --- | --- | --- |"
    for each in rows[0][1]:
        cell = each.sql.replace("|", "\\|").replace("\n", " ")
        yield f"| `{cell}` | {', '.join(sorted(_alarms(each))) or '–'} | {', '.join(sorted(each.theirs)) or '–'} |"


def _is_free(form: Form) -> bool:
    return form.type_change and not form.rewrites and not form.scans


def _alarms(form: Form) -> frozenset[str]:
    """Findings of ours about locks, rewriting and rows."""
    return frozenset(each for each in form.ours if each[:3] in ("LCK", "DAT"))


def main() -> None:
    """Write the page, where squawk is installed."""
    squawk = shutil.which("squawk")
    if squawk is None:
        sys.exit("squawk is not installed: pip install squawk-cli")
    version = subprocess.run([squawk, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    _RESULTS.write_text("\n".join(report(forms(squawk), version)) + "\n", encoding="utf-8")
    print(_RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
