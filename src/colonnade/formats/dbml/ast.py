"""DBML as it is written: what a text says, before anybody asks what it means.

Names follow the language's own documentation. Places are left out of comparisons, so a text that was
written from a document and read again yields an equal document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from colonnade.errors import Place

NOWHERE = Place()


class ValueKind(StrEnum):
    """How a value is written."""

    STRING = "string"
    NUMBER = "number"
    EXPRESSION = "expression"
    """Between backticks."""
    WORD = "word"
    """Bare: `true`, `null`, `no action`, `status.active`."""
    COLOUR = "colour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A literal; the text of a string is unescaped."""

    kind: ValueKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting that the language has no own meaning for."""

    name: str
    value: Value | None = None
    place: Place = field(default=NOWHERE, compare=False)


class Operator(StrEnum):
    """The sign of a reference, read from left to right."""

    ONE_TO_MANY = "<"
    MANY_TO_ONE = ">"
    ONE_TO_ONE = "-"
    MANY_TO_MANY = "<>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """An operator with the ends marked `?`, which may be missing."""

    operator: Operator
    left_optional: bool = False
    right_optional: bool = False

    def __str__(self) -> str:
        return f"{'?' * self.left_optional}{self.operator.value}{'?' * self.right_optional}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Columns of a table, whose path may begin with a schema."""

    table: tuple[str, ...]
    columns: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineReference:
    """`ref:` in the settings of a column."""

    relation: Relation
    target: Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeName:
    """A column's type: `decimal(10,2)`, `int[]`, `core.status`, `"double precision"`."""

    path: tuple[str, ...]
    arguments: tuple[Value, ...] | None = None
    dimensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The type as SQL would write it."""
        arguments = ""
        if self.arguments is not None:
            arguments = ",".join(
                f"'{value.text}'" if value.kind is ValueKind.STRING else value.text for value in self.arguments
            )
            arguments = f"({arguments})"
        return f"{'.'.join(self.path)}{arguments}{''.join(f'[{size}]' for size in self.dimensions)}"


class Nullability(StrEnum):
    """What a column says of null."""

    UNSAID = ""
    NULL = "null"
    NOT_NULL = "not null"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A condition on the rows of a table."""

    expression: str
    name: str | None = None
    extra: tuple[Setting, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table or a partial."""

    name: str
    type: TypeName
    primary: bool = False
    unique: bool = False
    increment: bool = False
    nullability: Nullability = Nullability.UNSAID
    default: Value | None = None
    note: str | None = None
    checks: tuple[str, ...] = ()
    references: tuple[InlineReference, ...] = ()
    extra: tuple[Setting, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Injection:
    """`~partial` where the columns of that partial stand."""

    partial: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPart:
    """A column or an expression of an index."""

    text: str
    is_expression: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A line of `indexes`; one marked `pk` is the table's primary key."""

    parts: tuple[IndexPart, ...]
    primary: bool = False
    unique: bool = False
    name: str | None = None
    method: str | None = None
    note: str | None = None
    extra: tuple[Setting, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Sample rows; without a table they stand inside one, and without columns they give all of its.

    An empty field is null.
    """

    table: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, or a partial when it stands among the partials of a document."""

    path: tuple[str, ...]
    alias: str | None = None
    members: tuple[Column | Injection, ...] = ()
    indexes: tuple[Index, ...] = ()
    checks: tuple[Check, ...] = ()
    records: tuple[Records, ...] = ()
    note: str | None = None
    header_colour: str | None = None
    extra: tuple[Setting, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns written in the table itself."""
        return tuple(member for member in self.members if isinstance(member, Column))


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumValue:
    """A value of an enum."""

    name: str
    note: str | None = None
    extra: tuple[Setting, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumType:
    """A type of listed values."""

    path: tuple[str, ...]
    values: tuple[EnumValue, ...] = ()
    note: str | None = None
    extra: tuple[Setting, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """`Ref`: a relationship that stands by itself."""

    left: Endpoint
    relation: Relation
    right: Endpoint
    name: str | None = None
    on_delete: str | None = None
    on_update: str | None = None
    extra: tuple[Setting, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableGroup:
    """Tables that belong together."""

    name: str
    tables: tuple[tuple[str, ...], ...] = ()
    note: str | None = None
    colour: str | None = None
    extra: tuple[Setting, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StickyNote:
    """A note on the canvas."""

    name: str
    text: str
    extra: tuple[Setting, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What is said of the whole."""

    name: str | None = None
    note: str | None = None
    fields: tuple[Setting, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """An element kept as it is written: `Dep`, `DiagramView`, `Metadata`, `use`, `reuse`."""

    kind: str
    text: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole text; within each kind the elements keep their order."""

    project: Project | None = None
    tables: tuple[Table, ...] = ()
    partials: tuple[Table, ...] = ()
    enums: tuple[EnumType, ...] = ()
    references: tuple[Reference, ...] = ()
    groups: tuple[TableGroup, ...] = ()
    notes: tuple[StickyNote, ...] = ()
    records: tuple[Records, ...] = ()
    others: tuple[Other, ...] = ()
    comments: int = field(default=0, compare=False)
    """How many comments stood in the text; they are not kept."""
