"""One live database: what its tables are, and how they are changed with a plan, a journal and a way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from colonnade.connect.facts import measured
from colonnade.connect.figures import database_figures, index_figures
from colonnade.connect.hiding import without_journal
from colonnade.connect.introspect import introspect
from colonnade.connect.journal import Journal, next_minor
from colonnade.connect.migration import apply_plan
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import Dialect, Hazard, load
from colonnade.edits import Add
from colonnade.errors import InputError, RefusedError
from colonnade.facts import DatabaseFigures, IndexFigures
from colonnade.model import Document, Entity, Model, split_key
from colonnade.plan import plan_of
from colonnade.plan.document import PlanDocument, plan_document
from colonnade.realize import abstract, realise
from colonnade.realize.naming import Names
from colonnade.schema import Check, Exclusion, ForeignKey, Index, Key, QName, Ref, Schema, Table
from colonnade.schema import Sequence as Numbers
from colonnade.store.settings import Project, open_project
from colonnade.text import did_you_mean
from colonnade.workspace.addressing import address, opened
from colonnade.workspace.comparing import compared
from colonnade.workspace.live.changes import AddIndex, DropIndex, TableChange
from colonnade.workspace.live.upkeep import Optimized, optimized
from colonnade.workspace.migrating import ApplyResult, who
from colonnade.workspace.normal import normal_form
from colonnade.workspace.wording import name_of

Constraint = Key | ForeignKey | Check | Exclusion
EVERY = frozenset(Hazard)


class UnknownTableError(InputError):
    """A database has no table of this name."""

    code = "CO122"


class UnknownIndexError(InputError):
    """A database has no index of this name, or several."""

    code = "CO175"


class StillReferredToError(RefusedError):
    """Other objects need a table that is to be dropped. Nothing was changed."""

    code = "CO252"


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A database at an address; every call opens it anew, so that what it tells is what is there.

    Names are written as people do: `sale`, `shop.sale`, `"Odd name"`; without a namespace in the default one.
    """

    url: DatabaseUrl
    project: Project = field(default_factory=Project)
    """Whose journal and lock timeout hold."""

    @property
    def dialect(self) -> Dialect:
        """What is known of its engine."""
        return load(self.url.engine.value)

    def schema(self) -> Schema:
        """Everything that is in it. Raises leaves of WorldError."""
        return without_journal(introspect(self.url), self.project.settings.journal.namespace)

    def tables(self) -> tuple[str, ...]:
        """Names of its tables."""
        return tuple(self._name(each.ref) for each in self.schema().of_kind(Table))

    def table(self, name: str) -> Table:
        """A table with its columns. Raises UnknownTableError."""
        return self._found(self.schema(), name)

    def indexes(self, name: str) -> tuple[Index, ...]:
        """The indexes of a table that are not the body of a key. Raises UnknownTableError."""
        schema = self.schema()
        return tuple(each for each in schema.parts(self._found(schema, name).ref) if isinstance(each, Index))

    def constraints(self, name: str) -> tuple[Constraint, ...]:
        """Keys, foreign keys, checks and exclusions of a table. Raises UnknownTableError."""
        schema = self.schema()
        parts = schema.parts(self._found(schema, name).ref)
        return tuple(each for each in parts if isinstance(each, Key | ForeignKey | Check | Exclusion))

    def create_table(
        self, name: str, columns: Mapping[str, Document], *, indexes: Sequence[Document] = (), about: str = ""
    ) -> ApplyResult:
        """Make a table: `create_table("sale", {"id": "bigint key identity", "customer_id": "bigint -> customer"})`.

        Raises EditRefusedError when it is there already or what it says is wrong, and what applying raises.
        """
        value: dict[str, Document] = {"attributes": dict(columns)}
        if indexes:
            value["indexes"] = list(indexes)
        if about:
            value["about"] = about
        schema = self.schema()
        made = Add(into=("entities",), key=name, value=value).apply(self._model(schema))
        return self._made(schema, made, EVERY, f"create table {name}")

    def alter_table(self, name: str, changes: Iterable[TableChange], *, allow: Iterable[Hazard] = ()) -> ApplyResult:
        """Change a table, all changes together or none.

        Raises HazardNotAllowedError for a hazard that `allow` does not name, UnknownTableError, UnknownPartError,
        EditRefusedError, and what applying raises; then nothing has changed.
        """
        schema = self.schema()
        path = self._found(schema, name).path
        model = self._model(schema)
        entity = self._entity(model, path)
        for change in changes:
            for edit in change.edits(next(each for each in model.entities.values() if each.id == entity.id)):
                model = edit.apply(model)
        return self._made(schema, model, frozenset(allow), f"alter table {name}")

    def drop_table(self, name: str, *, cascade: bool = False) -> ApplyResult:
        """Drop a table and its rows; with `cascade` also what needs it: foreign keys of other tables, views on it.

        Raises StillReferredToError when something needs it, UnknownTableError, and what applying raises. The rows come
        back with a rollback.
        """
        schema = self.schema()
        table = self._found(schema, name)
        own = {table.ref, *(each.ref for each in schema.parts(table.ref))}
        own |= {each.ref for each in schema.of_kind(Numbers) if each.owned_by and each.owned_by[:-1] == table.path}
        needing = _needing(schema, table, own)
        if needing and not cascade:
            told = ", ".join(sorted(f"{ref.kind} {self._name(ref)}" for ref in needing))
            raise StillReferredToError(
                f"{name} is needed by {told}",
                hint="drop those first, or cascade=True to drop them too",
                fields={"table": name, "needed_by": sorted(str(ref) for ref in needing)},
            )
        return self._carried(schema, schema.without(own | needing), EVERY, f"drop table {name}")

    def create_index(self, table: str, says: Document, *, name: str = "", allow: Iterable[Hazard] = ()) -> ApplyResult:
        """Make an index: `create_index("sale", "customer_id, sold_on desc", name="by_customer")`.

        It is built while writers wait; further hazards, such as that of a unique one over rows that are there, must be
        allowed. Raises as `alter_table` does.
        """
        return self.alter_table(table, [AddIndex(says=says, name=name)], allow=(Hazard.BUILDS_INDEX, *allow))

    def drop_index(self, name: str, *, allow: Iterable[Hazard] = ()) -> ApplyResult:
        """Drop an index. Raises UnknownIndexError, and as `alter_table` does."""
        index = self._index(self.schema(), name)
        return self.alter_table(self._name(Ref("table", index.on)), [DropIndex(name=index.name)], allow=allow)

    def analyze_index(self, name: str) -> IndexFigures:
        """How an index is used and how well it tells rows apart, by the engine's own statistics.

        Raises UnknownIndexError.
        """
        index = self._index(self.schema(), name)
        with opened(self.url, self.project) as live:
            return index_figures(live, index)

    def performance(self) -> DatabaseFigures:
        """Figures of the database and of each table, by the engine's own statistics."""
        schema = self.schema()
        with opened(self.url, self.project) as live:
            return database_figures(live, schema)

    def optimize_table(self, name: str) -> Optimized:
        """Give back the room of dead rows and take the statistics of a table anew: VACUUM and ANALYZE.

        SQLite vacuums whole files only, so it gets ANALYZE alone. Raises UnknownTableError and leaves of WorldError.
        """
        schema = self.schema()
        table = self._found(schema, name)
        with opened(self.url, self.project) as live:
            return optimized(live, schema, table)

    def _index(self, schema: Schema, name: str) -> Index:
        namespace, own = self._split(name, UnknownIndexError)
        found = [
            each
            for each in schema.of_kind(Index)
            if each.name == own and (not namespace or each.path[:-1] == (namespace,))
        ]
        if len(found) != 1:
            known = [self._name(each.ref) for each in schema.of_kind(Index)]
            raise UnknownIndexError(
                f"there are {len(found)} indexes {name}" if found else f"there is no index {name}",
                hint="write its namespace before it" if found else did_you_mean(name, known),
                fields={"index": name},
            )
        return found[0]

    def _split(self, name: str, error: type[InputError]) -> tuple[str, str]:
        try:
            return split_key(name)
        except ValueError as wrong:
            raise error(f"{name!r} is no name: {wrong}") from None

    def _found(self, schema: Schema, name: str) -> Table:
        namespace, own = self._split(name, UnknownTableError)
        default = self.dialect.traits.default_namespace
        path: QName = (own,) if default is None else (namespace or default, own)
        found = schema.get(Ref("table", path))
        if not isinstance(found, Table):
            known = [self._name(each.ref) for each in schema.of_kind(Table)]
            raise UnknownTableError(f"there is no table {name}", hint=did_you_mean(name, known), fields={"table": name})
        return found

    def _name(self, ref: Ref) -> str:
        """A name as people write it: without the default namespace."""
        inside = len(ref.path) > 1 and ref.path[0] == self.dialect.traits.default_namespace
        return name_of(Ref(ref.kind, ref.path[1:]) if inside else ref)

    def _model(self, schema: Schema) -> Model:
        return abstract(schema, self.dialect, name=self.url.database or "database")

    def _entity(self, model: Model, path: QName) -> Entity:
        names = Names(model, self.dialect)
        found = next((each for each in model.entities.values() if names.path(each) == path), None)
        if found is None:
            raise UnknownTableError(f"{'.'.join(path)} ties two others and is no entity of its own")
        return found

    def _made(self, schema: Schema, model: Model, allowed: frozenset[Hazard], what: str) -> ApplyResult:
        major = schema.version[0] if schema.engine == "postgresql" and schema.version else None
        return self._carried(schema, normal_form(realise(model, self.dialect), major=major), allowed, what)

    def _carried(self, before: Schema, after: Schema, allowed: frozenset[Hazard], what: str) -> ApplyResult:
        """Plan the way from what is there to what shall be, and run it, journalled."""
        comparison = compared(before, after)
        with opened(self.url, self.project) as live:
            current = Journal(live).current()
            plan = plan_of(
                comparison.difference,
                comparison.before,
                comparison.after,
                comparison.dialect,
                facts=measured(live),
                moved=comparison.moved,
                restored=comparison.restored,
            )
            version = next_minor(current.version if current is not None else None)
            document: PlanDocument = plan_document(plan, after, version=version, description=what)
            done = apply_plan(live, document, by=who(), allowed=allowed.union(self.project.settings.plan.allow))
        return ApplyResult(
            database=str(self.url),
            version=done.version,
            dry_run=False,
            steps=document.steps,
            elapsed_ms=done.elapsed_ms,
        )


def database(url: str) -> Database:
    """The database at a URL, or at `env:NAME` of `colonnade.toml`. Raises BadUrl, UnknownEnvironmentError."""
    project = open_project()
    return Database(url=address(url, project), project=project)


def _needing(schema: Schema, table: Table, own: set[Ref]) -> set[Ref]:
    """Everything outside a table's own objects that could not stay without them."""
    gone = own | {table.column_ref(name) for name in table.columns}
    lost: set[Ref] = set()
    while True:
        more = {
            each.ref
            for each in schema
            if each.ref not in gone
            and (
                any(need in gone for need in each.needs())
                or (isinstance(each, ForeignKey) and each.target == table.path)
            )
        }
        if not more:
            return lost
        gone |= more
        lost |= more
