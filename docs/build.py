"""Makes the pages that come from the code: `python -m docs.build`, `--check` to see whether they are up to date,
`--demo` to put the demonstration's real output into the README."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

import colonnade
from colonnade.cli import main as colonnade_command
from colonnade.cli.document import schema_of
from colonnade.cli.table import TITLES, VERBS, module_of, summary_of
from colonnade.cli.verb import Verb, verbs_of
from colonnade.errors import ColonnadeError
from colonnade.findings import Rule
from colonnade.lint import all_rules, linter
from colonnade.model import Model
from colonnade.model.language.jsonschema import json_schema
from colonnade.model.problems import ProblemCode
from colonnade.standards import ALL_RULES, standard_schema
from colonnade.standards.governed import STANDARD_RULES
from colonnade.standards.guidelines import Keeper, Kind, guidelines
from colonnade.standards.modelled import MODEL_RULES
from colonnade.standards.upkeep import UPKEEP_RULES
from colonnade.store.settings import documented_settings, settings_schema
from colonnade.store.standards import load_standards, shipped_standards
from docs.blueprints import blueprint_pages
from docs.patterns import pattern_pages

DOCS = Path(__file__).resolve().parent
PROJECT = DOCS.parent
README = PROJECT / "README.md"
BEGIN, END = "<!-- demo: begin, made by python -m docs.build --demo -->", "<!-- demo: end -->"
NOTE = "<!-- Made from the code by python -m docs.build. Changes here are lost. -->\n\n"


def pages() -> Mapping[str, str]:
    """Every generated page by its path below the documentation."""
    found = dict(_rules())
    found["reference/cli.md"] = NOTE + _cli()
    found["reference/errors.md"] = NOTE + _errors()
    found["reference/language.md"] = NOTE + _language()
    found["reference/settings.md"] = NOTE + _settings()
    found["reference/standards.md"] = NOTE + _standards()
    found["reference/guidelines.md"] = NOTE + _guidelines()
    found["adr/README.md"] = NOTE + _decisions()
    found.update((name, text if name.endswith(".svg") else NOTE + text) for name, text in blueprint_pages())
    found.update((name, NOTE + text) for name, text in pattern_pages())
    found.update(_schemas())
    return found


def _rules() -> Iterator[tuple[str, str]]:
    lines = [
        "# Rules\n",
        "What `colonnade check` looks for, of upkeep `colonnade recommend`, and in scripts `colonnade lint`.\n",
        "| rule | severity | about | finds |",
        "|---|---|---|---|",
    ]
    yield from _script_rules(lines)
    for rule in sorted(ALL_RULES.values(), key=lambda each: each.id):
        about = _about(rule.id)
        lines.append(f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {about} | {rule.title} |")
        yield f"reference/rules/{rule.id}.md", NOTE + _rule(rule, "yaml" if _is_model(about, rule.bad) else "sql")
    yield "reference/rules/README.md", NOTE + "\n".join(lines) + "\n"


def _about(rule: str) -> str:
    books = {"model": MODEL_RULES.rules, "standard": STANDARD_RULES.rules, "upkeep": UPKEEP_RULES.rules}
    return next((about for about, rules in books.items() if rule in rules), "schema")


def _script_rules(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The pages of rules about scripts, and their lines in the list; rules that run on request are marked."""
    linters = [linter(each) for each in ("postgresql", "sqlite")]
    peers: dict[str, tuple[str, ...]] = {}
    for each in linters:
        peers.update(each.peers)
    known: dict[str, list[str]] = {}
    for rule_id, rule in sorted(all_rules().items()):
        engines = ", ".join(each.engine for each in linters if rule_id in each.rules)
        severity = f"{rule.severity}, on request" if rule.on_request else str(rule.severity)
        lines.append(f"| [{rule_id}]({rule_id}.md) | {severity} | script ({engines}) | {rule.title} |")
        page = _rule(rule, "sql")
        page += f"\nOr in the script, before the statement:\n\n```sql\n-- colonnade: allow {rule_id} because …\n```\n"
        if rule.on_request:
            page += f'\nIt runs only on request: `enable = ["{rule_id}"]` in the section `lint`.\n'
        if peers.get(rule_id):
            page += f"\nElsewhere: {', '.join(f'`{name}`' for name in peers[rule_id])}.\n"
        for name in peers.get(rule_id, ()):
            known.setdefault(name, []).append(rule_id)
        yield f"reference/rules/{rule_id}.md", NOTE + page
    table = [f"| `{name}` | {', '.join(f'[{each}]({each}.md)' for each in ids)} |" for name, ids in sorted(known.items())]
    yield "reference/rules/elsewhere.md", NOTE + _ELSEWHERE + "\n".join(table) + "\n"


_ELSEWHERE = """\
# Rules of other linters

What rules of squawk, Atlas, strong_migrations and eugene are called here.

| there | here |
|---|---|
"""


def _is_model(about: str, example: str) -> bool:
    return about == "model" or (about == "standard" and "entities:" in example)


