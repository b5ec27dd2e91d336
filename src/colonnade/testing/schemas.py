"""Hypothesis strategies for physical schemas: small, valid in structure, in the shape of PostgreSQL."""

from __future__ import annotations

from hypothesis import strategies as st

from colonnade.schema import (
    Action,
    Check,
    Column,
    EnumType,
    ForeignKey,
    Index,
    IndexKey,
    Key,
    Policy,
    Schema,
    SchemaObject,
    Sequence,
    SequenceOptions,
    Sql,
    Table,
    View,
)

_WORDS = ("order", "customer", "Item", "select", "größe", 'a"b', "line no", "tag")
_TYPES = ("integer", "bigint", "text", "character varying(20)", "numeric(10,2)", "timestamp with time zone")

names = st.sampled_from(_WORDS)
comments = st.none() | st.sampled_from(("about it", "it's", "two\nlines"))


@st.composite
def columns(draw: st.DrawFn, name: str) -> Column:
    """A column of the given name."""
    return Column(
        name=name,
        type=draw(st.sampled_from(_TYPES)),
        nullable=draw(st.booleans()),
        default=draw(st.none() | st.just(Sql("1"))),
        comment=draw(comments),
    )


@st.composite
def tables(draw: st.DrawFn, name: str) -> tuple[SchemaObject, ...]:
    """A table of the given name with its keys, checks, indexes and policies."""
    path = ("public", name)
    own = {each: draw(columns(each)) for each in draw(st.lists(names, min_size=1, max_size=5, unique=True))}
    table = Table(path=path, columns=own, comment=draw(comments), row_security=draw(st.booleans()))
    parts: list[SchemaObject] = [table]
    some = st.sampled_from(sorted(own))
    if draw(st.booleans()):
        parts.append(Key(path=(*path, f"{name}_pkey"), primary=True, columns=(draw(some),)))
    if draw(st.booleans()):
        parts.append(
            Check(path=(*path, f"{name}_check"), expression=Sql(draw(st.sampled_from(("(a > 0)", "(a > 1)")))))
        )
    if draw(st.booleans()):
        key = IndexKey(column=draw(some), descending=draw(st.booleans()))
        parts.append(Index(path=("public", f"{name}_idx"), on=path, keys=(key,), unique=draw(st.booleans())))
    if draw(st.booleans()):
        parts.append(Policy(path=(*path, "own rows"), using=Sql("true")))
    return tuple(parts)


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    """A schema of a few tables, references between them, types, sequences and views."""
    objects: list[SchemaObject] = []
    made = draw(st.lists(names, min_size=0, max_size=4, unique=True))
    for name in made:
        objects.extend(draw(tables(name)))
    tables_made = [each for each in objects if isinstance(each, Table)]
    if len(tables_made) > 1 and draw(st.booleans()):
        shuffled: list[Table] = draw(st.permutations(tables_made))
        one, two = shuffled[:2]
        objects.append(
            ForeignKey(
                path=(*one.path, f"{one.name}_fkey"),
                columns=(next(iter(one.columns)),),
                target=two.path,
                target_columns=(next(iter(two.columns)),),
                on_delete=draw(st.sampled_from(tuple(Action))),
            )
        )
    if draw(st.booleans()):
        objects.append(EnumType(path=("public", "state"), values=tuple(draw(st.lists(names, unique=True)))))
    if draw(st.booleans()):
        step = draw(st.integers(1, 3))
        objects.append(Sequence(path=("public", "numbers"), options=SequenceOptions(increment=step)))
    if len(tables_made) > 0 and draw(st.booleans()):
        below = tables_made[0]
        objects.append(View(path=("public", "overview"), definition=Sql(f"SELECT {draw(names)}"), depends=(below.ref,)))
    return Schema(engine="postgresql", objects={each.ref: each for each in objects})
