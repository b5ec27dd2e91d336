"""Pages of the patterns: the story of each, how it is called, what it adds, its SQL on each engine, what is proven."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from colonnade.blueprints import read_proof
from colonnade.dialect import load
from colonnade.model import Model
from colonnade.model.language import write
from colonnade.patterns import Pattern, patterns
from colonnade.plan import creation
from colonnade.realize import realise
from colonnade.store import load_model
from colonnade.workspace.architecture.patterning import with_pattern

FOLDER = "reference/patterns"


def pattern_pages() -> Iterator[tuple[str, str]]:
    """Every page by its path below the documentation."""
    lines = ["# Patterns\n", "How to use one: [Patterns](../../guides/patterns.md).\n"]
    lines += ["| pattern | also known as | engines | what it is |", "|---|---|---|---|"]
    for each in patterns():
        card = each.card
        names, engines = ", ".join(card.also), ", ".join(card.engines)
        lines.append(f"| [{each.name}]({each.name}.md) | {names} | {engines} | {card.title}: {card.about} |")
        yield f"{FOLDER}/{each.name}.md", _page(each)
    yield f"{FOLDER}/README.md", "\n".join([*lines, ""])


def _page(each: Pattern) -> str:
    story = re.sub(r"\]\(\.\./([^/)]+)/page\.md\)", r"](\1.md)", each.page.read_text(encoding="utf-8")).strip()
    before = load_model(each.model).model
    after, _ = with_pattern(each, before, each.card.example.to, each.card.example.set)
    parts = [story, _call(each), f"## What it adds\n\n{each.card.adds}.\n\n```diff\n{_difference(before, after)}```"]
    for engine in each.card.engines:
        said = f" {each.card.fallbacks[engine].capitalize()}." if engine in each.card.fallbacks else ""
        title = load(engine).traits.title
        parts.append(f"## The example on {title}\n\nWhole, with the pattern.{said}\n\n```sql\n{_sql(after, engine)}```")
    parts.append(f"## What is proven\n\n{_proven(each)}")
    return "\n\n".join(parts) + "\n"


def _call(each: Pattern) -> str:
    example = each.card.example
    settings = "".join(f" --set '{key}={value}'" for key, value in example.set.items())
    lines = [f"## Applying it\n\n```text\ncolonnade pattern apply {each.name} --to {example.to}{settings} MODEL\n```"]
    if each.card.takes:
        lines.append("\n| `--set` | names a | what it is | without it |\n|---|---|---|---|")
        for name, setting in each.card.takes.items():
            default = (
                "must be given" if setting.default is None else f"`{setting.default}`" if setting.default else "none"
            )
            lines.append(f"| `{name}` | {setting.kind.value} | {setting.about} | {default} |")
    return "\n".join(lines)


def _difference(before: Model, after: Model) -> str:
    """What is added to the file of the example."""
    lines = difflib.unified_diff(write(before).splitlines(), write(after).splitlines(), lineterm="", n=1)
    return "".join(f"{line}\n" for line in list(lines)[2:] if not line.startswith("@@"))


def _sql(model: Model, engine: str) -> str:
    dialect = load(engine)
    steps = creation(realise(model, dialect), dialect)
    return "".join(f"{statement.sql};\n" for step in steps for statement in step.statements)


def _proven(each: Pattern) -> str:
    lines = ["Each is tried on a database of every engine, in a transaction that is rolled back.\n"]
    found: dict[str, set[str]] = {}
    for case in read_proof(each.proof).cases:
        found.setdefault(case.what, set()).update(case.engines or each.card.engines)
    for what, engines in found.items():
        only = "" if engines == set(each.card.engines) else f" ({', '.join(sorted(engines))})"
        lines.append(f"- {what}{only}")
    return "\n".join(lines)
