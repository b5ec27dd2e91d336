"""What an engine must answer: a dialect is a value put together from its files.

`load("postgresql")` finds a dialect by entry point (group `colonnade.dialects`), ours and others' alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.metadata import entry_points

from colonnade.errors import InputError
from colonnade.facts import Facts
from colonnade.idioms import Idioms
from colonnade.model.loss import Loss
from colonnade.ops import (
    AlterObject,
    CreateObject,
    DropObject,
    Operation,
    RenameObject,
)
from colonnade.schema import Column, Ref, Schema, SchemaObject, Sql, View
from colonnade.text import did_you_mean


class UnknownEngineError(InputError):
    """No dialect of this name is installed."""

    code = "CO135"


class NotExpressibleError(InputError):
    """The engine can't hold or change this object, and there is no detour yet; the message says what to do."""

    code = "CO136"


class Hazard(StrEnum):
    """A price of a step that somebody must allow by name."""

    DELETES_DATA = "deletes-data"
    """Rows or values are gone afterwards; rollback brings back the structure only."""
    REWRITES_TABLE = "rewrites-table"
    """Every row is written anew under a lock that stops reads and writes."""
    SCANS_TABLE = "scans-table"
    """Every row is read under a lock that stops writes."""
    MAY_FAIL_ON_DATA = "may-fail-on-data"
    """Existing rows may break the new rule; the step then fails and is rolled back."""
    BREAKS_CLIENTS = "breaks-clients"
    """Statements of running programs that were right before fail afterwards."""
    BUILDS_INDEX = "builds-index"
    """An index is built while writes wait."""
    CHANGES_ACCESS = "changes-access"
    """Somebody may see or do more, or less, than before."""
    NOT_TRANSACTIONAL = "not-transactional"
    """The step can't be rolled back together with the others."""


class Blocks(StrEnum):
    """What others can't do on an object while a lock is held."""

    NOTHING = "nothing"
    DDL = "ddl"
    WRITES = "writes"
    READS = "reads and writes"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockClaim:
    """A lock that a statement takes."""

    object: Ref
    mode: str
    """The engine's name of the mode, such as ACCESS EXCLUSIVE."""
    blocks: Blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a statement costs others."""

    locks: tuple[LockClaim, ...] = ()
    rewrites: tuple[Ref, ...] = ()
    scans: tuple[Ref, ...] = ()
    hazards: frozenset[Hazard] = frozenset()
    duration_ms: float | None = None
    """Estimated from measured sizes by the dialect's documented formula; None where nothing was measured."""
    longest_ms: float | None = None
    """The same where circumstances are at their worst, as far as the formula knows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One SQL statement of a plan or script."""

    sql: str
    """Without a closing semicolon."""
    form: str
    """The form it has, such as `add_column` or `set_not_null`."""
    on: tuple[Ref, ...] = ()
    """Objects it locks: first its target, then second ones such as the table a foreign key refers to."""
    transactional: bool = True
    """False when it can't run inside a transaction block."""
    early: bool = False
    """True when its effect can be used only after a commit (a new enum value): it goes into an earlier transaction."""
    hazards: frozenset[Hazard] = frozenset()
    """Hazards that only the emitter knows; the price adds those of the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """The statements of one operation, and what stands in their way.

    Objects in `displaces` must be dropped before the statements and made again after them, such as the views
    on a column whose type changes.
    """

    statements: tuple[Statement, ...]
    displaces: frozenset[Ref] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A copy of what a step deletes."""

    save: tuple[Statement, ...]
    """Run before the step."""
    restore: tuple[Statement, ...]
    """Run when the step is taken back: after the table or column is there again, and before its keys are."""
    values: Mapping[str, Sql] = field(default_factory=dict)
    """Expressions that give the columns of a row their values back, where the step is taken back by a rebuild."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where an operation stands in a plan."""

    before: Schema
    """The schema just before the operation."""
    after: Schema
    """The schema that the whole plan leads to."""
    version: tuple[int, ...] = ()
    """Version of the server that will run the statements; empty for the newest known."""


Emitter = Callable[[Operation, Context], "Alteration | None"]
"""Answers None when the object can't be altered in place and must be dropped and made again."""


class Emitters:
    """How a dialect says each operation on each kind of object."""

    def __init__(self) -> None:
        self._by_kind: dict[tuple[type[Operation], str], Emitter] = {}

    def on(self, operation: type[Operation], *kinds: str) -> Callable[[Emitter], Emitter]:
        """Register the decorated function for an operation on these kinds; `*` stands for every other kind.

        A second registration for the same operation and kind is a ValueError.
        """

        def register(emitter: Emitter) -> Emitter:
            for kind in kinds or ("*",):
                if (operation, kind) in self._by_kind:
                    raise ValueError(f"{operation.kind} of {kind} is registered twice")
                self._by_kind[operation, kind] = emitter
            return emitter

        return register

    def emit(self, operation: Operation, context: Context) -> Alteration | None:
        """The statements of an operation, or None when it has to be a drop and a create.

        Raises NotExpressibleError when the dialect has no emitter for it.
        """
        kind = kind_of(operation)
        found = self._by_kind.get((type(operation), kind)) or self._by_kind.get((type(operation), "*"))
        if found is None:
            raise NotExpressibleError(
                f"no emitter for {operation.kind} of {kind}",
                hint=f"register one with @EMIT.on({type(operation).__name__}, {kind!r})",
            )
        return found(operation, context)


