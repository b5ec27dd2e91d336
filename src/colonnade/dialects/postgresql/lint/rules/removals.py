"""Objects without rows that go, and on which programs may rely."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialects.postgresql.lint.book import rule
from colonnade.dialects.postgresql.lint.rules.data import dropped
from colonnade.dialects.postgresql.lint.step import Act
from colonnade.dialects.postgresql.locks import tree
from colonnade.findings import Hit, Severity
from colonnade.schema import Ref


def _gone(act: Act, word: str, *kinds: str) -> Iterator[Hit]:
    for name, ref in dropped(act, *kinds):
        yield act.step.hit(f"{word} {'.'.join(name)} is dropped: what uses it fails", ref=ref)


@rule("CLT010", Severity.WARNING, "DropStmt", peers=("squawk:ban-drop-view",))
def view_dropped(act: Act) -> Iterator[Hit]:
    """A view is dropped.

    Why: Programs that read it fail.
    Bad:
        DROP VIEW open_orders;
    Good:
        CREATE OR REPLACE VIEW open_orders AS SELECT 1 AS id;
    """
    if not _made_again(act):
        yield from _gone(act, "view", "OBJECT_VIEW")


def _made_again(act: Act) -> bool:
    """Whether the script makes something of the same name further down, in the same transaction or batch."""
    names = {tree.items(each)[-1:] for each in tree.many(act.node, "objects")}
    words = {name[0].lower() for name in names if name}
    later = act.step.script.pieces[act.step.number + 1 :]
    made = [each.text.lower().split("(")[0] for each in later if each.text[:6].lower() == "create"]
    return bool(words) and all(
        any(f"{word}" in text.replace('"', " ").replace(".", " ").split() for text in made) for word in words
    )


@rule("CLT011", Severity.WARNING, "DropStmt", peers=("squawk:ban-drop-function",))
def function_dropped(act: Act) -> Iterator[Hit]:
    """A function or procedure is dropped.

    Why: Programs, triggers and views that call it fail.
    Bad:
        DROP FUNCTION total_of(bigint);
    Good:
        CREATE OR REPLACE FUNCTION total_of(bigint) RETURNS numeric LANGUAGE sql AS 'SELECT 0::numeric';
    """
    kinds = ("OBJECT_FUNCTION", "OBJECT_PROCEDURE", "OBJECT_ROUTINE", "OBJECT_AGGREGATE")
    if tree.choice(act.node, "remove_type") in kinds:
        for each in tree.many(act.node, "objects"):
            name = ".".join(tree.words(tree.many(each, "objname")))
            yield act.step.hit(f"function {name} is dropped: what calls it fails")


@rule("CLT012", Severity.WARNING, "DropStmt", peers=("squawk:ban-drop-type", "squawk:ban-drop-domain"))
def type_dropped(act: Act) -> Iterator[Hit]:
    """A type or domain is dropped.

    Why: Programs that cast to it or send it by name fail.
    Bad:
        DROP TYPE state;
    Good:
        ALTER TYPE state ADD VALUE 'lost';
    """
    yield from _gone(act, "type", "OBJECT_TYPE", "OBJECT_DOMAIN")


@rule("CLT013", Severity.WARNING, "DropStmt", peers=("squawk:ban-drop-extension",))
def extension_dropped(act: Act) -> Iterator[Hit]:
    """An extension is dropped.

    Why: Its functions, types and operators go with it.
    Bad:
        DROP EXTENSION pg_trgm;
    Good:
        ALTER EXTENSION pg_trgm UPDATE;
    """
    if tree.choice(act.node, "remove_type") == "OBJECT_EXTENSION":
        names = ", ".join(".".join(tree.items(each)) for each in tree.many(act.node, "objects"))
        yield act.step.hit(f"extension {names} is dropped with all that it holds")


@rule("CLT014", Severity.INFO, "DropStmt", peers=("squawk:ban-drop-index",))
def index_dropped(act: Act) -> Iterator[Hit]:
    """An index is dropped.

    Why: Queries that it made quick are slow from this moment on; a unique index guards nothing any more.
    Bad:
        DROP INDEX CONCURRENTLY orders_placed_at_idx;
    Good:
        ALTER INDEX orders_placed_at_idx RENAME TO orders_placed_at_old;
    """
    if not _made_again(act):
        yield from _gone(act, "index", "OBJECT_INDEX")


@rule("CLT015", Severity.WARNING, "DropStmt", peers=("squawk:ban-drop-trigger",))
def trigger_dropped(act: Act) -> Iterator[Hit]:
    """A trigger or rule is dropped.

    Why: What it did on every write is not done any more.
    Bad:
        DROP TRIGGER audit ON orders;
    Good:
        CREATE OR REPLACE TRIGGER audit AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION write_audit();
    """
    if tree.choice(act.node, "remove_type") in ("OBJECT_TRIGGER", "OBJECT_RULE") and not _made_again_part(act):
        for each in tree.many(act.node, "objects"):
            name = tree.items(each)
            table = act.step.known.find(name[:-1]) if len(name) > 1 else None
            if not act.step.is_new(table):
                yield act.step.hit(f"{name[-1]} is dropped: what it did on every write is not done", ref=table)


def _made_again_part(act: Act) -> bool:
    names = {tree.items(each)[-1].lower() for each in tree.many(act.node, "objects") if tree.items(each)}
    later = act.step.script.pieces[act.step.number + 1 :]
    texts = [each.text.lower() for each in later if each.text[:6].lower() == "create"]
    return bool(names) and all(any(name in text for text in texts) for name in names)


@rule("CLT016", Severity.WARNING, "DropStmt", peers=("squawk:ban-drop-policy",))
def policy_dropped(act: Act) -> Iterator[Hit]:
    """A policy of row security is dropped.

    Why: Who saw rows by it sees none; a restrictive one kept others out.
    Bad:
        DROP POLICY tenant ON orders;
    Good:
        ALTER POLICY tenant ON orders RENAME TO tenant_old;
    """
    if tree.choice(act.node, "remove_type") == "OBJECT_POLICY" and not _made_again_part(act):
        for each in tree.many(act.node, "objects"):
            name = tree.items(each)
            table = act.step.known.find(name[:-1]) if len(name) > 1 else None
            if not act.step.is_new(table):
                yield act.step.hit(f"policy {name[-1]} is dropped: other rows are seen", ref=table)


@rule("CLT017", Severity.INFO, "AT_DropConstraint", peers=("squawk:ban-drop-constraint", "atlas:CD101"))
def constraint_dropped(act: Act) -> Iterator[Hit]:
    """A constraint is dropped.

    Why: Rows that it kept out come in, and programs that rely on it (ON CONFLICT, joins) go wrong.
    Bad:
        ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey;
    Good:
        ALTER TABLE orders RENAME CONSTRAINT orders_customer_fkey TO orders_customer;
    """
    ref = Ref("constraint", (*act.ref.path, tree.word(act.node, "name"))) if act.ref is not None else None
    if ref is not None and not act.is_new and ref not in act.step.course.added:
        yield act.hit(f"constraint {ref.name} is dropped: rows that it kept out come in")


@rule("CLT018", Severity.INFO, "AT_DropNotNull", peers=("squawk:ban-drop-not-null",))
def value_no_longer_required(act: Act) -> Iterator[Hit]:
    """A column may be null from now on.

    Why: Programs that read it were never shown a null there.
    Bad:
        ALTER TABLE orders ALTER COLUMN total DROP NOT NULL;
    Good:
        ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0;
    """
    if not act.is_new:
        yield act.hit(f"programs may read a null in {act.column}")


@rule("CLT019", Severity.WARNING, "AT_ColumnDefault", peers=("squawk:ban-drop-default",))
def default_dropped(act: Act) -> Iterator[Hit]:
    """The default of a column is dropped.

    Why: Programs that leave the column out write a null, or fail where it is NOT NULL.
    Bad:
        ALTER TABLE orders ALTER COLUMN state DROP DEFAULT;
    Good:
        ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'new';
    """
    if tree.one(act.node, "def") is None and not act.is_new and not _default_of_this_script(act):
        yield act.hit(f"programs that leave out {act.column} write null or fail")


def _default_of_this_script(act: Act) -> bool:
    """Whether the column came with this script, so that the default was for its old rows only."""
    added = Ref("column", (*act.ref.path, act.column)) if act.ref is not None else None
    return added in act.step.course.added


@rule(
    "CLT020",
    Severity.WARNING,
    "AT_DropExpression",
    "AT_DropIdentity",
    peers=("squawk:ban-drop-generated-expression", "squawk:ban-alter-identity"),
)
def expression_dropped(act: Act) -> Iterator[Hit]:
    """A column is no longer worked out or numbered by the server.

    Why: Programs leave it out, so that new rows have a null there or fail.
    Bad:
        ALTER TABLE orders ALTER COLUMN gross DROP EXPRESSION;
    Good:
        ALTER TABLE orders ADD COLUMN gross_by_hand numeric;
    """
    if not act.is_new:
        yield act.hit(f"programs that leave out {act.column} write null or fail")
