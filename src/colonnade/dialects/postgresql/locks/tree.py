"""Reading the trees of the server's grammar."""

from __future__ import annotations

from collections.abc import Iterator

from google.protobuf.message import Message
from postgast import PgQueryError, parse, unwrap_node

from colonnade.schema import QName


def statement(text: str) -> Message | None:
    """The tree of one statement; None where the text is not one statement of PostgreSQL."""
    try:
        found = parse(text).stmts
    except PgQueryError:
        return None
    return unwrap_node(found[0].stmt) if len(found) == 1 else None


def kind(node: Message) -> str:
    """The name of the node's type, such as `AlterTableStmt`."""
    return str(node.DESCRIPTOR.name)


def one(node: Message, name: str) -> Message | None:
    """The node in a field, or None where it isn't set."""
    field = node.DESCRIPTOR.fields_by_name.get(name)
    if field is None or field.message_type is None or not node.HasField(name):
        return None
    return unwrap_node(getattr(node, name))


def many(node: Message | None, name: str) -> tuple[Message, ...]:
    """The nodes of a list in a field; nothing where there is no such field."""
    found = getattr(node, name, None)
    if found is None or isinstance(found, str | int | Message):
        return ()
    return tuple(unwrap_node(each) for each in found)


def word(node: Message | None, name: str) -> str:
    """The text in a field, or nothing."""
    found = getattr(node, name, "")
    return found if isinstance(found, str) else ""


def flag(node: Message | None, name: str) -> bool:
    """The truth value in a field."""
    return bool(getattr(node, name, False))


def choice(node: Message, name: str) -> str:
    """The name of the value of a field that is an enumeration, such as `AT_AddColumn`."""
    field = node.DESCRIPTOR.fields_by_name[name]
    assert field.enum_type is not None
    return str(field.enum_type.values_by_number[getattr(node, name)].name)


def relation(node: Message | None) -> QName:
    """The name in a RangeVar as it is written, without the database."""
    return tuple(each for each in (word(node, "schemaname"), word(node, "relname")) if each)


def words(nodes: tuple[Message, ...]) -> QName:
    """The words of a list of strings."""
    return tuple(word(each, "sval") for each in nodes)


def items(node: Message | None) -> QName:
    """The words of a name, which stands as a list, a type or one word."""
    if node is None:
        return ()
    match kind(node):
        case "List":
            return words(many(node, "items"))
        case "TypeName":
            return words(many(node, "names"))
        case "RangeVar":
            return relation(node)
        case _:
            return tuple(filter(None, (word(node, "sval"),)))


def everything(node: Message) -> Iterator[Message]:
    """A node and all below it."""
    yield node
    for field, value in node.ListFields():
        if field.message_type is not None:
            for child in (value,) if isinstance(value, Message) else value:
                yield from everything(unwrap_node(child))


def columns_in(node: Message | None) -> frozenset[str]:
    """Names of columns that an expression mentions."""
    if node is None:
        return frozenset()
    named = (words(many(each, "fields")) for each in everything(node) if kind(each) == "ColumnRef")
    return frozenset(each[-1] for each in named if each)


def calls_in(node: Message) -> Iterator[tuple[QName, Message]]:
    """Functions that an expression calls, with the calls."""
    for each in everything(node):
        if kind(each) == "FuncCall":
            yield words(many(each, "funcname")), each


def expression(text: str) -> Message | None:
    """The tree of an expression."""
    found = statement(f"SELECT ({text}\n)")
    targets = many(found, "target_list")
    return one(targets[0], "val") if len(targets) == 1 else None


def option(node: Message, name: str) -> Message | None:
    """The option of this name in a list of options, such as that of VACUUM."""
    return next(
        (each for field in ("options", "params") for each in many(node, field) if word(each, "defname") == name), None
    )


def is_on(node: Message, name: str) -> bool:
    """Whether a truth value among the options is given and isn't off."""
    found = option(node, name)
    if found is None:
        return False
    argument = one(found, "arg")
    if argument is None:
        return True
    return word(argument, "sval").lower() not in ("off", "false", "0") and (
        kind(argument) != "Integer" or bool(getattr(argument, "ival", 0))
    )


def number(node: Message | None) -> int:
    """The number in a node of one."""
    found = getattr(node, "ival", 0)
    return found if isinstance(found, int) else 0


def statements(text: str) -> tuple[Message, ...]:
    """The trees of all statements of a text; nothing where it can't be parsed."""
    try:
        return tuple(unwrap_node(each.stmt) for each in parse(text).stmts)
    except PgQueryError:
        return ()
