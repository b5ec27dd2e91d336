"""Scripts that can't be read, can't be run twice, or say less than they seem to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from google.protobuf.message import Message

from colonnade.dialects.postgresql.lint.book import STATEMENT, rule
from colonnade.dialects.postgresql.lint.fixes import if_exists
from colonnade.dialects.postgresql.lint.step import Act
from colonnade.dialects.postgresql.locks import tree
from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import Ref

_LONGEST = 63
_LONG = re.compile(r'\w{32,}|"[^"]{32,}"')


@rule(
    "SQL002",
    Severity.INFO,
    "DoStmt",
    "CallStmt",
    "ExecuteStmt",
    "ReassignOwnedStmt",
    "DropOwnedStmt",
    "AlterTableMoveAllStmt",
)
def unknown_effects(act: Act) -> Iterator[Hit]:
    """A statement runs what its text does not show.

    Why: Which tables a block of code, a procedure or REASSIGN OWNED locks and rewrites can't be told without running
    it.
    Bad:
        DO $$ BEGIN EXECUTE 'ALTER TABLE orders ADD COLUMN note text'; END $$;
    Good:
        ALTER TABLE orders ADD COLUMN note text;
    """
    yield act.step.hit("its locks and rewrites can't be told", fix=Fix(title="write its statements one by one"))


_ABSENT = {
    "CreateStmt": ("TABLE",),
    "CreateSeqStmt": ("SEQUENCE",),
    "CreateSchemaStmt": ("SCHEMA",),
    "CreateExtensionStmt": ("EXTENSION",),
}
_DROPS = {
    "OBJECT_TABLE": ("TABLE",),
    "OBJECT_VIEW": ("VIEW",),
    "OBJECT_MATVIEW": ("MATERIALIZED", "VIEW"),
    "OBJECT_SEQUENCE": ("SEQUENCE",),
    "OBJECT_TYPE": ("TYPE",),
    "OBJECT_DOMAIN": ("DOMAIN",),
    "OBJECT_SCHEMA": ("SCHEMA",),
    "OBJECT_EXTENSION": ("EXTENSION",),
    "OBJECT_FUNCTION": ("FUNCTION",),
}


@rule("SQL003", Severity.INFO, STATEMENT, peers=("squawk:prefer-robust-stmts",))
def not_repeatable(act: Act) -> Iterator[Hit]:
    """A statement outside of a transaction fails when the script is run again.

    Why: If a later statement fails, those before it stay. With IF EXISTS and IF NOT EXISTS the script can simply be run
    again.
    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY);
        CREATE TABLE customers (id bigint PRIMARY KEY);
    Good:
        CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS customers (id bigint PRIMARY KEY);
    """
    step = act.step
    if step.transaction is not None or len(step.script.pieces) < 2 or step.script.runner == "plan":
        return
    kind, node = step.kind, act.node
    if kind in _ABSENT and not tree.flag(node, "if_not_exists"):
        yield step.hit("it fails when the script is run again", fix=if_exists(step, _ABSENT[kind], "IF NOT EXISTS"))
    elif kind == "IndexStmt" and not tree.flag(node, "if_not_exists") and tree.word(node, "idxname"):
        # With CONCURRENTLY an invalid index of that name would be taken for the wanted one.
        if not tree.flag(node, "concurrent") and step.is_new(step.ref):
            yield step.hit("it fails when the script is run again", fix=if_exists(step, ("INDEX",), "IF NOT EXISTS"))
    elif kind == "DropStmt" and not tree.flag(node, "missing_ok"):
        words = _DROPS.get(tree.choice(node, "remove_type"))
        if words is not None:
            yield step.hit("it fails when the script is run again", fix=if_exists(step, words, "IF EXISTS"))
        elif tree.choice(node, "remove_type") == "OBJECT_INDEX":
            after = ("INDEX", "CONCURRENTLY") if tree.flag(node, "concurrent") else ("INDEX",)
            yield step.hit("it fails when the script is run again", fix=if_exists(step, after, "IF EXISTS"))
    elif kind == "AlterTableStmt":
        yield from _repeated(act)


def _repeated(act: Act) -> Iterator[Hit]:
    step = act.step
    for each in step.acts:
        if each.kind == "AT_AddColumn" and not tree.flag(each.node, "missing_ok") and len(step.acts) == 1:
            words = ("ADD", "COLUMN") if step.tokens.find("ADD", "COLUMN") is not None else ("ADD",)
            fix = if_exists(step, words, "IF NOT EXISTS" if len(words) > 1 else "COLUMN IF NOT EXISTS")
            yield each.hit("it fails when the script is run again", fix=fix)
        elif each.kind == "AT_DropColumn" and not tree.flag(each.node, "missing_ok") and len(step.acts) == 1:
            words = ("DROP", "COLUMN") if step.tokens.find("DROP", "COLUMN") is not None else ("DROP",)
            fix = if_exists(step, words, "IF EXISTS" if len(words) > 1 else "COLUMN IF EXISTS")
            yield each.hit("it fails when the script is run again", fix=fix)


@rule(
    "SQL004",
    Severity.INFO,
    "CreateStmt",
    "AlterTableStmt",
    STATEMENT,
    peers=("squawk:require-table-schema",),
    on_request=True,
)
def no_namespace(act: Act) -> Iterator[Hit]:
    """A table is named without its schema.

    Why: Which table it is follows the search path of whoever runs the script.
    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY);
    Good:
        CREATE TABLE public.orders (id bigint PRIMARY KEY);
    """
    if act.step.kind not in ("CreateStmt", "AlterTableStmt", "IndexStmt") or act.kind != act.step.kind or act.order:
        return
    named = tree.one(act.step.node, "relation")
    if named is not None and len(tree.relation(named)) == 1 and tree.word(named, "relpersistence") != "t":
        yield act.step.hit(f"the search path decides which {tree.word(named, 'relname')} it is")


@rule("SQL005", Severity.INFO, "AlterEnumStmt", peers=("squawk:require-enum-value-ordering",))
def order_left_open(act: Act) -> Iterator[Hit]:
    """A value is added to an enum without its place.

    Why: It goes to the end, and the order of an enum can't be changed later.
    Bad:
        ALTER TYPE state ADD VALUE 'lost';
    Good:
        ALTER TYPE state ADD VALUE 'lost' AFTER 'sent';
    """
    if (
        tree.word(act.node, "new_val")
        and not tree.word(act.node, "old_val")
        and not tree.word(act.node, "new_val_neighbor")
    ):
        yield act.step.hit("the value goes to the end", fix=Fix(title="say BEFORE or AFTER another value"))


@rule("SQL006", Severity.ERROR, "UpdateStmt", "InsertStmt", peers=("squawk:ban-duplicate-column-assignments",))
def assigned_twice(act: Act) -> Iterator[Hit]:
    """A column is given two values by one statement.

    Why: The server refuses it.
    Bad:
        UPDATE orders SET state = 'new', state = 'sent' WHERE id = 1;
    Good:
        UPDATE orders SET state = 'sent' WHERE id = 1;
    """
    lists = ("target_list",) if act.kind == "UpdateStmt" else ("cols",)
    for field in lists:
        names = [tree.word(each, "name") for each in tree.many(act.node, field) if not tree.many(each, "indirection")]
        twice = {each for each in names if each and names.count(each) > 1}
        if twice:
            yield act.step.hit(f"{', '.join(sorted(twice))} is given two values")


@rule("SQL009", Severity.WARNING, "DropStmt", peers=("strong_migrations:create_table",))
def dropped_to_be_made(act: Act) -> Iterator[Hit]:
    """A table is dropped if it is there, and made again.

    Why: What was meant to clear away an old attempt deletes the rows of a table that is in use.
    Bad:
        DROP TABLE IF EXISTS orders;
        CREATE TABLE orders (id bigint PRIMARY KEY);
    Good:
        CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY);
    """
    if tree.choice(act.node, "remove_type") != "OBJECT_TABLE" or not tree.flag(act.node, "missing_ok"):
        return
    for each in tree.many(act.node, "objects"):
        name = tree.items(each)
        ref = act.step.known.find(name, "table")
        for piece in act.step.script.pieces[act.step.number + 1 :]:
            words = piece.text.lower().replace('"', "").split("(")[0].split()
            if (
                words[:2] == ["create", "table"]
                and words[-1].split(".")[-1] == name[-1].lower()
                and not act.step.is_new(ref)
            ):
                yield act.step.hit(f"{name[-1]} is made again without its rows", ref=ref)
                break


@rule("SQL010", Severity.WARNING, STATEMENT, peers=("squawk:identifier-too-long",))
def name_is_cut(act: Act) -> Iterator[Hit]:
    """A name is longer than 63 bytes.

    Why: The server cuts it off and only gives a notice; two names may become one.
    Bad:
        CREATE INDEX CONCURRENTLY an_index_over_the_columns_customer_and_state_and_placed_at_of_orders ON orders (a);
    Good:
        CREATE INDEX CONCURRENTLY orders_customer_state_placed_at ON orders (a);
    """
    # most statements have no word that is long enough, and need not be cut into tokens
    if act.step.kind in ("InsertStmt", "DoStmt", "CreateFunctionStmt", "CopyStmt") or not _LONG.search(act.step.text):
        return
    for each in act.step.tokens.all:
        if each.text[:1].isalpha() or each.text[:1] in '"_':
            name = each.text.strip('"')
            if len(name.encode()) > _LONGEST:
                yield act.step.hit(f"{name} is cut after 63 bytes")


_SINCE = {
    "nulls_not_distinct": (15, "NULLS NOT DISTINCT"),
    "without_overlaps": (18, "WITHOUT OVERLAPS"),
}


def _too_new(act: Act) -> Iterator[tuple[int, str]]:
    """What a statement says with the major version that it came in."""
    kind, node = act.step.kind, act.step.node
    if kind == "MergeStmt":
        yield 15, "MERGE"
    for each in act.step.acts:
        definition = each.definition
        if each.kind == "AT_DetachPartition" and tree.flag(definition, "concurrent"):
            yield 14, "DETACH PARTITION CONCURRENTLY"
        if each.kind == "AT_SetExpression":
            yield 17, "SET EXPRESSION"
        if each.contype == "CONSTR_NOTNULL":
            yield 18, "ADD NOT NULL as a constraint"
        if each.contype == "CONSTR_CHECK" and definition is not None and not tree.flag(definition, "is_enforced"):
            yield 18, "NOT ENFORCED"
    stated = [*_constraints(act)] if kind in ("CreateStmt", "AlterTableStmt", "IndexStmt") else []
    for constraint in (*stated, node):
        for field, (major, word) in _SINCE.items():
            if tree.flag(constraint, field):
                yield major, word
        if tree.word(constraint, "generated_kind") == "v":
            yield 18, "VIRTUAL"


def _constraints(act: Act) -> Iterator[Message]:
    for each in act.step.acts:
        if each.definition is not None:
            yield each.definition
        yield from each.constraints.values()
    for element in tree.many(act.step.node, "table_elts"):
        yield element
        yield from tree.many(element, "constraints")


@rule("SQL011", Severity.ERROR, STATEMENT)
def too_new(act: Act) -> Iterator[Hit]:
    """A statement uses what the server that it is for does not have yet.

    Why: The server refuses it.
    Bad:
        -- target: 14
        CREATE UNIQUE INDEX CONCURRENTLY i ON orders (a) NULLS NOT DISTINCT;
    Good:
        -- target: 15
        CREATE UNIQUE INDEX CONCURRENTLY i ON orders (a) NULLS NOT DISTINCT;
    """
    if act.step.known.major == 99 and not act.step.aims.version:
        return
    for major, word in dict.fromkeys(_too_new(act)):
        if act.step.major < major:
            yield act.step.hit(f"{word} came with PostgreSQL {major}, this is for {act.step.major}")


@rule("SQL012", Severity.WARNING, STATEMENT)
def not_there(act: Act) -> Iterator[Hit]:
    """A statement changes a relation that is not there.

    Why: The schema that is given by `--schema`, with the scripts before this one, has no such relation: the statement
    fails, or another file comes first.
    Bad:
        -- schema: CREATE TABLE orders (id bigint PRIMARY KEY);
        ALTER TABLE oders ADD COLUMN note text;
    Good:
        -- schema: CREATE TABLE orders (id bigint PRIMARY KEY);
        ALTER TABLE orders ADD COLUMN note text;
    """
    step = act.step
    if step.aims.schema is None or step.kind not in ("AlterTableStmt", "IndexStmt", "TruncateStmt", "CreateTrigStmt"):
        return
    named = tree.one(step.node, "relation")
    missing = tree.flag(step.node, "missing_ok") or (named is not None and step.known.find(tree.relation(named)))
    if named is not None and not missing:
        yield step.hit(f"there is no {'.'.join(tree.relation(named))}", ref=Ref("table", tree.relation(named)))


@rule("SQL013", Severity.INFO, "InsertStmt")
def columns_left_open(act: Act) -> Iterator[Hit]:
    """Rows are inserted without naming the columns.

    Why: The next column that the table gets breaks the script, or shifts the values.
    Bad:
        INSERT INTO states VALUES ('new', 1);
    Good:
        INSERT INTO states (name, position) VALUES ('new', 1);
    """
    if not tree.many(act.node, "cols") and tree.one(act.node, "select_stmt") is not None and not act.is_new:
        yield act.step.hit("the order of the table's columns decides where the values go")
