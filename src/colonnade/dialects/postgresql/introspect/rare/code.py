"""Aggregates, languages, casts, transforms, access methods, conversions, collations."""

from __future__ import annotations

from colonnade.dialects.postgresql.introspect.identities import Catalog
from colonnade.dialects.postgresql.introspect.rare.branch import (
    Branch,
    Found,
    Made,
    Version,
    clauses,
    select,
)
from colonnade.dialects.postgresql.introspect.routines import ARGUMENT_TYPES
from colonnade.dialects.postgresql.introspect.scope import (
    FIRST_USER_OID,
    own,
    user_space,
)
from colonnade.dialects.postgresql.privileges import Grantable
from colonnade.dialects.postgresql.quote import literal, qualified, quote

SIGNATURE = ARGUMENT_TYPES.replace("p.proargtypes", "{0}.proargtypes")


def signature(alias: str) -> str:
    """A routine's name with its argument types as one text, from a row of pg_proc."""
    types = SIGNATURE.format(alias)
    return (
        f"(SELECT quote_ident(sn.nspname) || '.' || quote_ident({alias}.proname) || '(' || {types} || ')'"
        f" FROM pg_namespace sn WHERE sn.oid = {alias}.pronamespace)"
    )


def _aggregates(_version: Version) -> str:
    names = "transfn finalfn combinefn serialfn deserialfn mtransfn minvtransfn mfinalfn".split()
    facts = {each: f"CASE WHEN a.agg{each} <> 0 THEN a.agg{each}::text END" for each in names}
    facts |= {
        "arguments": "pg_get_function_arguments(x.oid)",
        "kind": "a.aggkind::text",
        "type": "format_type(a.aggtranstype, NULL)",
        "space": "NULLIF(a.aggtransspace, 0)",
        "init": "a.agginitval",
        "extra": "a.aggfinalextra",
        "modify": "a.aggfinalmodify::text",
        "mtype": "CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END",
        "mspace": "NULLIF(a.aggmtransspace, 0)",
        "minit": "a.aggminitval",
        "mextra": "a.aggmfinalextra",
        "mmodify": "a.aggmfinalmodify::text",
        "sort": """(SELECT quote_ident(sn.nspname) || '.' || o.oprname FROM pg_operator o
          JOIN pg_namespace sn ON sn.oid = o.oprnamespace WHERE o.oid = a.aggsortop)""",
        "parallel": "x.proparallel::text",
    }
    return select(
        "aggregate",
        Catalog.PROC,
        f"n.nspname, x.proname, {SIGNATURE.format('x')}",
        facts=facts,
        owner="x.proowner",
        acl="x.proacl",
        source=f"""FROM pg_proc x JOIN pg_aggregate a ON a.aggfnoid = x.oid
JOIN pg_namespace n ON n.oid = x.pronamespace
WHERE x.prokind = 'a' AND {user_space()} AND {own(Catalog.PROC, "x.oid")}""",
    )


_MODIFY = {"r": "READ_ONLY", "s": "SHAREABLE", "w": "READ_WRITE"}


def _aggregate(found: Found) -> Made:
    usual = "r" if found.text("kind") == "n" else "w"

    def modify(name: str) -> str | None:
        return None if found.text(name) == usual else _MODIFY[found.text(name)]

    def initial(name: str) -> str | None:
        value = found.optional(name)
        return None if value is None else literal(value)

    sort = found.optional("sort")
    body = clauses(
        {
            "SFUNC": found.text("transfn"),
            "STYPE": found.text("type"),
            "SSPACE": found.optional("space"),
            "INITCOND": initial("init"),
            "FINALFUNC": found.optional("finalfn"),
            "FINALFUNC_EXTRA": "" if found.flag("extra") else None,
            "FINALFUNC_MODIFY": modify("modify") if found.optional("finalfn") else None,
            "COMBINEFUNC": found.optional("combinefn"),
            "SERIALFUNC": found.optional("serialfn"),
            "DESERIALFUNC": found.optional("deserialfn"),
            "MSFUNC": found.optional("mtransfn"),
            "MINVFUNC": found.optional("minvtransfn"),
            "MSTYPE": found.optional("mtype"),
            "MSSPACE": found.optional("mspace"),
            "MINITCOND": initial("minit"),
            "MFINALFUNC": found.optional("mfinalfn"),
            "MFINALFUNC_EXTRA": "" if found.flag("mextra") else None,
            "MFINALFUNC_MODIFY": modify("mmodify") if found.optional("mfinalfn") else None,
            "SORTOP": None if sort is None else f"OPERATOR({sort})",
            "PARALLEL": {"s": "SAFE", "r": "RESTRICTED"}.get(found.text("parallel")),
            "HYPOTHETICAL": "" if found.text("kind") == "h" else None,
        }
    )
    name = qualified(found.path[:2])
    return Made(definition=f"CREATE AGGREGATE {name}({found.text('arguments') or '*'}) {body}", attributes={})


