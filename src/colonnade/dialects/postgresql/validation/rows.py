"""The row of the server's catalogue that an object is, by its identity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from colonnade.dialects.postgresql.arguments import split
from colonnade.dialects.postgresql.quote import literal, qualified
from colonnade.dialects.postgresql.validation.spelling import in_namespace, is_type, relation, role
from colonnade.schema import QName, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRow:
    """One row of a catalogue table, named `it` in conditions about it."""

    catalog: str
    conditions: tuple[str, ...]
    described: str | None = None
    """The catalogue as obj_description() wants it; None where the row has no comment of its own."""
    owner: str | None = None
    """Column with the owner's number."""
    access: str | None = None
    """Column with the access list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Catalog:
    """A catalogue table whose rows have a name, and most a namespace."""

    table: str
    prefix: str
    name: str
    owned: bool = True
    granted: bool = False
    more: tuple[str, ...] = ()

    def row(self, path: QName, *more: str) -> CatalogRow:
        conditions = [f"it.{self.prefix}{self.name} = {literal(path[-1])}"]
        if len(path) > 1:
            conditions.append(in_namespace(f"it.{self.prefix}namespace", path[0]))
        return CatalogRow(
            catalog=self.table,
            conditions=(*conditions, *self.more, *more),
            described=self.table,
            owner=f"it.{self.prefix}owner" if self.owned else None,
            access=f"it.{self.prefix}acl" if self.granted else None,
        )


def _relation(kinds: str, *more: str) -> _Catalog:
    letters = ", ".join(map(literal, kinds))
    return _Catalog(
        table="pg_class", prefix="rel", name="name", granted=True, more=(f"it.relkind IN ({letters})", *more)
    )


# The sequence of an identity column, which may take over the name of the one that goes, is no object of its own.
_FREE = (
    "NOT EXISTS (SELECT FROM pg_catalog.pg_depend d"
    " WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = it.oid AND d.deptype = 'i')"
)


def _type(condition: str) -> _Catalog:
    return _Catalog(table="pg_type", prefix="typ", name="name", granted=True, more=(condition,))


_BY_NAME: Mapping[str, _Catalog] = {
    "table": _relation("rpf"),
    "view": _relation("v"),
    "materialized_view": _relation("m"),
    "sequence": _relation("S", _FREE),
    "index": _relation("iI"),
    "namespace": _Catalog(table="pg_namespace", prefix="nsp", name="name", granted=True),
    "extension": _Catalog(table="pg_extension", prefix="ext", name="name"),
    "language": _Catalog(table="pg_language", prefix="lan", name="name", granted=True),
    "shell_type": _Catalog(table="pg_type", prefix="typ", name="name"),
    "enum": _type("it.typtype = 'e'"),
    "domain": _type("it.typtype = 'd'"),
    "composite": _type("it.typtype = 'c'"),
    "range": _type("it.typtype = 'r'"),
    "base_type": _type("it.typtype = 'b'"),
    "collation": _Catalog(table="pg_collation", prefix="coll", name="name"),
    "conversion": _Catalog(table="pg_conversion", prefix="con", name="name"),
    "access_method": _Catalog(table="pg_am", prefix="am", name="name", owned=False),
    "ts_parser": _Catalog(table="pg_ts_parser", prefix="prs", name="name", owned=False),
    "ts_template": _Catalog(table="pg_ts_template", prefix="tmpl", name="name", owned=False),
    "ts_dictionary": _Catalog(table="pg_ts_dict", prefix="dict", name="name"),
    "ts_configuration": _Catalog(table="pg_ts_config", prefix="cfg", name="name"),
    "statistics": _Catalog(table="pg_statistic_ext", prefix="stx", name="name"),
    "foreign_data_wrapper": _Catalog(table="pg_foreign_data_wrapper", prefix="fdw", name="name", granted=True),
    "server": _Catalog(table="pg_foreign_server", prefix="srv", name="name", granted=True),
    "publication": _Catalog(table="pg_publication", prefix="pub", name="name"),
    # Subscriptions of all databases of a server stand in one table.
    "subscription": _Catalog(
        table="pg_subscription",
        prefix="sub",
        name="name",
        more=("it.subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())",),
    ),
    "event_trigger": _Catalog(table="pg_event_trigger", prefix="evt", name="name"),
}

_ON_RELATION: Mapping[str, tuple[str, str, str]] = {
    "constraint": ("pg_constraint", "conrelid", "conname"),
    "trigger": ("pg_trigger", "tgrelid", "tgname"),
    "trigger_state": ("pg_trigger", "tgrelid", "tgname"),
    "policy": ("pg_policy", "polrelid", "polname"),
    "rule": ("pg_rewrite", "ev_class", "rulename"),
}

_ROUTINES: Mapping[str, str] = {"function": "fw", "procedure": "p", "aggregate": "a"}

# pg_default_acl.defaclobjtype
_DEFAULT_CLASSES: Mapping[str, str] = {
    "tables": "r",
    "sequences": "S",
    "functions": "f",
    "types": "T",
    "schemas": "n",
    "large objects": "L",
}


def catalog_row(ref: Ref) -> CatalogRow | None:
    """The row of an object; None for a kind that is no row of its own."""
    path = ref.path
    if ref.kind in _BY_NAME:
        return _BY_NAME[ref.kind].row(path)
    if ref.kind in _ON_RELATION:
        table, owner, name = _ON_RELATION[ref.kind]
        conditions = (f"it.{owner} = {relation(path[:-1])}", f"it.{name} = {literal(path[-1])}")
        return CatalogRow(catalog=table, conditions=conditions, described=table)
    if ref.kind in _ROUTINES:
        return _routine(ref)
    return _rare(ref)


def _routine(ref: Ref) -> CatalogRow:
    *path, arguments = ref.path
    types = [each.strip() for each in split(arguments, ",") if each.strip()]
    letters = ", ".join(map(literal, _ROUTINES[ref.kind]))
    catalog = _Catalog(table="pg_proc", prefix="pro", name="name", granted=True)
    return catalog.row(
        tuple(path),
        f"it.prokind IN ({letters})",
        f"it.pronargs = {len(types)}",
        *(is_type(f"it.proargtypes[{place}]", text) for place, text in enumerate(types)),
    )


def _rare(ref: Ref) -> CatalogRow | None:
    path = ref.path
    match ref.kind:
        case "operator":
            left, right = (each.strip() for each in split(path[2], ","))
            catalog = _Catalog(table="pg_operator", prefix="opr", name="name")
            return catalog.row(path[:2], is_type("it.oprleft", left), is_type("it.oprright", right))
        case "operator_class":
            return _Catalog(table="pg_opclass", prefix="opc", name="name").row(path[:2], _method("it.opcmethod", path))
        case "operator_family":
            return _Catalog(table="pg_opfamily", prefix="opf", name="name").row(path[:2], _method("it.opfmethod", path))
        case "cast":
            conditions = (is_type("it.castsource", path[0]), is_type("it.casttarget", path[1]))
            return CatalogRow(catalog="pg_cast", conditions=conditions, described="pg_cast")
        case "transform":
            language = f"(SELECT l.oid FROM pg_catalog.pg_language l WHERE l.lanname = {literal(path[1])})"
            conditions = (is_type("it.trftype", path[0]), f"it.trflang = {language}")
            return CatalogRow(catalog="pg_transform", conditions=conditions, described="pg_transform")
        case "role":
            return CatalogRow(catalog="pg_roles", conditions=(f"it.rolname = {literal(path[0])}",))
        case "user_mapping":
            conditions = (f"it.srvname = {literal(path[0])}", f"it.usename = {literal(path[1])}")
            return CatalogRow(catalog="pg_user_mappings", conditions=conditions)
        case "default_privileges":
            namespace = f"pg_catalog.to_regnamespace({literal(qualified(path[1:2]))})" if path[1] else "0"
            return CatalogRow(
                catalog="pg_default_acl",
                conditions=(
                    f"it.defaclrole = {role(path[0])}",
                    f"it.defaclnamespace = {namespace}",
                    f"it.defaclobjtype = {literal(_DEFAULT_CLASSES[path[2]])}",
                ),
            )
        case _:
            return None


def _method(column: str, path: QName) -> str:
    return f"{column} = (SELECT m.oid FROM pg_catalog.pg_am m WHERE m.amname = {literal(path[2])})"
