"""The verbs by what they are for, in the order of work. Nothing is imported before it is called."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

VERBS: Mapping[str, tuple[str, ...]] = {
    "design": ("init", "import", "export", "check", "recommend", "normalize", "show", "diagram", "docs"),
    "change": ("ddl", "diff", "plan", "lint", "apply", "rollback", "status", "verify"),
    "architecture": ("blueprint", "pattern", "registry", "tenant"),
    "product": ("demo", "serve", "jsonschema"),
}
"""Names of verbs by folder in `commands`."""

TITLES: Mapping[str, str] = {
    "design": "Design: understand, draw and document",
    "change": "Change: generate and migrate",
    "architecture": "Architectures: whole designs, deployed and proven",
    "product": "About the product",
}

_HERE = Path(__file__).parent / "commands"


def module_of(name: str) -> str | None:
    """The module of a verb; None when there is none of this name."""
    for folder, names in VERBS.items():
        if name in names:
            return f"colonnade.cli.commands.{folder}.{_file(name)}"
    return None


def summary_of(folder: str, name: str) -> str:
    """The first line of a verb's page, read without importing it."""
    tree = ast.parse((_HERE / folder / f"{_file(name)}.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").partition("\n")[0].removesuffix(".")


def _file(name: str) -> str:
    """The file of a verb: one that is a word of the language has an underscore behind it."""
    return f"{name}_" if name == "import" else name
