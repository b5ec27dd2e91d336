"""Rules about scripts of any engine: what can't be read, and comments that allow."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.findings import Finding, Hit, RuleBook, Severity
from colonnade.lint.script import Piece, Script
from colonnade.text import Span

SHARED_RULES: RuleBook[Script] = RuleBook()
"""They are kept where scripts are read and comments are counted, so that their functions find nothing."""
UNREADABLE, IN_VAIN, NO_REASON, OUT_OF_ORDER = "SQL001", "SQL007", "SQL008", "SQL014"
SHARED_PEERS = {
    UNREADABLE: ("squawk:syntax-error",),
    IN_VAIN: ("squawk:unused-ignore",),
    OUT_OF_ORDER: ("atlas:linear-history",),
}


@SHARED_RULES.rule(UNREADABLE, severity=Severity.ERROR)
def unreadable(_script: Script) -> Iterator[Hit]:
    """A statement can't be read.

    Why: The server will refuse it too, unless it is of another engine or of a newer version.
    Bad:
        CREATE TABEL orders (id bigint);
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY);
    """
    yield from ()


@SHARED_RULES.rule(IN_VAIN, severity=Severity.WARNING)
def allowed_in_vain(_script: Script) -> Iterator[Hit]:
    """A comment allows what no rule finds.

    Why: It is left over from a statement that was changed, or names the wrong rule, and would hide the next one. The
    same is said of suppressions in `colonnade.toml` when a whole folder is linted.
    Bad:
        -- colonnade: allow LCK001 because the table is small
        CREATE TABLE orders (id bigint PRIMARY KEY);
    Good:
        -- colonnade: allow LCK001 because the table is small
        CREATE INDEX i ON orders (placed_at);
    """
    yield from ()


@SHARED_RULES.rule(NO_REASON, severity=Severity.ERROR)
def allowed_without_reason(_script: Script) -> Iterator[Hit]:
    """A comment allows something and does not say why.

    Why: Without a reason nobody can tell later whether it still holds, so that it allows nothing.
    Bad:
        -- colonnade: allow LCK001
        CREATE INDEX i ON orders (placed_at);
    Good:
        -- colonnade: allow LCK001 because the table has ten rows
        CREATE INDEX i ON orders (placed_at);
    """
    yield from ()


@SHARED_RULES.rule(OUT_OF_ORDER, severity=Severity.ERROR)
def out_of_order(_script: Script) -> Iterator[Hit]:
    """A migration is changed, or put before others, that ran already.

    Why: Databases that have run the later ones never run it, or stop because a checksum differs. It is looked for where
    `--since` says which files were there.
    Bad:
        -- new: 3_state.sql, where 4_total.sql was there before
        ALTER TABLE orders ADD COLUMN state text;
    Good:
        -- new: 5_state.sql
        ALTER TABLE orders ADD COLUMN state text;
    """
    yield from ()


def unreadable_statement(number: int, piece: Piece, engine: str, said: str, offset: int = 0) -> Finding:
    """The finding about a statement that a parser refuses at an offset in its text."""
    rule = SHARED_RULES.rules_by_id[UNREADABLE]
    end = piece.start + len(piece.text)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=f"{engine} can't read this statement: {said}",
        why=rule.why,
        object=f"statement {number + 1}",
        docs=f"reference/rules/{rule.id}.md",
        span=Span(start=max(piece.start, min(piece.start + offset, end - 1)), end=end),
    )
