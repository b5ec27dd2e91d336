"""Alembic revisions, as far as they can be read without running them: what `op.execute` is given as a constant.

Whatever else a revision does (`op.add_column` and the like) is code; its SQL is what `alembic upgrade --sql` prints.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from colonnade.connect.migrations.cutting import cut
from colonnade.lint import Piece
from colonnade.text import Lines, Span

_READ = frozenset({"execute", "get_bind", "get_context", "f", "inline_literal"})
_ALONE = "autocommit_block"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A revision file."""

    path: Path
    text: str
    identity: str
    down: str
    pieces: tuple[Piece, ...]
    unread: tuple[tuple[int, str], ...]
    """Lines of calls whose SQL can't be told, with the names of what they call."""
    is_plain: bool
    """Whether the whole upgrade is outside of a transaction."""


def revision(path: Path, text: str) -> Revision | None:
    """The revision in a file; None where the file is none, or is no Python."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return None
    names = dict(_constants(tree))
    upgrade = next((each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == "upgrade"), None)
    if "revision" not in names or upgrade is None:
        return None
    lines = Lines(text)
    pieces: list[Piece] = []
    unread: list[tuple[int, str]] = []
    alone = False
    for call in _calls(upgrade):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        alone |= name == _ALONE
        if name == "execute" and call.args:
            found = _literal(call.args[0])
            if found is None:
                unread.append((call.lineno, "op.execute of what is put together"))
            else:
                pieces += _pieces(text, found, lines)
        elif name not in _READ and name != _ALONE:
            unread.append((call.lineno, f"op.{name}"))
    return Revision(
        path=path,
        text=text,
        identity=names["revision"],
        down=names.get("down_revision", ""),
        pieces=tuple(pieces),
        unread=tuple(unread),
        is_plain=alone and len(pieces) == 1,
    )


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for each in tree.body:
        targets = (
            each.targets if isinstance(each, ast.Assign) else [each.target] if isinstance(each, ast.AnnAssign) else []
        )
        value = getattr(each, "value", None)
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            for target in targets:
                if isinstance(target, ast.Name):
                    yield target.id, value.value


def _calls(upgrade: ast.FunctionDef) -> Iterator[ast.Call]:
    """Calls of `op.…`, in the order of the text."""
    found = [
        each
        for each in ast.walk(upgrade)
        if isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and isinstance(each.func.value, ast.Name)
        and each.func.value.id in ("op", "connection", "conn", "bind")
    ]
    found += [
        each
        for each in ast.walk(upgrade)
        if isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and each.func.attr == _ALONE
        and each not in found
    ]
    return iter(sorted(found, key=lambda each: (each.lineno, each.col_offset)))


def _literal(node: ast.expr) -> ast.Constant | None:
    """The text that is given, as it stands or within text(…)."""
    if isinstance(node, ast.Call) and node.args and _name(node.func) in ("text", "DDL"):
        return _literal(node.args[0])
    return node if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _pieces(text: str, node: ast.Constant, lines: Lines) -> Iterator[Piece]:
    value = str(node.value)
    line = text.splitlines()[node.lineno - 1]
    column = len(line.encode()[: node.col_offset].decode(errors="replace"))
    start = lines.offset(node.lineno, column + 1)
    inside = text.find(value, start)
    if 0 <= inside <= start + 6:
        yield from cut(text, "postgresql", (Span(start=inside, end=inside + len(value)),))
    else:
        for each in cut(value, "postgresql"):
            yield Piece(text=each.text, start=start, as_written=False)


def ordered(revisions: list[Revision]) -> list[Revision]:
    """Revisions after those that they build on; ties by name."""
    by_identity = {each.identity: each for each in revisions}
    done: dict[str, Revision] = {}

    def put(each: Revision, above: frozenset[str]) -> None:
        if each.identity in done or each.identity in above:
            return
        before = by_identity.get(each.down)
        if before is not None:
            put(before, above | {each.identity})
        done[each.identity] = each

    for each in sorted(revisions, key=lambda one: str(one.path)):
        put(each, frozenset())
    return list(done.values())
