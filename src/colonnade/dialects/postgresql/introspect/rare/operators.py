"""Operators, and the classes and families that index methods know them by."""

from __future__ import annotations

from typing import cast

from colonnade.dialects.postgresql.introspect.identities import Catalog
from colonnade.dialects.postgresql.introspect.rare.branch import (
    Branch,
    Found,
    Made,
    Version,
    clauses,
    select,
)
from colonnade.dialects.postgresql.introspect.rare.code import signature
from colonnade.dialects.postgresql.introspect.scope import own, user_space
from colonnade.dialects.postgresql.quote import qualified, quote


def _named(column: str) -> str:
    return f"""(SELECT 'OPERATOR(' || quote_ident(sn.nspname) || '.' || o.oprname || ')' FROM pg_operator o
      JOIN pg_namespace sn ON sn.oid = o.oprnamespace WHERE o.oid = {column})"""


def _type(column: str) -> str:
    return f"CASE WHEN {column} <> 0 THEN format_type({column}, NULL) END"


def _operators(_version: Version) -> str:
    return select(
        "operator",
        Catalog.OPERATOR,
        f"n.nspname, x.oprname, coalesce({_type('x.oprleft')}, 'NONE') || ', '"
        f" || coalesce({_type('x.oprright')}, 'NONE')",
        facts={
            "function": "x.oprcode::text",
            "left": _type("x.oprleft"),
            "right": _type("x.oprright"),
            "commutator": _named("x.oprcom"),
            "negator": _named("x.oprnegate"),
            "restrict": "CASE WHEN x.oprrest <> 0 THEN x.oprrest::text END",
            "join": "CASE WHEN x.oprjoin <> 0 THEN x.oprjoin::text END",
            "merges": "x.oprcanmerge",
            "hashes": "x.oprcanhash",
        },
        owner="x.oprowner",
        source=f"""FROM pg_operator x JOIN pg_namespace n ON n.oid = x.oprnamespace
WHERE x.oprcode <> 0 AND {user_space()} AND {own(Catalog.OPERATOR, "x.oid")}""",
    )


def _operator(found: Found) -> Made:
    body = clauses(
        {
            "FUNCTION": found.text("function"),
            "LEFTARG": found.optional("left"),
            "RIGHTARG": found.optional("right"),
            "COMMUTATOR": found.optional("commutator"),
            "NEGATOR": found.optional("negator"),
            "MERGES": "" if found.flag("merges") else None,
            "HASHES": "" if found.flag("hashes") else None,
        }
    )
    estimators = {each: found.text(each) for each in ("restrict", "join") if found.optional(each)}
    name = f"{quote(found.path[0])}.{found.path[1]}"
    return Made(definition=f"CREATE OPERATOR {name} {body}", attributes=estimators)


def _members(owner_catalog: Catalog) -> dict[str, str]:
    """The operators and functions of a class or family `x`, by what pg_depend ties them to."""
    tied = f"e.refclassid = {int(owner_catalog)} AND e.refobjid = x.oid AND e.refobjsubid = 0"
    return {
        "operators": f"""(SELECT jsonb_agg(jsonb_build_array(m.amopstrategy, {_named("m.amopopr")},
            format_type(m.amoplefttype, NULL), format_type(m.amoprighttype, NULL),
            (SELECT quote_ident(fn.nspname) || '.' || quote_ident(f.opfname) FROM pg_opfamily f
              JOIN pg_namespace fn ON fn.oid = f.opfnamespace WHERE f.oid = m.amopsortfamily), m.oid)
            ORDER BY m.amopstrategy, m.amoplefttype::regtype::text, m.amoprighttype::regtype::text)
          FROM pg_depend e JOIN pg_amop m ON m.oid = e.objid
          WHERE e.classid = {int(Catalog.ACCESS_METHOD_OPERATOR)} AND {tied})""",
        "functions": f"""(SELECT jsonb_agg(jsonb_build_array(m.amprocnum, {signature("p")},
            format_type(m.amproclefttype, NULL), format_type(m.amprocrighttype, NULL), m.oid)
            ORDER BY m.amprocnum, m.amproclefttype::regtype::text, m.amprocrighttype::regtype::text)
          FROM pg_depend e JOIN pg_amproc m ON m.oid = e.objid JOIN pg_proc p ON p.oid = m.amproc
          WHERE e.classid = {int(Catalog.ACCESS_METHOD_PROC)} AND {tied})""",
    }


