"""Event triggers, publications, subscriptions, security labels."""

from __future__ import annotations

import re
from html import unescape
from typing import cast

from colonnade.dialects.postgresql.introspect.identities import Catalog
from colonnade.dialects.postgresql.introspect.rare.branch import (
    Branch,
    Found,
    Made,
    Version,
    select,
)
from colonnade.dialects.postgresql.introspect.reading import Reading
from colonnade.dialects.postgresql.introspect.records import array
from colonnade.dialects.postgresql.introspect.scope import own
from colonnade.dialects.postgresql.quote import literal, names, qualified, quote
from colonnade.schema import EngineObject, Sql

TABLE = "table "
SCHEMA = "schema "
"""Beginnings of a publication's attributes that name what is in it."""

_FIELD = re.compile(r"<(\w+)>([^<]*)</\1>")
"""A field of query_to_xml()'s flat output; NULL fields are left out there."""

_STATES = {"O": "origin", "R": "replica", "A": "always", "D": "disabled"}


def _event_triggers(_version: Version) -> str:
    return select(
        "event_trigger",
        Catalog.EVENT_TRIGGER,
        "x.evtname",
        facts={
            "event": "x.evtevent",
            "enabled": "x.evtenabled::text",
            "tags": "to_jsonb(x.evttags)",
            "function": "x.evtfoid::regproc::text",
        },
        owner="x.evtowner",
        source=f"FROM pg_event_trigger x WHERE {own(Catalog.EVENT_TRIGGER, 'x.oid')}",
    )


def _event_trigger(found: Found) -> Made:
    tags = found.texts("tags")
    when = f"\n         WHEN TAG IN ({', '.join(map(literal, tags))})" if tags else ""
    state = _STATES[found.text("enabled")]
    return Made(
        definition=f"CREATE EVENT TRIGGER {quote(found.path[0])} ON {found.text('event')}{when}\n"
        f"   EXECUTE FUNCTION {found.text('function')}()",
        attributes={} if state == "origin" else {"enabled": state},
    )


def _publications(version: Version) -> str:
    fifteen = not version or version >= (15,)
    columns = (
        """(SELECT jsonb_agg(a.attname ORDER BY a.attnum) FROM unnest(r.prattrs) AS k(attnum)
          JOIN pg_attribute a ON a.attrelid = r.prrelid AND a.attnum = k.attnum)"""
        if fifteen
        else "NULL"
    )
    qual = "pg_get_expr(r.prqual, r.prrelid)" if fifteen else "NULL"
    schemas = """(SELECT jsonb_agg(jsonb_build_array(sn.nspname, r.oid) ORDER BY sn.nspname)
      FROM pg_publication_namespace r JOIN pg_namespace sn ON sn.oid = r.pnnspid WHERE r.pnpubid = x.oid)"""
    return select(
        "publication",
        Catalog.PUBLICATION,
        "x.pubname",
        facts={
            "all": "x.puballtables",
            "insert": "x.pubinsert",
            "update": "x.pubupdate",
            "delete": "x.pubdelete",
            "truncate": "x.pubtruncate",
            "root": "x.pubviaroot",
            "generated": "x.pubgencols::text" if not version or version >= (18,) else "NULL",
            "tables": f"""(SELECT jsonb_agg(jsonb_build_array(tn.nspname, t.relname, {columns}, {qual}, r.oid)
              ORDER BY tn.nspname, t.relname) FROM pg_publication_rel r JOIN pg_class t ON t.oid = r.prrelid
              JOIN pg_namespace tn ON tn.oid = t.relnamespace WHERE r.prpubid = x.oid)""",
            "schemas": schemas if fifteen else "NULL",
        },
        owner="x.pubowner",
        source=f"FROM pg_publication x WHERE {own(Catalog.PUBLICATION, 'x.oid')}",
    )


def _publication(found: Found) -> Made:
    actions = [each for each in ("insert", "update", "delete", "truncate") if found.flag(each)]
    attributes: dict[str, str] = {}
    if len(actions) < 4:
        attributes["publish"] = ", ".join(actions)
    if found.flag("root"):
        attributes["publish_via_partition_root"] = "true"
    if found.optional("generated") == "s":
        attributes["publish_generated_columns"] = "stored"
    for namespace, name, columns, condition, _ in cast("list[list[object]]", found.facts.get("tables") or []):
        listed = f"({names(cast('list[str]', columns))})" if columns else ""
        where = f"WHERE ({condition})" if condition else ""
        table = qualified((str(namespace), str(name)))
        attributes[f"{TABLE}{table}"] = f"{listed} {where}".strip()
    for namespace, _ in cast("list[list[object]]", found.facts.get("schemas") or []):
        attributes[f"{SCHEMA}{quote(str(namespace))}"] = ""
    everything = " FOR ALL TABLES" if found.flag("all") else ""
    return Made(definition=f"CREATE PUBLICATION {quote(found.path[0])}{everything}", attributes=attributes)


