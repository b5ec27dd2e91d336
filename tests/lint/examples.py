"""Examples of rules about scripts, and what a linter finds in them.

`-- target: 15` says for which server, `-- schema: …` what is there before, `-- next migration` ends a script.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from colonnade.connect.migrations import script_of
from colonnade.lint import Aims, Linted, linter
from colonnade.schema import Schema

_TARGET = re.compile(r"^-- target: ([\d.]+)$", re.MULTILINE)
_SCHEMA = re.compile(r"^-- schema: (.+)$", re.MULTILINE)
SchemaOf = Callable[[str], Schema]


def followed(sql: str) -> Schema:
    """The schema that a linter takes a script to leave; nothing is asked of a server."""
    raise AssertionError(f"this example needs a server: {sql}")


def linted(example: str, engine: str, schema_of: SchemaOf = followed) -> tuple[Linted, ...]:
    """What is found in an example, with every rule on."""
    text = textwrap.dedent(example)
    target, before = _TARGET.search(text), _SCHEMA.search(text)
    found = linter(engine)
    aims = Aims(
        version=tuple(int(each) for each in target[1].split(".")) if target is not None else (),
        schema=schema_of(before[1]) if before is not None else None,
        on=frozenset(found.rules),
    )
    scripts = [each for part in text.split("-- next migration") for each in script_of(part, "example.sql", engine)]
    return found.lint(scripts, aims)


def found_by(rule: str, example: str, engine: str, schema_of: SchemaOf = followed) -> list[str]:
    """The messages of a rule about an example."""
    return [each.message for one in linted(example, engine, schema_of) for each in one.findings if each.rule == rule]