def kind_of(operation: Operation) -> str:
    """The kind of object that an operation concerns."""
    match operation:
        case CreateObject(object=each) | DropObject(object=each):
            return each.kind_of()
        case AlterObject(before=each):
            return each.kind_of()
        case RenameObject(ref=ref):
            return ref.kind
        case _:
            return "column"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectKind:
    """A kind of object that an engine has."""

    name: str
    plural: str
    """Heading of its section in a model file's overlay."""
    order: int
    """Place in a script among objects that don't depend on each other."""
    names: str = ""
    """Words; objects whose kinds share one of them share one set of names. Empty for the kind alone."""
    depth: int | None = None
    """Parts of a path that begins with a namespace, which files leave out when it is the default one; None where
    paths don't begin with one, or have no fixed length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """Facts about an engine that the floors above ask for."""

    title: str
    default_namespace: str | None = None
    max_identifier_bytes: int | None = None
    transactional_ddl: bool = True
    reserved_words: frozenset[str] = frozenset()
    fold: Callable[[str], str] = str
    """What two names share when the engine holds them for the same: itself, or the name without its letters' case."""


Rows = Sequence[tuple[object, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """How a schema is read from a live database: fixed queries, and a pure function of their rows."""

    queries: Callable[[tuple[int, ...]], Mapping[str, str]]
    """The catalogue statements for a server version, by name, run in this order in one snapshot."""
    build: Callable[[Mapping[str, Rows], tuple[int, ...]], Schema]
    """The schema made of the rows of those statements."""
    session: tuple[str, ...] = ()
    """Statements that set the session up first, such as an empty search path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """What objects of one schema need by their SQL text and types, found without a server."""

    of_object: Callable[[SchemaObject], tuple[Ref, ...]]
    """What an object needs; the columns of a table left aside."""
    of_column: Callable[[Column], tuple[Ref, ...]]
    """What a column needs by its type, default and expression."""
    in_full: Callable[[SchemaObject, bool], SchemaObject] = lambda each, _own_words: each
    """The object with namespaces before the names in its texts that need one. The flag says that the texts are in the
    engine's own words, in which names of what the engine itself has stand alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Everything the product knows about one engine."""

    name: str
    traits: Traits
    kinds: Mapping[str, ObjectKind]
    emitters: Emitters
    catalogue: Catalogue
    price: Callable[[Statement, Schema, Facts], Price]
    quote: Callable[[str], str]
    """The one function that quotes an identifier."""
    literal: Callable[[str], str]
    """The one function that quotes a string literal."""
    regroup: Callable[[Sequence[Operation], Schema, Schema], tuple[Operation, ...]] | None = None
    """Folds the operations of a difference into others where the engine alters little (SQLite: a table rebuild)."""
    idioms: Idioms | None = None
    references: Callable[[Schema], References] | None = None
    """How to find what the objects of a designed schema need of each other by their SQL text."""
    keep: Callable[[Operation, Schema, str, frozenset[Hazard]], Kept | None] | None = None
    """Keeps what an operation on a schema deletes, under a name; the hazards are those of its statements."""
    stub: Callable[[View], View] | None = None
    """A view with the same columns that reads nothing, to break a circle with."""
    validation: Callable[[Operation, Schema], str | None] | None = None
    """A query of one boolean that tells whether an operation has its effect, or None where none is needed."""
    if_absent: Callable[[Statement], Statement] | None = None
    """The statement in a form that does nothing where its object is there already; None where the engine has none."""
    without: Callable[[Schema, frozenset[str]], tuple[Schema, tuple[Loss, ...]]] | None = None
    """A schema without some extensions, which its server lacks, and what stands in for each; it raises
    NotExpressibleError where nothing does."""
    fallbacks: Mapping[str, str] = field(default_factory=dict)
    """By extension, what stands in for it."""
    extensions: str = ""
    """A query of the names of the extensions that a server has; empty for an engine without extensions."""
    statement_ms: float | None = None
    """What a statement that makes an object takes in an empty database, in the mean of a script; None where it was not
    measured."""
    preamble: tuple[str, ...] = ()
    """Statements that every script starts with, such as an empty search path."""
    opening: tuple[str, ...] = ()
    """Statements that come before the first transaction of a plan, where alone they have an effect (SQLite: foreign
    keys off while tables are rebuilt)."""
    closing: tuple[str, ...] = ()
    """Statements that come after the last transaction of a plan, whether it was carried out or not."""


def installed() -> tuple[str, ...]:
    """Names of the dialects that can be loaded, in alphabetical order."""
    return tuple(sorted({each.name for each in entry_points(group="colonnade.dialects")}))


def load(name: str) -> Dialect:
    """The dialect of this name. Raises UnknownEngineError."""
    for each in entry_points(group="colonnade.dialects", name=name):
        found = each.load()
        if isinstance(found, Dialect):
            return found
    known = installed()
    raise UnknownEngineError(
        f"there is no engine {name!r}",
        hint=did_you_mean(name, known) or f"known engines: {', '.join(known)}",
    )