def _languages(_version: Version) -> str:
    return select(
        "language",
        Catalog.LANGUAGE,
        "x.lanname",
        facts={
            "trusted": "x.lanpltrusted",
            "handler": "CASE WHEN x.lanplcallfoid <> 0 THEN x.lanplcallfoid::regproc::text END",
            "inline": "CASE WHEN x.laninline <> 0 THEN x.laninline::regproc::text END",
            "validator": "CASE WHEN x.lanvalidator <> 0 THEN x.lanvalidator::regproc::text END",
        },
        owner="x.lanowner",
        acl="x.lanacl",
        source=f"FROM pg_language x WHERE x.lanispl AND x.oid >= {FIRST_USER_OID} AND {own(Catalog.LANGUAGE, 'x.oid')}",
    )


def _language(found: Found) -> Made:
    parts = [f"CREATE {'TRUSTED ' if found.flag('trusted') else ''}LANGUAGE {quote(found.path[0])}"]
    words = (each for each in ("handler", "inline", "validator") if found.optional(each))
    parts.extend(f"{word.upper()} {found.text(word)}" for word in words)
    return Made(definition=" ".join(parts), attributes={})


def _casts(_version: Version) -> str:
    return select(
        "cast",
        Catalog.CAST,
        "format_type(x.castsource, NULL), format_type(x.casttarget, NULL)",
        facts={
            "method": "x.castmethod::text",
            "context": "x.castcontext::text",
            "function": signature("p"),
        },
        source=f"""FROM pg_cast x LEFT JOIN pg_proc p ON p.oid = x.castfunc
WHERE x.oid >= {FIRST_USER_OID} AND {own(Catalog.CAST, "x.oid", internal=True)}""",
    )


def _cast(found: Found) -> Made:
    how = {"f": f"WITH FUNCTION {found.text('function')}", "b": "WITHOUT FUNCTION", "i": "WITH INOUT"}
    when = {"a": " AS ASSIGNMENT", "i": " AS IMPLICIT", "e": ""}
    source, target = found.path
    sql = f"CREATE CAST ({source} AS {target}) {how[found.text('method')]}{when[found.text('context')]}"
    return Made(definition=sql, attributes={})


def _transforms(_version: Version) -> str:
    return select(
        "transform",
        Catalog.TRANSFORM,
        "format_type(x.trftype, NULL), l.lanname",
        facts={"from": signature("f"), "to": signature("t")},
        source=f"""FROM pg_transform x JOIN pg_language l ON l.oid = x.trflang
LEFT JOIN pg_proc f ON f.oid = x.trffromsql LEFT JOIN pg_proc t ON t.oid = x.trftosql
WHERE x.oid >= {FIRST_USER_OID} AND {own(Catalog.TRANSFORM, "x.oid")}""",
    )


def _transform(found: Found) -> Made:
    ways = (("FROM SQL", found.optional("from")), ("TO SQL", found.optional("to")))
    body = ", ".join(f"{words} WITH FUNCTION {function}" for words, function in ways if function)
    type_, language = found.path
    return Made(definition=f"CREATE TRANSFORM FOR {type_} LANGUAGE {quote(language)} ({body})", attributes={})