def _rule(rule: Rule[object] | object, notation: str) -> str:
    assert isinstance(rule, Rule)
    why = f"{rule.why[:1].upper()}{rule.why[1:]}"
    return (
        f"# {rule.id}: {rule.title}\n\nSeverity: {rule.severity}\n\n## Why\n\n{why}\n\n"
        f"## Bad\n\n```{notation}\n{rule.bad}\n```\n\n## Good\n\n```{notation}\n{rule.good}\n```\n\n"
        "## Living with it\n\nIn `colonnade.toml`, with a reason:\n\n"
        f'```toml\n[[check.suppress]]\nrule = "{rule.id}"\nobject = "*"\nreason = "…"\n```\n'
    )


def _commands(name: str) -> Mapping[str, Verb]:
    """A verb, or those of a group, each by its whole name."""
    module = module_of(name)
    assert module is not None
    return verbs_of(import_module(module).command, name)


def _all(names: Iterable[str]) -> Iterator[tuple[str, Verb]]:
    for name in names:
        yield from _commands(name).items()


def _cli() -> str:
    parts = ["# Command line\n"]
    for folder, names in VERBS.items():
        parts.append(f"## {TITLES[folder]}\n")
        for name in names:
            first = next(iter(_commands(name))).replace(" ", "-")
            parts.append(f"- [`{name}`](#{first}): {summary_of(folder, name)}")
        parts.append("")
    for names in VERBS.values():
        for command_name, command in _all(names):
            context = command.make_context(f"colonnade {command_name}", [], resilient_parsing=True, terminal_width=100)
            parts.append(f"## {command_name}\n\n```text\n{command.get_help(context).strip()}\n```\n")
    return "\n".join(parts)


def _errors() -> str:
    for module in pkgutil.walk_packages(colonnade.__path__, "colonnade."):
        importlib.import_module(module.name)
    lines = ["# Errors\n", "| code | what it says |", "|---|---|"]
    known = {each.code: (each.__doc__ or "").strip().partition("\n")[0] for each in _leaves(ColonnadeError)}
    known |= {problem.value: problem.name.replace("_", " ").capitalize() for problem in ProblemCode}
    lines += [f"| {code} | {about} |" for code, about in sorted(known.items())]
    return "\n".join(lines) + "\n"


def _leaves(root: type[ColonnadeError]) -> Iterator[type[ColonnadeError]]:
    for each in root.__subclasses__():
        # A test may have made some within a function, to try a rule with.
        if each.__module__.startswith("colonnade.") and "<locals>" not in each.__qualname__:
            yield each
        yield from _leaves(each)


def _language() -> str:
    definitions = json_schema()["$defs"]
    assert isinstance(definitions, Mapping)
    order = [Model.__name__, *sorted(set(definitions) - {Model.__name__})]
    parts = ["# Model language\n", "Every key of a model file. Short forms stand for the long ones.\n"]
    for name in order:
        node = definitions.get(name, json_schema() if name == Model.__name__ else {})
        rows = list(_keys(node))
        if rows:
            parts += [f"## {name}\n", "| key | what it says |", "|---|---|", *rows, ""]
    return "\n".join(parts)


def _keys(node: object) -> Iterator[str]:
    """The keys of an object, wherever in its alternatives they stand."""
    if not isinstance(node, Mapping):
        return
    properties = node.get("properties")
    if isinstance(properties, Mapping):
        for key, about in properties.items():
            said = about.get("description", "") if isinstance(about, Mapping) else ""
            yield f"| `{key}` | {str(said).replace('|', '&#124;')} |"
        return
    for word in ("anyOf", "oneOf", "allOf"):
        for part in node.get(word, ()):
            yield from _keys(part)


_ABOUT_STANDARDS = """\
# Standards

Every key of a `*.standard.yaml` file. How to use one: [Standards](../guides/standards.md). Editors check the file with
[its JSON Schema](schemas/standard.json), also printed by `colonnade jsonschema standard`.
"""


def _standards() -> str:
    schema = standard_schema()
    definitions = schema["$defs"]
    assert isinstance(definitions, Mapping)
    parts = [_ABOUT_STANDARDS, "## Standard\n", "| key | what it says |", "|---|---|", *_keys(schema), ""]
    for name, node in definitions.items():
        parts += [f"## {name}\n", "| key | what it says |", "|---|---|", *_keys(node), ""]
    parts.append("## Shipped\n")
    for name in shipped_standards():
        found = load_standards([name], Path())
        assert found is not None
        rules = ", ".join(f"[{rule}](rules/{rule}.md): {said}" for rule, said in sorted(found.rules.items()))
        parts.append(f"- `{name}` {found.version}: {found.about} Rules: {rules or 'as they are'}.")
    return "\n".join(parts) + "\n"


_ABOUT_GUIDELINES = """\
# Good practice

What a design is asked for, and what looks for it: a [rule](rules/README.md), a verb of the [command line](cli.md), a
[hazard](../guides/hazards.md) that a plan has to be allowed, a key under `structure` of a [standard](standards.md).
"""


