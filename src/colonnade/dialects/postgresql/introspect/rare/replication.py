"""Event triggers, publications, subscriptions, security labels, ties to extensions."""

from __future__ import annotations

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
from colonnade.dialects.postgresql.introspect.scope import comment, own
from colonnade.dialects.postgresql.quote import literal, names, qualified, quote
from colonnade.schema import EngineObject, Ref, Sql

TABLE = "table "
SCHEMA = "schema "
"""Beginnings of a publication's attributes that name what is in it."""

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


_WHEN_ALLOWED = """
  (SELECT convert_from(decode(string_agg(substr(word, 7), '' ORDER BY substr(word, 1, 6)), 'hex'), 'UTF8')::jsonb
   FROM ts_stat(CASE WHEN has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT') THEN $$
     SELECT array_to_tsvector(ARRAY(
       SELECT lpad(place::text, 6, '0') || substr(hex, place * 1000 + 1, 1000)
       FROM (SELECT encode(convert_to(coalesce(jsonb_agg(to_jsonb(s)), '[]')::text, 'UTF8'), 'hex') AS hex
             FROM pg_subscription s
             WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())) whole,
         generate_series(0, (length(hex) - 1) / 1000) AS place))
   $$ ELSE $$SELECT ''::tsvector$$ END))"""
"""The rows of pg_subscription, which only a superuser may read: a statement that names the table is refused to all
others, so it is a text that ts_stat() runs only where it is allowed. It comes back in pieces short enough for a lexeme.
"""


def _subscriptions(_version: Version) -> str:
    return f"""SELECT 'subscription' AS kind, (x.facts->>'oid')::oid, ARRAY[x.facts->>'subname'],
  pg_get_userbyid((x.facts->>'subowner')::oid)::text, NULL::text[],
  {comment(Catalog.SUBSCRIPTION, "(x.facts->>'oid')::oid")}, x.facts
FROM jsonb_array_elements({_WHEN_ALLOWED}) AS x(facts)"""


_USUAL = {
    "binary": ("subbinary", "False"),
    "streaming": ("substream", "False", "f"),
    "two_phase": ("subtwophasestate", "d"),
    "disable_on_error": ("subdisableonerr", "False"),
    "password_required": ("subpasswordrequired", "True"),
    "run_as_owner": ("subrunasowner", "False"),
    "origin": ("suborigin", "any"),
    "failover": ("subfailover", "False"),
}
"""Options of a subscription: column of the catalogue, and the values that are the default."""
_WORDS = {("streaming", "p"): "parallel", ("streaming", "t"): "true", ("origin", "none"): "none"}


def _subscription(found: Found) -> Made:
    slot = found.optional("subslotname")
    options = {"slot_name": "NONE" if slot is None else literal(slot)}
    if found.text("subsynccommit") != "off":
        options["synchronous_commit"] = literal(found.text("subsynccommit"))
    for name, (column, *usual) in _USUAL.items():
        value = found.optional(column)
        if value is not None and value not in usual:
            options[name] = _WORDS.get((name, value), "false" if value == "False" else "true")
    return Made(
        definition=f"CREATE SUBSCRIPTION {quote(found.path[0])}",
        attributes={
            "connection": found.text("subconninfo"),
            "publications": names(found.texts("subpublications")),
            **options,
        },
    )


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


def ties_sql(_version: Version) -> str:
    """Objects that were declared to go with an extension without being its members (DEPENDS ON EXTENSION)."""
    return """SELECT 'extension_tie' AS kind, x.objid, ARRAY[i.type, i.identity, e.extname]::text[], NULL,
  NULL::text[], NULL, jsonb_build_object('class', x.classid::int8)
FROM pg_depend x JOIN pg_extension e ON e.oid = x.refobjid, pg_identify_object(x.classid, x.objid, 0) i
WHERE x.deptype = 'x' AND x.refclassid = 'pg_extension'::regclass AND x.objsubid = 0"""


def tie(found: Found, reading: Reading) -> EngineObject | None:
    """A declared dependence on an extension, None when it is of an object that is not read."""
    type_, identity, extension = found.path
    on = reading.identities.find(int(found.text("class")), found.oid)
    if on is None:
        return None
    return EngineObject(
        engine_kind="extension_tie",
        path=found.path,
        depends=(Ref("extension", (extension,)),),
        definition=Sql(f"ALTER {type_.upper()} {identity} DEPENDS ON EXTENSION {quote(extension)}"),
        on=on,
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
