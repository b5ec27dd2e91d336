"""What an object is called in DDL: the words and the name after DROP, COMMENT ON, ALTER … OWNER."""

from __future__ import annotations

from colonnade.dialect import NotExpressibleError
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.schema import PUBLIC, SchemaObject, Table

_PLAIN = {
    "access_method": "ACCESS METHOD",
    "base_type": "TYPE",
    "collation": "COLLATION",
    "composite": "TYPE",
    "conversion": "CONVERSION",
    "domain": "DOMAIN",
    "enum": "TYPE",
    "event_trigger": "EVENT TRIGGER",
    "extension": "EXTENSION",
    "foreign_data_wrapper": "FOREIGN DATA WRAPPER",
    "index": "INDEX",
    "language": "LANGUAGE",
    "materialized_view": "MATERIALIZED VIEW",
    "namespace": "SCHEMA",
    "publication": "PUBLICATION",
    "range": "TYPE",
    "role": "ROLE",
    "sequence": "SEQUENCE",
    "server": "SERVER",
    "shell_type": "TYPE",
    "statistics": "STATISTICS",
    "subscription": "SUBSCRIPTION",
    "ts_configuration": "TEXT SEARCH CONFIGURATION",
    "ts_dictionary": "TEXT SEARCH DICTIONARY",
    "ts_parser": "TEXT SEARCH PARSER",
    "ts_template": "TEXT SEARCH TEMPLATE",
    "view": "VIEW",
}
_PARTS = {
    "constraint": "CONSTRAINT",
    "policy": "POLICY",
    "rule": "RULE",
    "trigger": "TRIGGER",
}
_ROUTINES = {"aggregate": "AGGREGATE", "function": "FUNCTION", "procedure": "PROCEDURE"}
_BY_METHOD = {"operator_class": "OPERATOR CLASS", "operator_family": "OPERATOR FAMILY"}


def words_of(each: SchemaObject) -> str:
    """The words for the object's kind, such as MATERIALIZED VIEW."""
    kind = each.kind_of()
    if isinstance(each, Table):
        return "FOREIGN TABLE" if each.foreign else "TABLE"
    for known in (_PLAIN, _PARTS, _ROUTINES, _BY_METHOD):
        if kind in known:
            return known[kind]
    match kind:
        case "operator" | "cast":
            return kind.upper()
        case "transform":
            return "TRANSFORM FOR"
        case "user_mapping":
            return "USER MAPPING FOR"
        case _:
            raise NotExpressibleError(f"PostgreSQL has no name for a {kind}")


def name_of(each: SchemaObject) -> str:
    """The object's name as DDL spells it, such as `sales.total(integer)` or `total_check ON sales.order`."""
    path = each.path
    kind = each.kind_of()
    if kind in _PARTS:
        return f"{quote(path[-1])} ON {qualified(path[:-1])}"
    if kind in _ROUTINES:
        return routine_name(path, star=kind == "aggregate")
    if kind in _BY_METHOD:
        return f"{qualified(path[:-1])} USING {quote(path[-1])}"
    match kind:
        case "operator":
            return f"{quote(path[0])}.{path[1]} ({path[2]})"
        case "cast":
            return f"({path[0]} AS {path[1]})"
        case "transform":
            return f"{path[0]} LANGUAGE {quote(path[1])}"
        case "user_mapping":
            return f"{role_name(path[1])} SERVER {quote(path[0])}"
        case _:
            return qualified(path)


def routine_name(path: tuple[str, ...], *, star: bool = False) -> str:
    """A routine's name with its argument types; an aggregate over rows has a star for none."""
    *name, arguments = path
    return f"{qualified(name)}({arguments or ('*' if star else '')})"


def role_name(role: str | None) -> str:
    """A role as a grantee, an owner or a target; None is the role that runs the script."""
    if role is None:
        return "CURRENT_USER"
    return "PUBLIC" if role == PUBLIC else quote(role)


def designation(each: SchemaObject) -> str:
    """Kind and name as in DROP, COMMENT ON and ALTER."""
    return f"{words_of(each)} {name_of(each)}"
