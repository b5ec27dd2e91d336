"""One SQL text in the words of another engine, by sqlglot, with what it says that the other does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from sqlglot import ErrorLevel, exp, parse_one, tokenize
from sqlglot.errors import SqlglotError

from colonnade.dialect import Dialect, NotExpressibleError
from colonnade.errors import InputError


class UntranslatableError(InputError):
    """A text says something that the other engine has no words for."""

    code = "CO137"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What is known of an engine's words."""

    engine: str
    parser: str
    functions: frozenset[str]
    """Functions of the engine in lower case, where it has few enough to be listed; empty for many."""
    own_functions: frozenset[str]
    """Functions in lower case that only this engine has."""
    has_namespaces: bool
    has_access: bool
    now: str
    """The present instant as triggers write it; empty where they have none."""

    @staticmethod
    def of(dialect: Dialect) -> Grammar:
        """The grammar of a dialect. Raises NotExpressibleError for one without idioms."""
        if dialect.idioms is None:
            raise NotExpressibleError(f"{dialect.name} has no words for a model")
        return Grammar(
            engine=dialect.name,
            parser=dialect.idioms.parser,
            functions=dialect.idioms.functions,
            own_functions=dialect.idioms.own_functions,
            has_namespaces=dialect.traits.default_namespace is not None,
            has_access=dialect.idioms.access is not None,
            now=dialect.idioms.triggers.now if dialect.idioms.triggers is not None else "",
        )


class TextForm(StrEnum):
    """What a text is."""

    EXPRESSION = "expression"
    QUERY = "query"
    STATEMENT = "statement that changes rows"


_FORMS: Mapping[TextForm, tuple[type[Any], ...]] = {
    TextForm.QUERY: (exp.Query,),
    TextForm.STATEMENT: (exp.Insert, exp.Update, exp.Delete),
}
_NOW = "present_instant__"
"""Stands for the present instant in a statement until the engine's own form of it is put there."""