def _methods(_version: Version) -> str:
    return select(
        "access_method",
        Catalog.ACCESS_METHOD,
        "x.amname",
        facts={"type": "x.amtype::text", "handler": "x.amhandler::text"},
        source=f"FROM pg_am x WHERE x.oid >= {FIRST_USER_OID} AND {own(Catalog.ACCESS_METHOD, 'x.oid')}",
    )


def _method(found: Found) -> Made:
    type_ = {"i": "INDEX", "t": "TABLE"}[found.text("type")]
    sql = f"CREATE ACCESS METHOD {quote(found.path[0])} TYPE {type_} HANDLER {found.text('handler')}"
    return Made(definition=sql, attributes={})


def _conversions(_version: Version) -> str:
    return select(
        "conversion",
        Catalog.CONVERSION,
        "n.nspname, x.conname",
        facts={
            "from": "pg_encoding_to_char(x.conforencoding)",
            "to": "pg_encoding_to_char(x.contoencoding)",
            "function": "x.conproc::text",
            "default": "x.condefault",
        },
        owner="x.conowner",
        source=f"""FROM pg_conversion x JOIN pg_namespace n ON n.oid = x.connamespace
WHERE {user_space()} AND {own(Catalog.CONVERSION, "x.oid")}""",
    )


def _conversion(found: Found) -> Made:
    default = "DEFAULT " if found.flag("default") else ""
    sql = (
        f"CREATE {default}CONVERSION {qualified(found.path)} FOR {literal(found.text('from'))}"
        f" TO {literal(found.text('to'))} FROM {found.text('function')}"
    )
    return Made(definition=sql, attributes={})


def _collations(version: Version) -> str:
    newest = not version
    locale = "NULL"
    if newest or version >= (17,):
        locale = "x.colllocale"
    elif version >= (15,):
        locale = "x.colliculocale"
    return select(
        "collation",
        Catalog.COLLATION,
        "n.nspname, x.collname",
        facts={
            "provider": "x.collprovider::text",
            "deterministic": "x.collisdeterministic",
            "collate": "x.collcollate",
            "ctype": "x.collctype",
            "locale": locale,
            "rules": "x.collicurules" if newest or version >= (16,) else "NULL",
        },
        owner="x.collowner",
        source=f"""FROM pg_collation x JOIN pg_namespace n ON n.oid = x.collnamespace
WHERE x.collencoding IN (-1, (SELECT encoding FROM pg_database WHERE datname = current_database()))
  AND {user_space()} AND {own(Catalog.COLLATION, "x.oid")}""",
    )


def _collation(found: Found) -> Made:
    provider = {"c": "libc", "i": "icu", "b": "builtin", "d": "default"}[found.text("provider")]
    collate, ctype, locale = found.optional("collate"), found.optional("ctype"), found.optional("locale")
    if locale is None and provider == "icu":
        # Before version 15 the ICU locale stood in collcollate.
        locale = collate
    same = provider != "libc" or collate == ctype
    one = locale if provider != "libc" else collate
    body = clauses(
        {
            "provider": provider,
            "deterministic": None if found.flag("deterministic") else "false",
            "locale": literal(one) if same and one is not None else None,
            "lc_collate": None if same or collate is None else literal(collate),
            "lc_ctype": None if same or ctype is None else literal(ctype),
            "rules": None if found.optional("rules") is None else literal(found.text("rules")),
        }
    )
    return Made(definition=f"CREATE COLLATION {qualified(found.path)} {body}", attributes={})


CODE = (
    Branch(kind="aggregate", catalog=Catalog.PROC, select=_aggregates, make=_aggregate, on=Grantable.FUNCTION),
    Branch(kind="language", catalog=Catalog.LANGUAGE, select=_languages, make=_language, on=Grantable.LANGUAGE),
    Branch(kind="cast", catalog=Catalog.CAST, select=_casts, make=_cast),
    Branch(kind="transform", catalog=Catalog.TRANSFORM, select=_transforms, make=_transform),
    Branch(kind="access_method", catalog=Catalog.ACCESS_METHOD, select=_methods, make=_method),
    Branch(kind="conversion", catalog=Catalog.CONVERSION, select=_conversions, make=_conversion),
    Branch(kind="collation", catalog=Catalog.COLLATION, select=_collations, make=_collation),
)
"""Kinds around code and text."""
