"""User types: made and dropped."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Alteration, Context, Statement
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import comment_on, trappings
from colonnade.dialects.postgresql.emit.statements import collate, newer
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.ops import CreateObject, DropObject, Operation
from colonnade.schema import (
    CompositeType,
    DomainType,
    EngineObject,
    EnumType,
    RangeType,
    Ref,
    SchemaObject,
)


@EMIT.on(CreateObject, "enum", "composite", "range", "domain", "base_type", "shell_type")
def create_type(operation: Operation, context: Context) -> Alteration | None:
    """CREATE TYPE or CREATE DOMAIN."""
    assert isinstance(operation, CreateObject)
    each = operation.object
    create = Statement(sql=create_sql(each, context), form="create_type", on=(each.ref,))
    return Alteration(statements=(create, *comments_within(each), *trappings(each, None, context)))


def create_sql(each: SchemaObject, context: Context) -> str:
    """The CREATE statement of a type."""
    name = qualified(each.path)
    match each:
        case EnumType():
            return f"CREATE TYPE {name} AS ENUM ({_indented(map(literal, each.values))})"
        case CompositeType():
            fields = (f"{quote(field.name)} {field.type}{collate(field.collation)}" for field in each.fields)
            return f"CREATE TYPE {name} AS ({_indented(fields)})"
        case RangeType():
            clauses = (f"{key} = {value}" for key, value in each.options.items())
            return f"CREATE TYPE {name} AS RANGE ({_indented((f'subtype = {each.subtype}', *clauses))})"
        case DomainType():
            return "\n    ".join(
                (f"CREATE DOMAIN {name} AS {each.base}{collate(each.collation)}", *_domain(each, context))
            )
        case EngineObject():
            return each.definition
        case _:
            raise AssertionError(each)


def _indented(parts: Iterator[str] | tuple[str, ...] | map[str]) -> str:
    text = ",\n    ".join(parts)
    return f"\n    {text}\n" if text else ""


def _domain(each: DomainType, context: Context) -> Iterator[str]:
    if not each.nullable:
        named = each.not_null_name is not None and newer(context, 17)
        yield f"CONSTRAINT {quote(each.not_null_name or '')} NOT NULL" if named else "NOT NULL"
    if each.default is not None:
        yield f"DEFAULT {each.default}"
    for check in each.checks:
        if check.valid:
            yield f"CONSTRAINT {quote(check.name)} CHECK ({check.expression})"


def comments_within(each: SchemaObject) -> Iterator[Statement]:
    """Comments and late constraints of the parts of a new type."""
    match each:
        case CompositeType():
            for field in each.fields:
                yield from comment_on("COLUMN", f"{qualified(each.path)}.{quote(field.name)}", None, field.comment)
        case DomainType():
            for check in each.checks:
                if not check.valid:
                    yield Statement(
                        sql=f"ALTER DOMAIN {qualified(each.path)} ADD CONSTRAINT {quote(check.name)}"
                        f" CHECK ({check.expression}) NOT VALID",
                        form="domain_add_check_not_valid",
                        on=(each.ref,),
                    )
                yield from comment_on(
                    "CONSTRAINT", f"{quote(check.name)} ON DOMAIN {qualified(each.path)}", None, check.comment
                )
        case _:
            return


@EMIT.on(DropObject, "enum", "composite", "domain")
def drop_type(operation: Operation, context: Context) -> Alteration | None:
    """DROP TYPE or DROP DOMAIN."""
    assert isinstance(operation, DropObject)
    each = operation.object
    words = "DOMAIN" if isinstance(each, DomainType) else "TYPE"
    return Alteration(statements=(_dropped(each, words),))


@EMIT.on(DropObject, "range", "base_type")
def drop_type_with_shell(operation: Operation, context: Context) -> Alteration | None:
    """DROP TYPE; one with functions of its own goes back to the shell that they take.

    Type and functions need each other, so they go together and the shell and the functions are made again.
    """
    assert isinstance(operation, DropObject)
    each = operation.object
    shell = context.before.get(Ref("shell_type", each.path))
    if shell is None:
        return Alteration(statements=(_dropped(each, "TYPE"),))
    found = [_dropped(each, "TYPE", " CASCADE")]
    for kept in (shell, *(other for other in context.before if shell.ref in other.depends and other.ref != each.ref)):
        again = EMIT.emit(CreateObject(object=kept), context)
        found += again.statements if again is not None else ()
    return Alteration(statements=tuple(found))


def _dropped(each: SchemaObject, words: str, cascade: str = "") -> Statement:
    return Statement(sql=f"DROP {words} {qualified(each.path)}{cascade}", form="drop_type", on=(each.ref,))


@EMIT.on(DropObject, "shell_type")
def drop_shell_type(operation: Operation, context: Context) -> Alteration | None:
    """DROP TYPE of a shell."""
    assert isinstance(operation, DropObject)
    return Alteration(statements=(_dropped(operation.object, "TYPE"),))