def _guidelines() -> str:
    parts = [_ABOUT_GUIDELINES]
    for group, those in guidelines().items():
        parts += [f"## {group.capitalize()}\n", "| practice | what looks for it |", "|---|---|"]
        parts += [f"| {each.says} | {', '.join(map(_keeper, each.by))} |" for each in those]
        parts.append("")
    return "\n".join(parts)


def _keeper(of: Keeper) -> str:
    match of.kind:
        case Kind.RULE:
            return f"[{of.name}](rules/{of.name}.md)"
        case Kind.VERB:
            return f"`colonnade {of.name}`"
        case Kind.HAZARD:
            return f"hazard `{of.name}`"
        case Kind.KEY:
            return f"`structure.{of.name}`"


_ABOUT_SETTINGS = """\
# Settings

`colonnade.toml` stands in the folder of a project; the nearest one in the working folder or above it holds. What a
key may say, in the order in which it counts:

1. an option on the command line,
2. an environment variable (the last column; lists with commas between),
3. `colonnade.toml`,
4. the default.

A section, a key or a `COLONNADE_…` variable of a section that nobody knows is an error with its line and the near name.
Editors check the file with [its JSON Schema](schemas/settings.json), also printed by `colonnade jsonschema settings`.

Secrets are never in the file: an address refers to them as `${NAME}`, a password in it is refused, and none is ever
printed. `env:NAME` is an environment wherever a source or `--on` takes a URL:

```toml
[environments.staging]
url = "postgresql://app:${STAGING_PASSWORD}@db.example.org/shop"
about = "what testers use"
```

```sh
colonnade verify shop.colonnade.yaml --on env:staging
colonnade plan env:staging shop.colonnade.yaml -o 1.3.0
```

What a machine has is no setting of a project and comes from the environment only: `COLONNADE_PG_BIN` and
`COLONNADE_PG_FALLBACK` (folders of PostgreSQL programs for scratch servers, looked at first and last) and
`COLONNADE_CACHE` (where scratch servers are kept).
"""


def _settings() -> str:
    sections: dict[str, list[str]] = {}
    for each in documented_settings():
        rows = sections.setdefault(each.section, [])
        default = "" if each.default in (None, "", {}, []) else f"`{json.dumps(each.default, ensure_ascii=False)}`"
        variable = f"`{each.variable}`" if each.variable else ""
        rows.append(f"| `{each.key}` | {each.kind} | {default} | {each.about} | {variable} |")
    parts = [_ABOUT_SETTINGS]
    for section, rows in sections.items():
        head = ["| key | value | default | what it says | variable |", "|---|---|---|---|---|"]
        parts.append("\n".join([f"## {section}\n", *head, *rows, ""]))
    return "\n".join(parts)


def _decisions() -> str:
    lines = ["# Decisions\n", "Why things are as they are.\n"]
    for path in sorted((DOCS / "adr").glob("[0-9]*.md")):
        title = path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ").strip()
        lines.append(f"- [{title}]({path.name})")
    return "\n".join(lines) + "\n"


def _schemas() -> Iterator[tuple[str, str]]:
    def text(schema: object) -> str:
        return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"

    yield "reference/schemas/model.json", text(json_schema())
    yield "reference/schemas/settings.json", text(settings_schema())
    yield "reference/schemas/standard.json", text(standard_schema())
    for names in VERBS.values():
        for name, command in _all(names):
            title = f"colonnade {name}"
            yield f"reference/schemas/{name.replace(' ', '-')}.json", text(schema_of(command.result, title=title))


def stale() -> tuple[str, ...]:
    """Pages that are not what the code says, and pages that the code no longer makes."""
    wanted = pages()
    old = [name for name, text in wanted.items() if _read(DOCS / name) != text]
    reference = DOCS / "reference"
    gone = [str(path.relative_to(DOCS)) for path in reference.rglob("*") if path.is_file()]
    return tuple(sorted({*old, *(name for name in gone if name not in wanted)}))


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def write() -> None:
    """Write every page, and remove those that the code no longer makes."""
    wanted = pages()
    for name in stale():
        path = DOCS / name
        if name in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[name], encoding="utf-8")
        else:
            path.unlink()


def write_demo() -> int:
    """Run the demonstration and put what it prints into the README; no part of it when a proof fails."""
    import io
    from contextlib import redirect_stdout

    said = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(said):
        code = colonnade_command(["demo", "-o", folder])
        text = said.getvalue().replace(folder, "demo-report")
    if code == 0:
        before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        README.write_text(f"{before}{BEGIN}\n```text\n{text.strip()}\n```\n{END}{after}", encoding="utf-8")
    return code


def main() -> int:
    """Write the pages, or say which are out of date."""
    parser = argparse.ArgumentParser(prog="python -m docs.build")
    parser.add_argument("--check", action="store_true", help="only say which pages are out of date")
    parser.add_argument("--demo", action="store_true", help="put the demonstration's output into the README")
    options = parser.parse_args()
    if options.check:
        old = stale()
        for name in old:
            sys.stderr.write(f"docs/{name} is out of date: run make docs\n")
        return 1 if old else 0
    write()
    return write_demo() if options.demo else 0


if __name__ == "__main__":
    raise SystemExit(main())
