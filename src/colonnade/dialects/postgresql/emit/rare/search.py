"""Text search dictionaries and configurations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from colonnade.dialect import Alteration, Context
from colonnade.dialects.postgresql.emit.rare.spoken import (
    alter,
    changed,
    create,
    differences,
    made,
)
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.ops import AlterObject, CreateObject, Operation
from colonnade.schema import EngineObject

_OPTION = re.compile(r"""("(?:[^"]|"")*"|\w+) = (E?'(?:[^'\\]|''|\\.)*'|[^,]+)(?:,\s*|\s*$)""")


@EMIT.on(CreateObject, "ts_dictionary")
def create_dictionary(operation: Operation, context: Context) -> Alteration:
    """CREATE TEXT SEARCH DICTIONARY."""
    each = made(operation)
    return create(each, [each.definition], context)


@EMIT.on(AlterObject, "ts_dictionary")
def alter_dictionary(operation: Operation, context: Context) -> Alteration | None:
    """Options one by one; another template is another dictionary."""
    old, new = changed(operation)
    (was_template, was), (template, now) = _parts(old), _parts(new)
    if was_template != template:
        return None
    parts = [name if value is None else f"{name} = {value}" for name, _, value in differences(was, now)]
    sqls = [f"ALTER TEXT SEARCH DICTIONARY {qualified(new.path)} ({', '.join(parts)})"] if parts else []
    return alter(old, new, sqls, context)


def _parts(each: EngineObject) -> tuple[str, dict[str, str]]:
    """The lines up to the template, and the options."""
    head, _, options = each.definition.partition(",\n    ")
    return head.removesuffix("\n)"), dict(_OPTION.findall(options.removesuffix("\n)")))


@EMIT.on(CreateObject, "ts_configuration")
def create_configuration(operation: Operation, context: Context) -> Alteration:
    """CREATE TEXT SEARCH CONFIGURATION and a mapping for each token type."""
    each = made(operation)
    return create(each, [each.definition, *_mappings(each, {}, dict(each.attributes))], context)


@EMIT.on(AlterObject, "ts_configuration")
def alter_configuration(operation: Operation, context: Context) -> Alteration | None:
    """Mappings one by one; another parser is another configuration."""
    old, new = changed(operation)
    if old.definition != new.definition:
        return None
    return alter(old, new, _mappings(new, dict(old.attributes), dict(new.attributes)), context)


def _mappings(each: EngineObject, before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    name = f"ALTER TEXT SEARCH CONFIGURATION {qualified(each.path)}"
    for token, was, now in differences(before, after):
        if now is None:
            yield f"{name} DROP MAPPING FOR {quote(token)}"
        else:
            yield f"{name} {'ADD' if was is None else 'ALTER'} MAPPING FOR {quote(token)} WITH {now}"
