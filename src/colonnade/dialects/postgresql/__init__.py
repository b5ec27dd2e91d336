"""PostgreSQL 13 to 18."""

from colonnade.dialect import Dialect
from colonnade.dialects.postgresql.catalogue import CATALOGUE
from colonnade.dialects.postgresql.emit import EMIT
from colonnade.dialects.postgresql.emit.absent import if_absent
from colonnade.dialects.postgresql.emit.views import stub
from colonnade.dialects.postgresql.keep import keep
from colonnade.dialects.postgresql.kinds import KINDS
from colonnade.dialects.postgresql.locks import price
from colonnade.dialects.postgresql.logic import IDIOMS
from colonnade.dialects.postgresql.logic.fallbacks import FALLBACKS, without_extensions
from colonnade.dialects.postgresql.quote import literal, quote
from colonnade.dialects.postgresql.regroup import regroup
from colonnade.dialects.postgresql.texts.references import references
from colonnade.dialects.postgresql.traits import TRAITS
from colonnade.dialects.postgresql.validation import validation

PREAMBLE = (
    "SELECT pg_catalog.set_config('search_path', 'pg_catalog, ' || pg_catalog.current_setting('search_path'), false)",
    "SET check_function_bodies = off",
    "SET default_tablespace = ''",
    "SET default_table_access_method = heap",
    "SET standard_conforming_strings = on",
)
"""Settings that every script of ours starts with.

Names are written in full, so the search path is the database's own for the sake of functions that run meanwhile (in a
check of old rows, an index on an expression, a filled view) and find by it what they name; only the server's own
objects come before all. Bodies may name what comes later.
"""

STATEMENT_MS = 0.5
"""Measured: 279 statements that make 40 tables with keys, checks, references, indexes and comments in one transaction,
PostgreSQL 18.4 over a local socket on two cores, each at its quickest in six runs."""

DIALECT = Dialect(
    name="postgresql",
    traits=TRAITS,
    kinds=KINDS,
    emitters=EMIT,
    catalogue=CATALOGUE,
    price=price,
    idioms=IDIOMS,
    quote=quote,
    literal=literal,
    references=references,
    regroup=regroup,
    stub=stub,
    if_absent=if_absent,
    keep=keep,
    validation=validation,
    without=without_extensions,
    fallbacks=FALLBACKS,
    extensions="SELECT name FROM pg_catalog.pg_available_extensions",
    statement_ms=STATEMENT_MS,
    preamble=PREAMBLE,
)

__all__ = ["DIALECT"]
