"""Functions and procedures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from colonnade.dialect import Rows
from colonnade.dialects.postgresql.introspect.acl import grants_of
from colonnade.dialects.postgresql.introspect.columns import in_order
from colonnade.dialects.postgresql.introspect.identities import Catalog, Identities
from colonnade.dialects.postgresql.introspect.reading import Reader, Reading, Version
from colonnade.dialects.postgresql.introspect.scope import own, user_space
from colonnade.dialects.postgresql.privileges import Grantable
from colonnade.dialects.postgresql.quote import literal
from colonnade.schema import (
    Function,
    Parallel,
    Procedure,
    Ref,
    SchemaObject,
    Sql,
    Volatility,
)

_KINDS = {"f": "function", "w": "function", "p": "procedure", "a": "aggregate"}
_VOLATILITY = {"i": Volatility.IMMUTABLE, "s": Volatility.STABLE, "v": Volatility.VOLATILE}
_PARALLEL = {"s": Parallel.SAFE, "r": Parallel.RESTRICTED, "u": Parallel.UNSAFE}
_LIST_SETTINGS = frozenset(
    {
        "local_preload_libraries",
        "search_path",
        "session_preload_libraries",
        "shared_preload_libraries",
        "temp_tablespaces",
        "unix_socket_directories",
    }
)
"""Settings kept as a list of quoted names (GUC_LIST_QUOTE; variable_is_guc_list_quote() in fe_utils/dumputils)."""

ARGUMENT_TYPES = """(SELECT coalesce(string_agg(format_type(a.type, NULL), ', ' ORDER BY a.place), '')
  FROM unnest(p.proargtypes) WITH ORDINALITY AS a(type, place))"""
"""Types of the input arguments of `p`, as DROP FUNCTION wants them."""


def _queries(version: Version) -> Mapping[str, str]:
    body = "pg_get_function_sqlbody(p.oid)" if not version or version >= (14,) else "NULL"
    return {
        "routines": f"""
SELECT p.oid, n.nspname, p.proname, {ARGUMENT_TYPES}, p.prokind::text, pg_get_userbyid(p.proowner),
  p.proacl::text[], d.description, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid),
  l.lanname, p.prosrc, p.probin, {body}, p.prosecdef, p.provolatile::text, p.proisstrict, p.proleakproof,
  p.proparallel::text, p.procost, p.prorows, p.proretset,
  CASE WHEN p.prosupport <> 0 THEN p.prosupport::text END, p.proconfig,
  CASE WHEN p.protrftypes IS NOT NULL
    THEN ARRAY(SELECT format_type(x, NULL) FROM unnest(p.protrftypes) AS x) END
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
LEFT JOIN pg_description d ON d.classoid = {int(Catalog.PROC)} AND d.objoid = p.oid AND d.objsubid = 0
WHERE {user_space()} AND {own(Catalog.PROC, "p.oid", internal=True)}
ORDER BY n.nspname, p.proname, p.oid"""
    }


def _identify(rows: Mapping[str, Rows], identities: Identities) -> None:
    for oid, namespace, name, arguments, kind, *_ in rows["routines"]:
        ref = Ref(_KINDS[str(kind)], (str(namespace), str(name), str(arguments)))
        identities.add(Catalog.PROC, cast(int, oid), ref)


def _build(reading: Reading) -> Iterator[SchemaObject]:
    for row in reading.rows["routines"]:
        if row[4] != "a":
            yield _routine(row, reading)


def _routine(row: tuple[object, ...], reading: Reading) -> Function | Procedure:
    _, namespace, name, types, kind, owner, acl, comment, arguments, result = row[:10]
    language, source, library, sql_body, definer, volatility, strict, leakproof = row[10:18]
    parallel, cost, rows, returns_set, support, settings, transforms = row[18:]
    path = (str(namespace), str(name), str(types))
    procedure = kind == "p"
    on = Grantable.PROCEDURE if procedure else Grantable.FUNCTION
    common = Procedure(
        path=path,
        comment=cast("str | None", comment),
        owner=reading.owner(str(owner)),
        privileges=grants_of(cast("Sequence[str] | None", acl), on=on, owner=str(owner), version=reading.version),
        depends=reading.depends(Ref("procedure" if procedure else "function", path)),
        arguments=Sql(str(arguments)),
        language=str(language),
        body="" if sql_body is not None else str(source),
        object_file=cast("str | None", library),
        sql_body=Sql(str(sql_body)) if sql_body is not None else None,
        security_definer=bool(definer),
        settings=settings_of(cast("Sequence[str] | None", settings)),
        transforms=tuple(cast("Sequence[str] | None", transforms) or ()),
    )
    if procedure:
        return common
    usual_cost = 1 if language in ("internal", "c") else 100
    usual_rows = 1000 if returns_set else 0
    return Function(
        **{each: getattr(common, each) for each in _SHARED},
        returns=Sql(str(result)),
        volatility=_VOLATILITY[str(volatility)],
        strict=bool(strict),
        leakproof=bool(leakproof),
        parallel=_PARALLEL[str(parallel)],
        window=kind == "w",
        cost=None if cost == usual_cost else float(cast(float, cost)),
        rows=None if rows == usual_rows else float(cast(float, rows)),
        support=None if support is None else str(support),
    )


_SHARED = (
    "path",
    "comment",
    "owner",
    "privileges",
    "depends",
    "arguments",
    "language",
    "body",
    "object_file",
    "sql_body",
    "security_definer",
    "settings",
    "transforms",
)


def settings_of(texts: Sequence[str] | None) -> Mapping[str, str]:
    """Settings as the catalogue keeps them, `name=value`, in the spelling that SET accepts."""
    found: dict[str, str] = {}
    for text in texts or ():
        name, value = text.split("=", 1)
        if name.lower() in _LIST_SETTINGS:
            found[name] = ", ".join(map(literal, _names_in(value))) or "''"
        else:
            found[name] = literal(value)
    return in_order(found.items())


def _names_in(text: str) -> Iterator[str]:
    """The names of a list in which some are in double quotes (SplitGUCList())."""
    place = 0
    while place < len(text):
        if text[place] in ", ":
            place += 1
        elif text[place] == '"':
            stop = place + 1
            while text[stop : stop + 1] != '"' or text[stop : stop + 2] == '""':
                stop += 2 if text[stop : stop + 2] == '""' else 1
            yield text[place + 1 : stop].replace('""', '"')
            place = stop + 1
        else:
            stop = text.find(",", place)
            stop = len(text) if stop < 0 else stop
            yield text[place:stop].strip()
            place = stop


ROUTINES = Reader(queries=_queries, identify=_identify, build=_build)
