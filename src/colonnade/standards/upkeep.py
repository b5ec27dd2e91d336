"""Rules about a database at work: what its own statistics tell of tables and indexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from colonnade.facts import IndexFigures, TableFigures
from colonnade.findings import Fix, Hit, RuleBook, Severity
from colonnade.schema import Index, Ref, Table
from colonnade.standards.subject import SchemaSubject

DEAD_ROWS = 50
DEAD_SHARE = 0.2
"""More dead rows than this number and this share of the living are cleared away: PostgreSQL's own defaults of
autovacuum_vacuum_threshold and autovacuum_vacuum_scale_factor."""
READS = 100
"""Reads of a table after which an index that had none of them is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepSubject:
    """A live schema with what its engine counts."""

    design: SchemaSubject
    tables: tuple[TableFigures, ...]
    indexes: tuple[IndexFigures, ...]

    def name(self, ref: Ref) -> str:
        """The object as its user knows it: kind and name, without the default namespace."""
        return self.design.name(self.design.schema.objects[ref])

    def quoted(self, ref: Ref) -> str:
        """A name as SQL."""
        return ".".join(map(self.design.dialect.quote, ref.path))

    def known(self) -> Iterator[TableFigures]:
        """The figures of tables that the schema has."""
        yield from (each for each in self.tables if isinstance(self.design.schema.get(each.table), Table))


UPKEEP_RULES: RuleBook[UpkeepSubject] = RuleBook()


@UPKEEP_RULES.rule("UPK001", severity=Severity.WARNING)
def never_analysed(subject: UpkeepSubject) -> Iterator[Hit]:
    """A table has rows, and its statistics were never taken.

    Why: without statistics the planner guesses how many rows a condition leaves, and takes the wrong index or join.

    Bad:
        CREATE TABLE guest (id integer PRIMARY KEY);
        INSERT INTO guest SELECT generate_series(1, 20);

    Good:
        CREATE TABLE guest (id integer PRIMARY KEY);
        INSERT INTO guest SELECT generate_series(1, 20);
        ANALYZE guest;
    """
    for each in subject.known():
        if each.inserted and each.last_analyze is None and each.rows is None:
            name = subject.name(each.table)
            yield Hit(
                object=name,
                message=f"{each.inserted:,} rows were inserted into {name} and its statistics were never taken",
                fix=Fix(title="take its statistics", sql=f"ANALYZE {subject.quoted(each.table)};"),
            )


@UPKEEP_RULES.rule("UPK002", severity=Severity.WARNING)
def dead_rows(subject: UpkeepSubject) -> Iterator[Hit]:
    """A table has more dead rows than autovacuum's defaults leave.

    Why: every scan reads them, and their room is not used again before they are cleared away.

    Bad:
        CREATE TABLE visit (id integer PRIMARY KEY) WITH (autovacuum_enabled = false);
        INSERT INTO visit SELECT generate_series(1, 200);
        DELETE FROM visit WHERE id > 100;

    Good:
        CREATE TABLE visit (id integer PRIMARY KEY) WITH (autovacuum_enabled = false);
        INSERT INTO visit SELECT generate_series(1, 200);
        DELETE FROM visit WHERE id > 160;
    """
    for each in subject.known():
        if each.dead_rows is None or each.inserted is None or each.deleted is None:
            continue
        living = each.rows if each.rows is not None else max(each.inserted - each.deleted, 0)
        if each.dead_rows > DEAD_ROWS + DEAD_SHARE * living:
            name = subject.name(each.table)
            yield Hit(
                object=name,
                message=f"{name} has {each.dead_rows:,} dead rows beside {living:,} living ones",
                fix=Fix(title="clear them away", sql=f"VACUUM (ANALYZE) {subject.quoted(each.table)};"),
            )


@UPKEEP_RULES.rule("UPK003", severity=Severity.INFO)
def unread_index(subject: UpkeepSubject) -> Iterator[Hit]:
    """An index was never read, while its table was read a hundred times.

    Why: it is written with every row and takes room, and nothing known gets quicker by it. Look at replicas too, which
    count for themselves, and at what runs once a year.

    Bad:
        CREATE TABLE sale (id integer PRIMARY KEY, city text);
        CREATE INDEX sale_city_idx ON sale (city);
        DO $$ BEGIN FOR i IN 1..100 LOOP PERFORM count(*) FROM sale; END LOOP; END $$;

    Good:
        CREATE TABLE sale (id integer PRIMARY KEY, city text);
        CREATE INDEX sale_city_idx ON sale (city);
        SET enable_seqscan = off;
        DO $$ BEGIN FOR i IN 1..100 LOOP PERFORM count(*) FROM sale WHERE city = 'x'; END LOOP; END $$;
    """
    reads = {each.table: (each.full_scans or 0) + (each.index_scans or 0) for each in subject.tables}
    for each in subject.indexes:
        known = subject.design.schema.get(each.index)
        if not isinstance(known, Index) or known.unique or each.scans != 0 or reads.get(each.table, 0) < READS:
            continue
        name = subject.name(each.index)
        yield Hit(
            object=name,
            message=f"{name} was never read, its table {reads[each.table]:,} times",
            fix=Fix(title="drop it, where no replica reads it either", sql=f"DROP INDEX {subject.quoted(each.index)};"),
        )