def _families(_version: Version) -> str:
    return select(
        "operator_family",
        Catalog.OPERATOR_FAMILY,
        "n.nspname, x.opfname, m.amname",
        facts=_members(Catalog.OPERATOR_FAMILY),
        owner="x.opfowner",
        source=f"""FROM pg_opfamily x JOIN pg_namespace n ON n.oid = x.opfnamespace JOIN pg_am m ON m.oid = x.opfmethod
WHERE {user_space()} AND {own(Catalog.OPERATOR_FAMILY, "x.oid")}""",
    )


def _items(found: Found) -> dict[str, str]:
    """Members by their place in the class or family, such as `OPERATOR 1 (integer, integer)`."""
    items: dict[str, str] = {}
    for number, operator, left, right, family, _ in cast("list[list[object]]", found.facts.get("operators") or []):
        name = str(operator).removeprefix("OPERATOR(").removesuffix(")")
        order = f" FOR ORDER BY {family}" if family else ""
        items[f"OPERATOR {number} ({left}, {right})"] = f"{name} ({left}, {right}){order}"
    for number, function, left, right, _ in cast("list[list[object]]", found.facts.get("functions") or []):
        items[f"FUNCTION {number} ({left}, {right})"] = str(function)
    return items


def _family(found: Found) -> Made:
    name = f"{qualified(found.path[:2])} USING {quote(found.path[2])}"
    return Made(definition=f"CREATE OPERATOR FAMILY {name}", attributes=_items(found))


def _classes(_version: Version) -> str:
    return select(
        "operator_class",
        Catalog.OPERATOR_CLASS,
        "n.nspname, x.opcname, m.amname",
        facts={
            **_members(Catalog.OPERATOR_CLASS),
            "default": "x.opcdefault",
            "type": "format_type(x.opcintype, NULL)",
            "key": _type("x.opckeytype"),
            "family": "quote_ident(fn.nspname) || '.' || quote_ident(f.opfname)",
        },
        owner="x.opcowner",
        source=f"""FROM pg_opclass x JOIN pg_namespace n ON n.oid = x.opcnamespace JOIN pg_am m ON m.oid = x.opcmethod
JOIN pg_opfamily f ON f.oid = x.opcfamily JOIN pg_namespace fn ON fn.oid = f.opfnamespace
WHERE {user_space()} AND {own(Catalog.OPERATOR_CLASS, "x.oid")}""",
    )


def _class(found: Found) -> Made:
    items = []
    for place, what in _items(found).items():
        word, number, types = place.split(" ", 2)
        items.append(f"{word} {number} {what}" if word == "OPERATOR" else f"{word} {number} {types} {what}")
    if found.optional("key") or not items:
        items.insert(0, f"STORAGE {found.optional('key') or found.text('type')}")
    sql = (
        f"CREATE OPERATOR CLASS {qualified(found.path[:2])}\n    {'DEFAULT ' if found.flag('default') else ''}"
        f"FOR TYPE {found.text('type')} USING {quote(found.path[2])} FAMILY {found.text('family')} AS\n    "
    )
    return Made(definition=sql + ",\n    ".join(items), attributes={})


_PARTS = {"operators": Catalog.ACCESS_METHOD_OPERATOR, "functions": Catalog.ACCESS_METHOD_PROC}

OPERATORS = (
    Branch(kind="operator", catalog=Catalog.OPERATOR, select=_operators, make=_operator),
    Branch(kind="operator_family", catalog=Catalog.OPERATOR_FAMILY, select=_families, make=_family, parts=_PARTS),
    Branch(kind="operator_class", catalog=Catalog.OPERATOR_CLASS, select=_classes, make=_class, parts=_PARTS),
)
"""Kinds around operators. A family's attributes are its loose members."""
