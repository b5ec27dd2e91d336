"""What outlives a tenant: rows that a retention asks to keep, set aside with the day until which they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from colonnade.connect.live import LivePostgres
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.model import Entity, Model, PeriodUnit, Retention, RetentionEnd, Role, bundles_of
from colonnade.realize.naming import Names
from colonnade.schema import QName
from colonnade.tenancy.leaving import TenantRows

KEPT = "kept_row"
"""Table of the journal with the rows that are kept, whole, as JSON."""
_FOR_EVER = "'infinity'::timestamptz"
_MONTHS = {PeriodUnit.MONTH: 1, PeriodUnit.QUARTER: 3, PeriodUnit.YEAR: 12}
_DAYS = {PeriodUnit.DAY: 1, PeriodUnit.WEEK: 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long the rows of a table are kept, in its own columns."""

    retention: Retention
    since: str
    """The column from which the period counts; empty for the removal itself."""
    personal: tuple[str, ...]
    """Columns that go when a row is made anonymous."""

    @property
    def until(self) -> str:
        """When the period of a row is over, as SQL."""
        of = self.retention
        if of.count is None:
            return _FOR_EVER
        months, days = _MONTHS.get(of.unit, 0) * of.count, _DAYS.get(of.unit, 0) * of.count
        start = f"COALESCE({quote(self.since)}::timestamptz, now())" if self.since else "now()"
        return f"({start} + make_interval(months => {months}, days => {days}))"


def keeping_of(model: Model, entity: Entity, names: Names) -> Keeping | None:
    """How long the rows of an entity are kept; None where it does not say."""
    if entity.retention is None:
        return None
    created = next((each.attribute_for(Role.CREATED_AT) for each in bundles_of(model, entity)), None)
    since = entity.retention.after or created or ""
    classes = {each: model.classification_of(each) for each in entity.attributes.values()}
    return Keeping(
        retention=entity.retention,
        since=names.column(entity.attributes[since]) if since in entity.attributes else names.word(since),
        personal=tuple(names.column(each) for each, found in classes.items() if found.pii or found.sensitive),
    )


def kept(live: LivePostgres, rows: TenantRows, keepings: Mapping[QName, Keeping]) -> int:
    """Set aside the rows of a tenant that are kept; the answer is how many.

    Rows whose period is over go, or stay without what is personal, or stay as they are in an archive, as their
    retention says.
    """
    wanted = {path: keepings[path] for path in rows.conditions if path in keepings}
    if not wanted:
        return 0
    table = live.journal_name(KEPT)
    live.run(f"CREATE SCHEMA IF NOT EXISTS {quote(live.journal)}")
    live.run(
        f"CREATE TABLE IF NOT EXISTS {table} (tenant text, source text NOT NULL, content jsonb NOT NULL,"
        " keep_until timestamptz NOT NULL, anonymise text[] NOT NULL, because text NOT NULL,"
        " removed_at timestamptz NOT NULL DEFAULT now())"
    )
    return sum(_kept_of(live, table, path, rows, each) for path, each in wanted.items())


def _kept_of(live: LivePostgres, table: str, path: QName, rows: TenantRows, keeping: Keeping) -> int:
    of = keeping.retention
    chosen = f"{rows.conditions[path]} AND ({of.where or 'true'})"
    whole = f"(SELECT t.*, {keeping.until} AS kept_until FROM {qualified(path)} AS t WHERE {chosen})"  # noqa: S608
    personal = _texts(keeping.personal)
    columns = "(tenant, source, content, keep_until, anonymise, because)"
    source = literal(".".join(path))
    row, because = "to_jsonb(kept) - 'kept_until'", literal(of.because)
    tenant = literal(rows.value)
    then_gone = personal if of.then is RetentionEnd.ANONYMISE else "'{}'::text[]"
    archived = of.then in {RetentionEnd.ARCHIVE, RetentionEnd.COMPRESS}
    until = _FOR_EVER if archived else "kept_until"
    found = max(
        live.run(
            f"INSERT INTO {table} {columns} SELECT {tenant}, {source}, {row}, {until}, {then_gone}, {because}"  # noqa: S608
            f" FROM {whole} AS kept WHERE {until} > now()"
        ),
        0,
    )
    if of.then is RetentionEnd.ANONYMISE:
        found += max(
            live.run(
                f"INSERT INTO {table} {columns} SELECT NULL, {source}, {row} - {personal}, {_FOR_EVER}, '{{}}', "  # noqa: S608
                f"{because} FROM {whole} AS kept WHERE kept_until <= now()"
            ),
            0,
        )
    return found


def _texts(words: Sequence[str]) -> str:
    return f"ARRAY[{', '.join(map(literal, words))}]::text[]"
