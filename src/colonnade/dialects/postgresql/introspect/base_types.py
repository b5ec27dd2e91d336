"""The statement that makes a base type, as CREATE TYPE wants it."""

from __future__ import annotations

from colonnade.dialects.postgresql.introspect.item import Item
from colonnade.dialects.postgresql.quote import literal, qualified

_FUNCTIONS = ("INPUT", "OUTPUT", "RECEIVE", "SEND", "TYPMOD_IN", "TYPMOD_OUT", "ANALYZE", "SUBSCRIPT")
_ALIGNMENTS = {"c": "char", "s": "int2", "i": "int4", "d": "double"}
_STORAGES = {"p": "plain", "e": "external", "x": "extended", "m": "main"}


def definition(item: Item) -> str:
    """CREATE TYPE with all its clauses; fields are the functions in order, then the properties."""
    length, by_value, align, storage, category, preferred, default, element, delimiter, collatable, parsed = (
        item.fields[len(_FUNCTIONS) :]
    )
    clauses = [f"INTERNALLENGTH = {'variable' if length == '-1' else length}"]
    functions = zip(_FUNCTIONS, item.fields, strict=False)
    clauses += [f"{word} = {function}" for word, function in functions if function is not None]
    if collatable == "true":
        clauses.append("COLLATABLE = true")
    if default is not None:
        clauses.append(f"DEFAULT = {default if parsed == 'true' else literal(default)}")
    if element is not None:
        clauses.append(f"ELEMENT = {element}")
    if category != "U":
        clauses.append(f"CATEGORY = {literal(category or '')}")
    if preferred == "true":
        clauses.append("PREFERRED = true")
    if delimiter != ",":
        clauses.append(f"DELIMITER = {literal(delimiter or '')}")
    clauses.append(f"ALIGNMENT = {_ALIGNMENTS[align or 'i']}")
    clauses.append(f"STORAGE = {_STORAGES[storage or 'p']}")
    if by_value == "true":
        clauses.append("PASSEDBYVALUE")
    return f"CREATE TYPE {qualified(item.path)} (\n    " + ",\n    ".join(clauses) + "\n)"
