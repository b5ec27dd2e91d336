"""Types as the grammar spells them, as the server prints them, and which change of a type rewrites a table.

Source: ATColumnChangeRequiresRewrite() and ATExecAlterColumnType() in tablecmds.c, CheckIndexCompatible() in
indexcmds.c.
"""

from __future__ import annotations

from google.protobuf.message import Message

from colonnade.dialects.postgresql.casting import Conversion, conversion, spelled
from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.known import Known

_PRINTED = {
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "float4": "real",
    "float8": "double precision",
    "bool": "boolean",
    "varchar": "character varying",
    "bpchar": "character",
    "varbit": "bit varying",
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
    "time": "time without time zone",
    "timetz": "time with time zone",
}
_INTERVAL_FIELDS = 32767
"""The first modifier of an interval with all fields."""
_SERIALS = {
    "serial": "integer",
    "serial4": "integer",
    "bigserial": "bigint",
    "serial8": "bigint",
    "smallserial": "smallint",
    "serial2": "smallint",
}
_ONE_INDEX_CLASS = (frozenset({"text", "character varying"}), frozenset({"cidr", "inet"}))
"""Types whose indexes have one operator class by default."""
_INSTANTS = frozenset({"timestamp without time zone", "timestamp with time zone"})


def printed(type_: Message | None, known: Known) -> str:
    """A type as format_type() prints it; one of the user with its namespace."""
    names = tree.words(tree.many(type_, "names"))
    if not names:
        return ""
    base = _PRINTED.get(names[-1], names[-1])
    if len(names) == 1 or names[0] != "pg_catalog":
        found = known.find(names, "domain", "enum", "composite", "range")
        base = ".".join(found.path) if found is not None else base if len(names) == 1 else ".".join(names)
    modifiers = [tree.one(each, "ival") for each in tree.many(type_, "typmods")]
    numbers = [str(tree.number(each)) for each in modifiers if each is not None]
    if base == "interval" and numbers[:1] == [str(_INTERVAL_FIELDS)]:
        numbers = numbers[1:]
    if base == "numeric" and len(numbers) == 1:
        numbers.append("0")
    head, _, tail = base.partition(" with")
    text = f"{head}({','.join(numbers)}){' with' + tail if tail else ''}" if numbers else base
    return text + ("[]" if tree.many(type_, "array_bounds") else "")


def serial(type_: Message | None) -> bool:
    """Whether a type stands for a number with a sequence of its own."""
    names = tree.words(tree.many(type_, "names"))
    return len(names) == 1 and names[0] in _SERIALS


def rewrites(old: str, new: str, known: Known) -> bool:
    """Whether values of one type have to be written anew to become values of the other."""
    if old == new:
        return False
    if known.has_conditions(new):
        return True
    was, now = known.base(old), known.base(new)
    if was == now:
        return False
    if spelled(was).array and spelled(now).array:
        return spelled(was).base != spelled(now).base or bool(spelled(now).modifiers)
    if known.session.time_zone_is_utc and {spelled(was).base, spelled(now).base} == _INSTANTS:
        return bool(spelled(now).modifiers) and spelled(was).modifiers != spelled(now).modifiers
    return conversion(was, now) is not Conversion.RELABEL


def keeps_index(old: str, new: str, known: Known) -> bool:
    """Whether a plain index on a column can stay as it is when the type changes without a rewrite."""
    was, now = spelled(known.base(old)), spelled(known.base(new))
    if was.array or now.array:
        return was.base == now.base
    return was.base == now.base or any({was.base, now.base} <= each for each in _ONE_INDEX_CLASS)