def _subscriptions(version: Version) -> str:
    """Only a superuser can read pg_subscription, so the inner query runs only for one."""
    newest = not version
    options = {"binary": "subbinary", "streaming": "substream"} if newest or version >= (14,) else {}
    if newest or version >= (15,):
        options |= {"two_phase": "subtwophasestate", "disable_on_error": "subdisableonerr"}
    if newest or version >= (16,):
        options |= {"password_required": "subpasswordrequired", "run_as_owner": "subrunasowner", "origin": "suborigin"}
    if newest or version >= (17,):
        options |= {"failover": "subfailover"}
    columns = ", ".join(f"{column}::text AS {name}" for name, column in options.items())
    inner = (
        "SELECT oid, subname, subowner, subconninfo, subslotname, subsynccommit, subpublications::text"
        f"{', ' if columns else ''}{columns} FROM pg_catalog.pg_subscription WHERE subdbid ="
        " (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
    )
    return select(
        "subscription",
        Catalog.SUBSCRIPTION,
        "x.subname",
        facts={"xml": f"query_to_xml({literal(inner + ' AND oid = ')} || x.oid, true, false, '')::text"},
        owner="x.subowner",
        source=f"""FROM (SELECT s.oid, s.subname, s.subowner FROM pg_subscription s
  WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')) x
WHERE {own(Catalog.SUBSCRIPTION, "x.oid")}""",
    )


_USUAL = {
    "binary": ("false", "f"),
    "streaming": ("false", "f"),
    "two_phase": ("d",),
    "disable_on_error": ("false", "f"),
    "password_required": ("true", "t"),
    "run_as_owner": ("false", "f"),
    "origin": ("any",),
    "failover": ("false", "f"),
}
"""Options of a subscription as the catalogue spells their defaults."""


def _subscription(found: Found) -> Made:
    facts = {name: unescape(text) for name, text in _FIELD.findall(found.text("xml"))}
    publications = array(facts.get("subpublications", "{}"))
    options = {"slot_name": literal(facts["subslotname"]) if "subslotname" in facts else "NONE"}
    if facts.get("subsynccommit", "off") != "off":
        options["synchronous_commit"] = literal(facts["subsynccommit"])
    for name, usual in _USUAL.items():
        value = facts.get(name)
        if value is not None and value not in usual:
            options[name] = _option(name, value)
    return Made(
        definition=f"CREATE SUBSCRIPTION {quote(found.path[0])}",
        attributes={"connection": facts["subconninfo"], "publications": names(publications), **options},
    )


def _option(name: str, value: str) -> str:
    match name, value:
        case "streaming", "p":
            return "parallel"
        case "two_phase", _:
            return "on"
        case "origin", _:
            return value
        case _, ("t" | "true"):
            return "true"
        case _:
            return "false"


def labels_sql(_version: Version) -> str:
    """Security labels of objects of this database."""
    return """SELECT 'security_label' AS kind, x.objoid, ARRAY[x.provider, i.type, i.identity]::text[], NULL,
  NULL::text[], NULL, jsonb_build_object('label', x.label, 'class', x.classoid::int8, 'column', x.objsubid)
FROM pg_seclabel x, pg_identify_object(x.classoid, x.objoid, x.objsubid) i
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = x.classoid AND e.objid = x.objoid
  AND e.objsubid = 0 AND e.deptype = 'e')"""


def label(found: Found, reading: Reading) -> EngineObject | None:
    """A security label, None when it is on an object that is not read."""
    provider, type_, identity = found.path
    column = int(found.text("column"))
    on = reading.identities.find(int(found.text("class")), found.oid, column)
    if on is None:
        return None
    words = "COLUMN" if column else type_.upper()
    return EngineObject(
        engine_kind="security_label",
        path=found.path,
        depends=(on,),
        definition=Sql(f"SECURITY LABEL FOR {quote(provider)} ON {words} {identity}"),
        attributes={"label": found.text("label")},
    )


REPLICATION = (
    Branch(kind="event_trigger", catalog=Catalog.EVENT_TRIGGER, select=_event_triggers, make=_event_trigger),
    Branch(
        kind="publication",
        catalog=Catalog.PUBLICATION,
        select=_publications,
        make=_publication,
        parts={"tables": Catalog.PUBLICATION_REL, "schemas": Catalog.PUBLICATION_NAMESPACE},
    ),
    Branch(kind="subscription", catalog=Catalog.SUBSCRIPTION, select=_subscriptions, make=_subscription),
)
"""Kinds around events and replication."""
