"""Documents of any content, for laws that hold for all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from colonnade.formats.dbml.ast import (
    Check,
    Column,
    Document,
    Endpoint,
    EnumType,
    EnumValue,
    Index,
    IndexPart,
    Injection,
    InlineReference,
    Nullability,
    Operator,
    Project,
    Records,
    Reference,
    Relation,
    Setting,
    StickyNote,
    Table,
    TableGroup,
    TypeName,
    Value,
    ValueKind,
)

_WORDS = (
    "id",
    "Note",
    "indexes",
    "records",
    "pk",
    "a b",
    "2fa",
    "x.y",
    'say "hi"',
    "it's",
    "back\\slash",
    "größe",
    "//",
    "a\nb",
)

names = st.one_of(st.sampled_from(_WORDS), st.text(min_size=1, max_size=8))
texts = st.one_of(
    st.text(max_size=30), st.sampled_from(("one\ntwo", "  in\n out\n", "\n", "'''", "a\n\n  b\nc'", "\\"))
)
expressions = st.text(max_size=15).filter(lambda text: "`" not in text and "\r" not in text)
_maybe_text = st.none() | texts
_path = st.lists(names, min_size=1, max_size=3).map(tuple)
_numbers = st.sampled_from(("0", "1", "-2.5", "1e5"))

_strings = texts.map(lambda text: Value(kind=ValueKind.STRING, text=text))
values = st.one_of(
    _strings,
    _numbers.map(lambda text: Value(kind=ValueKind.NUMBER, text=text)),
    expressions.map(lambda text: Value(kind=ValueKind.EXPRESSION, text=text)),
    st.sampled_from(("true", "null", "status.active")).map(lambda text: Value(kind=ValueKind.WORD, text=text)),
    st.just(Value(kind=ValueKind.COLOUR, text="#3498DB")),
)
# A name of one's own never equals one that the language knows.
_own_settings = st.lists(
    st.builds(Setting, name=st.sampled_from(("owner", "data class", "x y:z", "Größe")), value=values), max_size=2
).map(tuple)


def _many(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


_endpoints = st.builds(Endpoint, table=_path, columns=st.lists(names, min_size=1, max_size=3).map(tuple))
_relations = st.builds(
    Relation, operator=st.sampled_from(Operator), left_optional=st.booleans(), right_optional=st.booleans()
)
_types = st.builds(
    TypeName,
    path=st.lists(names, min_size=1, max_size=2).map(tuple),
    arguments=st.none() | st.lists(values, max_size=2).map(tuple),
    dimensions=st.lists(st.sampled_from(("", "3")), max_size=2).map(tuple),
)
_columns = st.builds(
    Column,
    name=names,
    type=_types,
    primary=st.booleans(),
    unique=st.booleans(),
    increment=st.booleans(),
    nullability=st.sampled_from(Nullability),
    default=st.none() | values,
    note=_maybe_text,
    checks=_many(expressions),
    references=_many(st.builds(InlineReference, relation=_relations, target=_endpoints)),
    extra=_own_settings,
)
_parts = st.one_of(
    st.builds(IndexPart, text=names), st.builds(IndexPart, text=expressions, is_expression=st.just(True))
)
_indexes = st.builds(
    Index,
    parts=st.lists(_parts, min_size=1, max_size=3).map(tuple),
    primary=st.booleans(),
    unique=st.booleans(),
    name=_maybe_text,
    method=st.none() | names,
    note=_maybe_text,
    extra=_own_settings,
)
_rows = st.lists(st.lists(values, min_size=1, max_size=3).map(tuple), max_size=2).map(tuple)
_table = {
    "members": _many(st.one_of(_columns, st.builds(Injection, partial=names))),
    "indexes": _many(_indexes),
    "checks": _many(st.builds(Check, expression=expressions, name=_maybe_text, extra=_own_settings)),
    "records": _many(st.builds(Records, columns=_many(names), rows=_rows)),
    "note": _maybe_text,
    "header_colour": st.none() | st.just("#abc"),
    "extra": _own_settings,
}

documents = st.builds(
    Document,
    project=st.none()
    | st.builds(
        Project,
        name=st.none() | names,
        note=_maybe_text,
        fields=_many(st.builds(Setting, name=st.sampled_from(("database_type", "my field")), value=_strings)),
    ),
    tables=_many(st.builds(Table, path=_path, alias=st.none() | names, **_table)),
    partials=_many(st.builds(Table, path=names.map(lambda name: (name,)), **_table)),
    enums=_many(
        st.builds(
            EnumType,
            path=_path,
            values=_many(st.builds(EnumValue, name=names, note=_maybe_text, extra=_own_settings)),
            note=_maybe_text,
        )
    ),
    references=_many(
        st.builds(
            Reference,
            left=_endpoints,
            relation=_relations,
            right=_endpoints,
            name=st.none() | names,
            on_delete=st.none() | st.sampled_from(("cascade", "set null", "no action")),
            on_update=st.none() | st.just("restrict"),
            extra=_own_settings,
        )
    ),
    groups=_many(
        st.builds(TableGroup, name=names, tables=_many(_path), note=_maybe_text, colour=st.none() | st.just("#345"))
    ),
    notes=_many(st.builds(StickyNote, name=names, text=texts)),
    records=_many(st.builds(Records, table=_path, columns=_many(names), rows=_rows)),
)
