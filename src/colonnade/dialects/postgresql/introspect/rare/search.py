"""Text search: parsers, templates, dictionaries, configurations."""

from __future__ import annotations

from collections.abc import Sequence

from colonnade.dialects.postgresql.introspect.identities import Catalog
from colonnade.dialects.postgresql.introspect.rare.branch import (
    Branch,
    Found,
    Made,
    Version,
    clauses,
    select,
)
from colonnade.dialects.postgresql.introspect.scope import own, user_space
from colonnade.dialects.postgresql.quote import qualified


def _functions(names: Sequence[str], prefix: str) -> dict[str, str]:
    return {name: f"CASE WHEN x.{prefix}{name} <> 0 THEN x.{prefix}{name}::regproc::text END" for name in names}


_PARSER = {"start": "START", "token": "GETTOKEN", "end": "END", "headline": "HEADLINE", "lextype": "LEXTYPES"}
_TEMPLATE = {"init": "INIT", "lexize": "LEXIZE"}


def _parsers(_version: Version) -> str:
    return select(
        "ts_parser",
        Catalog.TS_PARSER,
        "n.nspname, x.prsname",
        facts=_functions(tuple(_PARSER), "prs"),
        source=f"""FROM pg_ts_parser x JOIN pg_namespace n ON n.oid = x.prsnamespace
WHERE {user_space()} AND {own(Catalog.TS_PARSER, "x.oid")}""",
    )


def _parser(found: Found) -> Made:
    body = clauses({word: found.optional(name) for name, word in _PARSER.items()})
    return Made(definition=f"CREATE TEXT SEARCH PARSER {qualified(found.path)} {body}", attributes={})


def _templates(_version: Version) -> str:
    return select(
        "ts_template",
        Catalog.TS_TEMPLATE,
        "n.nspname, x.tmplname",
        facts=_functions(tuple(_TEMPLATE), "tmpl"),
        source=f"""FROM pg_ts_template x JOIN pg_namespace n ON n.oid = x.tmplnamespace
WHERE {user_space()} AND {own(Catalog.TS_TEMPLATE, "x.oid")}""",
    )


def _template(found: Found) -> Made:
    body = clauses({word: found.optional(name) for name, word in _TEMPLATE.items()})
    return Made(definition=f"CREATE TEXT SEARCH TEMPLATE {qualified(found.path)} {body}", attributes={})


def _dictionaries(_version: Version) -> str:
    return select(
        "ts_dictionary",
        Catalog.TS_DICTIONARY,
        "n.nspname, x.dictname",
        facts={
            "template": "quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname)",
            "options": "x.dictinitoption",
        },
        owner="x.dictowner",
        source=f"""FROM pg_ts_dict x JOIN pg_namespace n ON n.oid = x.dictnamespace
JOIN pg_ts_template t ON t.oid = x.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
WHERE {user_space()} AND {own(Catalog.TS_DICTIONARY, "x.oid")}""",
    )


def _dictionary(found: Found) -> Made:
    sql = f"CREATE TEXT SEARCH DICTIONARY {qualified(found.path)} (\n    TEMPLATE = {found.text('template')}"
    options = found.optional("options")
    return Made(
        definition=f"{sql}{',' if options else ''}\n    {options}\n)" if options else f"{sql}\n)", attributes={}
    )


def _configurations(_version: Version) -> str:
    return select(
        "ts_configuration",
        Catalog.TS_CONFIG,
        "n.nspname, x.cfgname",
        facts={
            "parser": "quote_ident(pn.nspname) || '.' || quote_ident(p.prsname)",
            "mappings": """(SELECT jsonb_object_agg(t.alias, t.dictionaries) FROM (
              SELECT k.alias, string_agg(quote_ident(dn.nspname) || '.' || quote_ident(d.dictname), ', '
                ORDER BY m.mapseqno) AS dictionaries
              FROM pg_ts_config_map m
              JOIN LATERAL ts_token_type(x.cfgparser) k ON k.tokid = m.maptokentype
              JOIN pg_ts_dict d ON d.oid = m.mapdict JOIN pg_namespace dn ON dn.oid = d.dictnamespace
              WHERE m.mapcfg = x.oid GROUP BY k.alias) t)""",
        },
        owner="x.cfgowner",
        source=f"""FROM pg_ts_config x JOIN pg_namespace n ON n.oid = x.cfgnamespace
JOIN pg_ts_parser p ON p.oid = x.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
WHERE {user_space()} AND {own(Catalog.TS_CONFIG, "x.oid")}""",
    )


def _configuration(found: Found) -> Made:
    body = clauses({"PARSER": found.text("parser")})
    return Made(
        definition=f"CREATE TEXT SEARCH CONFIGURATION {qualified(found.path)} {body}",
        attributes=dict(sorted(found.mapping("mappings").items())),
    )


SEARCH = (
    Branch(kind="ts_parser", catalog=Catalog.TS_PARSER, select=_parsers, make=_parser),
    Branch(kind="ts_template", catalog=Catalog.TS_TEMPLATE, select=_templates, make=_template),
    Branch(kind="ts_dictionary", catalog=Catalog.TS_DICTIONARY, select=_dictionaries, make=_dictionary),
    Branch(kind="ts_configuration", catalog=Catalog.TS_CONFIG, select=_configurations, make=_configuration),
)
"""Kinds of text search. A configuration's attributes map token types to their dictionaries in order."""