def translated(text: str, source: Grammar, target: Grammar, *, form: TextForm = TextForm.EXPRESSION) -> str:
    """The text in the target's words. Raises UntranslatableError."""
    try:
        tree = parse_one(text, read=source.parser)
        if _form_of(tree) is not form:
            raise UntranslatableError(f"it is no {form.value}")
        plain: exp.Expression = tree.transform(_plainer, target)
        if form is TextForm.STATEMENT and target.now:
            plain = plain.transform(_with_mark_for_now)
        for node in plain.find_all(*_OWN_OPERATORS):
            raise UntranslatableError(f"operator {node.key}")
        if target.functions:
            for trouble in _troubles(plain):
                raise UntranslatableError(trouble)
        found = plain.sql(dialect=target.parser, unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as error:
        raise UntranslatableError(str(error).splitlines()[0]) from error
    followed_by_columns = {each.alias_or_name.lower() for each in plain.find_all(exp.CTE)}
    if form is TextForm.STATEMENT:
        followed_by_columns |= {_ROW_JSON, *(each.name.lower() for each in plain.find_all(exp.Table))}
    for name in _called(found, target):
        if name in followed_by_columns:
            continue
        if (target.functions or name in source.own_functions) and name not in target.functions:
            raise UntranslatableError(f"function {name}()")
    return found.replace(_NOW, target.now)


_ROW_JSON = "row_json"
"""A row as JSON, which is written for each table."""


def _form_of(tree: Any) -> TextForm:
    return next((form for form, kinds in _FORMS.items() if isinstance(tree, kinds)), TextForm.EXPRESSION)


def _with_mark_for_now(node: exp.Expression) -> exp.Expression:
    return exp.column(_NOW) if isinstance(node, exp.CurrentTimestamp) else node


def with_inserted(
    text: str, missing: Mapping[str, Sequence[str]], row: str, parser: str, quote: Callable[[str], str]
) -> str:
    """A statement that gives columns which it leaves out the values of a row, where it inserts into these tables.

    The text stays as it is where nothing is left out.
    """
    if not missing:
        return text
    tree = parse_one(text, read=parser)
    into = tree.this if isinstance(tree, exp.Insert) else None
    if not isinstance(into, exp.Schema) or into.this.name not in missing:
        return text
    given = {each.name for each in into.expressions}
    left_out = [name for name in missing[into.this.name] if name not in given]
    if not left_out:
        return text
    for name in left_out:
        value = f"{row}.{quote(name)}"
        into.append("expressions", exp.to_identifier(name, quoted=quote(name) != name))
        for each in _rows_of(tree.expression):
            each.append("expressions", parse_one(value, read=parser))
    return tree.sql(dialect=parser)


def _rows_of(source: Any) -> Iterator[Any]:
    """What a row is made by: lists of values, and the queries of a union."""
    if isinstance(source, exp.Values):
        yield from source.expressions
    elif isinstance(source, exp.SetOperation):
        yield from _rows_of(source.left)
        yield from _rows_of(source.right)
    elif isinstance(source, exp.Select):
        yield source


_TEXTS = {exp.DataType.Type.TEXT, exp.DataType.Type.VARCHAR, exp.DataType.Type.CHAR, exp.DataType.Type.BPCHAR}


def _plainer(node: exp.Expression, target: Grammar) -> exp.Expression:
    """What only one engine writes so, in a form that all understand."""
    if isinstance(node, exp.Cast) and node.to.this in _TEXTS and not target.has_namespaces:
        inner: exp.Expression = node.this.copy()
        return inner
    if isinstance(node, exp.Cast) and node.to.sql().lower() == "ltree" and not target.has_namespaces:
        path: exp.Expression = node.this.copy()
        return path
    if isinstance(node, exp.Ordered) and isinstance(node.parent, exp.OnConflict):
        column: exp.Expression = node.this.copy()
        return column
    if isinstance(node, exp.EQ) and isinstance(node.expression, exp.Any):
        words = node.expression.this.unnest()
        while isinstance(words, exp.Cast):
            words = words.this.unnest()
        if isinstance(words, exp.Array):
            plain = [_without_cast(each) for each in words.expressions]
            return exp.In(this=_without_cast(node.this), expressions=plain)
    if isinstance(node, exp.Table) and node.args.get("db") is not None and not target.has_namespaces:
        bare = node.copy()
        bare.set("db", None)
        bare.set("catalog", None)
        return bare
    return node


def _without_cast(node: Any) -> exp.Expression:
    node = node.unnest()
    while isinstance(node, exp.Cast) and node.to.this in _TEXTS:
        node = node.this.unnest()
    bare: exp.Expression = node.copy()
    return bare


_OWN_OPERATORS = (exp.Glob, exp.Match)
"""What only SQLite has."""

_UNKNOWN: tuple[type[exp.Expression], ...] = (
    exp.Interval, exp.RegexpLike, exp.RegexpILike, exp.SimilarTo, exp.Array, exp.Any, exp.All, exp.Operator,
    exp.AtTimeZone, exp.JSONBContains, exp.ArrayContainsAll, exp.ArrayContainedBy, exp.ArrayOverlaps, exp.Bracket,
    exp.Lateral, exp.Unnest,
)  # fmt: skip
"""What an engine with few functions has not."""

_KEPT_CASTS = {
    exp.DataType.Type.INT, exp.DataType.Type.BIGINT, exp.DataType.Type.SMALLINT, exp.DataType.Type.DOUBLE,
    exp.DataType.Type.FLOAT, exp.DataType.Type.DECIMAL, *_TEXTS,
}  # fmt: skip
"""Types that a cast means the same by everywhere."""


def _troubles(tree: exp.Expression) -> Iterator[str]:
    for node in tree.walk():
        if isinstance(node, _UNKNOWN):
            yield node.key
        elif isinstance(node, exp.Cast) and node.to.this not in _KEPT_CASTS:
            yield f"a cast to {node.to.sql()}"


_NO_CALLS = frozenset(
    "all and any as between by case cast distinct else except exists filter from group having if in intersect is join"
    " like limit not offset on or order over partition recursive select then union using values when where with".split()
)


def _called(text: str, grammar: Grammar) -> Iterator[str]:
    """Names of the functions that a text calls, in lower case."""
    tokens = tokenize(text, read=grammar.parser)
    for token, follower in pairwise(tokens):
        name = token.text.lower()
        if follower.token_type.name == "L_PAREN" and name.isidentifier() and name not in _NO_CALLS:
            yield name
