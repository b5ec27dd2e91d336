"""Indexes, views, triggers and virtual tables: dropped and made again where they change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Alteration, Context, NotExpressibleError, Statement
from colonnade.dialects.sqlite.emit.clauses import whole
from colonnade.dialects.sqlite.emit.parts import standing_on
from colonnade.dialects.sqlite.emit.registry import EMIT, NOTHING, UNKNOWN_HERE, only
from colonnade.dialects.sqlite.kinds import VIRTUAL_TABLE
from colonnade.dialects.sqlite.quote import names, quote
from colonnade.dialects.sqlite.read.normal import ends_in_comment
from colonnade.dialects.sqlite.read.programs import renamed_trigger
from colonnade.ops import AlterObject, CreateObject, DropObject, Execute, Operation, RenameObject
from colonnade.schema import EngineObject, Index, IndexKey, Ref, SchemaObject, Trigger, View

_PLAIN_KINDS = ("index", "view", "trigger", VIRTUAL_TABLE)


def create(each: SchemaObject) -> Statement:
    """The statement that makes an index, view, trigger or virtual table. Raises NotExpressibleError."""
    match each:
        case Index():
            form = "create_unique_index" if each.unique else "create_index"
            return Statement(sql=_index(each), form=form, on=(Ref("table", each.on),))
        case View():
            return Statement(sql=_view(each), form="create_view", on=(each.ref,))
        case Trigger():
            return Statement(sql=each.definition, form="create_trigger", on=(each.ref,))
        case EngineObject(engine_kind="virtual_table"):
            return Statement(sql=each.definition, form="create_virtual_table", on=(each.ref,))
        case _:
            raise NotExpressibleError(f"SQLite has no {each.kind_of()}", fields={"object": str(each.ref)})


def drop(each: SchemaObject) -> Statement:
    """The statement that removes an index, view, trigger or virtual table.

    A trigger may have gone with its view already, when that was made again under another name.
    """
    word = "table" if each.kind_of() == VIRTUAL_TABLE else each.kind_of()
    form = f"drop_{each.kind_of()}"
    perhaps = "IF EXISTS " if word == "trigger" else ""
    return Statement(sql=f"DROP {word.upper()} {perhaps}{quote(each.name)}", form=form, on=(each.ref,))


def _index(index: Index) -> str:
    if index.include or not index.nulls_distinct or index.method != "btree":
        raise NotExpressibleError(
            f"SQLite's indexes are b-trees without further columns that count every null as different: {index.ref}",
            hint="leave that out",
        )
    unique = "UNIQUE " if index.unique else ""
    keys = ", ".join(map(_index_key, index.keys))
    where = f" WHERE {whole(index.predicate)}" if index.predicate is not None else ""
    return f"CREATE {unique}INDEX {quote(index.name)} ON {quote(index.on[-1])} ({keys}){where}"


def _index_key(key: IndexKey) -> str:
    text = quote(key.column) if key.column is not None else whole(key.expression or "")
    if key.collation is not None:
        text += f" COLLATE {quote(key.collation[-1])}"
    return f"{text} DESC" if key.descending else text


def _view(view: View) -> str:
    columns = f" ({names(column.name for column in view.columns)})" if view.columns else ""
    end = "\n" if ends_in_comment(view.definition) else ""
    return f"CREATE VIEW {quote(view.name)}{columns} AS {view.definition}{end}"


@EMIT.on(CreateObject, *_PLAIN_KINDS)
def create_object(operation: Operation, context: Context) -> Alteration | None:
    """CREATE INDEX, VIEW, TRIGGER, VIRTUAL TABLE."""
    assert isinstance(operation, CreateObject)
    return only(create(operation.object))


@EMIT.on(DropObject, *_PLAIN_KINDS)
def drop_object(operation: Operation, context: Context) -> Alteration | None:
    """DROP INDEX, VIEW, TRIGGER, TABLE."""
    assert isinstance(operation, DropObject)
    return only(drop(operation.object))


@EMIT.on(AlterObject, "index", "view", "trigger")
def alter_object(operation: Operation, context: Context) -> Alteration | None:
    """There is no ALTER for them; a property that SQLite has not changes nothing."""
    assert isinstance(operation, AlterObject)
    return NOTHING if operation.changed() <= UNKNOWN_HERE else None


@EMIT.on(RenameObject, *_PLAIN_KINDS)
def rename_object(operation: Operation, context: Context) -> Alteration | None:
    """They are made again under the new name, a view with its triggers."""
    assert isinstance(operation, RenameObject)
    return only(*_renamed(operation, context))


def _renamed(operation: RenameObject, context: Context) -> Iterator[Statement]:
    old = context.before.objects[operation.ref]
    new = _under(old, operation.to)
    if isinstance(old, EngineObject):
        sql = f"ALTER TABLE {quote(old.name)} RENAME TO {quote(new.name)}"
        yield Statement(sql=sql, form="rename_table", on=(old.ref,))
        return
    yield drop(old)
    yield create(new)
    if isinstance(old, View):
        for each in standing_on(context.before, old.path):
            yield create(_under(each, Ref("trigger", (*new.path, each.name))))


def _under(each: SchemaObject, ref: Ref) -> SchemaObject:
    """The same object under another name."""
    if isinstance(each, Trigger):
        definition = renamed_trigger(each.definition, ref.name, ref.parent_path[-1])
        return replace(each, path=ref.path, definition=definition)
    return replace(each, path=ref.path)


@EMIT.on(Execute, "*")
def execute(operation: Operation, context: Context) -> Alteration | None:
    """A statement of the user's own."""
    assert isinstance(operation, Execute)
    return only(Statement(sql=operation.sql, form="execute")) if operation.sql else NOTHING
