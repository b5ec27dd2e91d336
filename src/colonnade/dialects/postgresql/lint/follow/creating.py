"""What CREATE makes of a schema."""

from __future__ import annotations

from dataclasses import replace

from google.protobuf.message import Message

from colonnade.dialects.postgresql.lint.follow.columns import (
    column_of,
    like,
    put_constraint,
    put_sequence,
)
from colonnade.dialects.postgresql.lint.following import Following
from colonnade.dialects.postgresql.lint.names import joined, made
from colonnade.dialects.postgresql.lint.tokens import Tokens
from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.tables.types import printed
from colonnade.schema import (
    Check,
    Column,
    DomainType,
    EnumType,
    Foreign,
    Index,
    MaterializedView,
    PartitionBy,
    PartitionOf,
    PartitionStrategy,
    Persistence,
    QName,
    Ref,
    Sequence,
    Sql,
    Table,
    View,
)
from colonnade.schema.index import IndexKey
from colonnade.schema.routine import Function, Volatility
from colonnade.schema.trigger import Trigger
from colonnade.schema.types import CompositeField, CompositeType, DomainCheck

_STRATEGIES = {
    "PARTITION_STRATEGY_LIST": PartitionStrategy.LIST,
    "PARTITION_STRATEGY_HASH": PartitionStrategy.HASH,
}
_TEMPORARY = "t"


def whole(known: Following, path: QName) -> QName:
    """A name with the namespace that a new object of this name goes into."""
    if len(path) != 1:
        return path
    return (next(iter(known.session.search_path), "public"), *path)


def table(known: Following, node: Message, tokens: Tokens) -> Ref | None:
    """CREATE TABLE; None where the table is there already."""
    named = tree.one(node, "relation")
    path = whole(known, tree.relation(named))
    if known.find(path, "table") is not None and tree.flag(node, "if_not_exists"):
        return None
    columns: dict[str, Column] = {}
    parents = [known.find(tree.relation(each), "table") for each in tree.many(node, "inh_relations")]
    for parent in parents:
        found = known.table(parent) if parent is not None else None
        columns.update(found.columns if found is not None else {})
    elements = tree.many(node, "table_elts")
    for each in elements:
        if tree.kind(each) == "ColumnDef" and tree.one(each, "type_name") is not None:
            columns[tree.word(each, "colname")] = column_of(known, each)
        elif tree.kind(each) == "TableLikeClause":
            columns.update(like(known, each))
    bound, spec = tree.one(node, "partbound"), tree.one(node, "partspec")
    made_one = Table(
        path=path,
        columns=columns,
        persistence=Persistence.UNLOGGED if tree.word(named, "relpersistence") == "u" else Persistence.PERMANENT,
        inherits=tuple(each.path for each in parents if each is not None) if bound is None else (),
        partition_of=_partition_of(parents[0], bound) if bound is not None and parents else None,
        partition_by=_partition_by(spec) if spec is not None else None,
        of_type=_of_type(known, node),
    )
    known.put(made_one)
    if made_one.partition_of is not None and parents[0] is not None:
        for above in [each for each in known.parts(parents[0]) if isinstance(each, Index)]:
            put_partition_index(known, made_one.ref, above)
    for each in elements:
        if tree.kind(each) == "Constraint":
            put_constraint(known, made_one.ref, each, tokens)
        elif tree.kind(each) == "ColumnDef":
            put_sequence(known, made_one.ref, each)
            for constraint in tree.many(each, "constraints"):
                put_constraint(known, made_one.ref, constraint, tokens, column=tree.word(each, "colname"))
    return made_one.ref


def _of_type(known: Following, node: Message) -> QName | None:
    named = tree.one(node, "of_typename")
    ref = known.find(tree.words(tree.many(named, "names")), "composite") if named is not None else None
    return ref.path if ref is not None else None


def _partition_of(parent: Ref | None, bound: Message) -> PartitionOf | None:
    if parent is None:
        return None
    text = "DEFAULT" if tree.flag(bound, "is_default") else "FOR VALUES"
    return PartitionOf(parent=parent.path, bound=Sql(text))


def _partition_by(spec: Message) -> PartitionBy:
    names = tuple(tree.word(each, "name") for each in tree.many(spec, "part_params"))
    return PartitionBy(
        strategy=_STRATEGIES.get(tree.choice(spec, "strategy"), PartitionStrategy.RANGE),
        key=Sql(", ".join(names)),
        columns=tuple(filter(None, names)),
    )


def foreign_table(known: Following, node: Message, tokens: Tokens) -> Ref | None:
    """CREATE FOREIGN TABLE."""
    base = tree.one(node, "base_stmt")
    ref = table(known, base, tokens) if base is not None else None
    found = known.table(ref) if ref is not None else None
    if found is not None:
        known.put(replace(found, foreign=Foreign(server=tree.word(node, "servername"))))
    return ref


def table_as(known: Following, node: Message, tokens: Tokens) -> Ref | None:
    """CREATE TABLE AS and CREATE MATERIALIZED VIEW: columns that nobody states are unknown."""
    into = tree.one(node, "into")
    path = whole(known, tree.relation(tree.one(into, "rel") if into is not None else None))
    if tree.choice(node, "objtype") == "OBJECT_MATVIEW":
        depends = reads(known, node)
        known.put(MaterializedView(path=path, definition=Sql(tokens.text), depends=depends))
        return Ref("materialized_view", path)
    known.put(Table(path=path))
    return Ref("table", path)


def view(known: Following, node: Message, tokens: Tokens) -> Ref | None:
    """CREATE VIEW."""
    path = whole(known, tree.relation(tree.one(node, "view")))
    known.put(View(path=path, definition=Sql(tokens.text), depends=reads(known, node)))
    return Ref("view", path)


def reads(known: Following, node: Message) -> tuple[Ref, ...]:
    """Relations that a query names."""
    named = (tree.relation(each) for each in tree.everything(node) if tree.kind(each) == "RangeVar")
    found = (known.find(each) for each in named)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def index(known: Following, node: Message, tokens: Tokens) -> Ref | None:
    """CREATE INDEX."""
    on = known.find(tree.relation(tree.one(node, "relation")), "table", "materialized_view")
    if on is None:
        return None
    keys = _keys(node, tokens)
    columns = [key.column or "expr" for key in keys]
    name = tree.word(node, "idxname") or _free(known, on, made(on.path[-1], joined(columns), "idx"))
    path = (*on.path[:-1], name)
    if tree.flag(node, "if_not_exists") and known.find(path, "index") is not None:
        return None
    where = tokens.find("WHERE") if tree.one(node, "where_clause") is not None else None
    made_one = Index(
        path=path,
        on=on.path,
        on_kind=on.kind,
        keys=keys,
        method=tree.word(node, "access_method") or "btree",
        unique=tree.flag(node, "unique"),
        include=tuple(tree.word(each, "name") for each in tree.many(node, "index_including_params")),
        predicate=Sql(tokens.text[tokens.all[where].end :].strip()) if where is not None else None,
    )
    known.put(made_one)
    if tree.flag(tree.one(node, "relation"), "inh"):
        for child in known.children(on):
            put_partition_index(known, child, made_one)
    return made_one.ref


def put_partition_index(known: Following, child: Ref, above: Index) -> None:
    """A partition has an index like that of its parent, and its partitions too."""
    columns = [key.column or "expr" for key in above.keys]
    name = _free(known, child, made(child.path[-1], joined(columns), "idx"))
    own = replace(above, path=(*child.path[:-1], name), on=child.path, attached_to=above.path)
    known.put(own)
    for each in known.children(child):
        put_partition_index(known, each, own)


def _keys(node: Message, tokens: Tokens) -> tuple[IndexKey, ...]:
    """The columns of an index, and the text of its expressions."""
    params = tree.many(node, "index_params")
    named = tree.one(node, "relation")
    opening = tokens.find("(", start=tokens.at(getattr(named, "location", 0)))
    parts = list(tokens.parts(opening + 1, tokens.closing(opening))) if opening is not None else []
    found: list[IndexKey] = []
    for number, each in enumerate(params):
        name = tree.word(each, "name")
        if name or number >= len(parts):
            found.append(IndexKey(column=name or None))
            continue
        begin, stop = parts[number]
        text = tokens.text[tokens.all[begin].start : tokens.all[stop - 1].end]
        last = text
        while tree.expression(last) is None and " " in last:
            # an operator class, a collation or a direction stands behind it
            last = last.rpartition(" ")[0]
        found.append(IndexKey(expression=Sql(last if tree.expression(last) is not None else "NULL")))
    return tuple(found)


def _free(known: Following, on: Ref, wanted: str) -> str:
    name, number = wanted, 0
    while known.find((*on.path[:-1], name)) is not None:
        number += 1
        name = f"{wanted}{number}"
    return name


def sequence(known: Following, node: Message, _tokens: Tokens) -> Ref | None:
    """CREATE SEQUENCE, and ALTER SEQUENCE as far as its owner goes."""
    path = whole(known, tree.relation(tree.one(node, "sequence")))
    owner = tree.option(node, "owned_by")
    name = tree.items(tree.one(owner, "arg")) if owner is not None else ()
    table = known.find(name[:-1], "table") if len(name) > 1 else None
    known.put(Sequence(path=path, owned_by=(*table.path, name[-1]) if table is not None else None))
    return Ref("sequence", path)


def trigger(known: Following, node: Message, tokens: Tokens) -> Ref | None:
    """CREATE TRIGGER."""
    on = known.find(tree.relation(tree.one(node, "relation")))
    if on is None:
        return None
    path = (*on.path, tree.word(node, "trigname"))
    known.put(Trigger(path=path, on_kind=on.kind, definition=Sql(tokens.text)))
    return Ref("trigger", path)


_VOLATILITIES = {"immutable": Volatility.IMMUTABLE, "stable": Volatility.STABLE}


def function(known: Following, node: Message, _tokens: Tokens) -> Ref | None:
    """CREATE FUNCTION, for the sake of defaults that call it."""
    path = (*whole(known, tree.words(tree.many(node, "funcname"))), str(len(tree.many(node, "parameters"))))
    if tree.flag(node, "is_procedure"):
        return None
    options = {tree.word(each, "defname"): tree.one(each, "arg") for each in tree.many(node, "options")}
    said = {name: tree.word(argument, "sval") if argument is not None else "" for name, argument in options.items()}
    body = options.get("as")
    texts = tree.words(tree.many(body, "items")) if body is not None else ()
    known.put(
        Function(
            path=path,
            language=said.get("language", "sql").lower(),
            body=texts[0] if texts else "",
            volatility=_VOLATILITIES.get(said.get("volatility", ""), Volatility.VOLATILE),
            security_definer="security" in options,
            sql_body=Sql("") if tree.one(node, "sql_body") is not None else None,
        )
    )
    return None


def enum(known: Following, node: Message, _tokens: Tokens) -> Ref | None:
    """CREATE TYPE … AS ENUM."""
    path = whole(known, tree.words(tree.many(node, "type_name")))
    known.put(EnumType(path=path, values=tree.words(tree.many(node, "vals"))))
    return Ref("enum", path)


def domain(known: Following, node: Message, tokens: Tokens) -> Ref | None:
    """CREATE DOMAIN."""
    path = whole(known, tree.words(tree.many(node, "domainname")))
    kinds = [tree.choice(each, "contype") for each in tree.many(node, "constraints")]
    checks = tuple(
        DomainCheck(name=tree.word(each, "conname") or f"{path[-1]}_check", expression=Sql("true"))
        for each in tree.many(node, "constraints")
        if tree.choice(each, "contype") == "CONSTR_CHECK"
    )
    base = printed(tree.one(node, "type_name"), known)
    known.put(
        DomainType(
            path=path,
            base=base,
            nullable="CONSTR_NOTNULL" not in kinds,
            checks=checks,
            default=_domain_default(node, tokens),
        )
    )
    return Ref("domain", path)


def _domain_default(node: Message, tokens: Tokens) -> Sql | None:
    """The text of a domain's default: the longest piece behind the word that is an expression."""
    if all(tree.choice(each, "contype") != "CONSTR_DEFAULT" for each in tree.many(node, "constraints")):
        return None
    begin = tokens.find("DEFAULT")
    for stop in range(len(tokens.all), begin + 1 if begin is not None else len(tokens.all), -1):
        text = tokens.text[tokens.all[(begin or 0) + 1].start : tokens.all[stop - 1].end]
        if tree.expression(text) is not None:
            return Sql(text)
    return None


def composite(known: Following, node: Message, _tokens: Tokens) -> Ref | None:
    """CREATE TYPE … AS (…)."""
    path = whole(known, tree.relation(tree.one(node, "typevar")))
    fields = tuple(
        CompositeField(name=tree.word(each, "colname"), type=printed(tree.one(each, "type_name"), known))
        for each in tree.many(node, "coldeflist")
    )
    known.put(CompositeType(path=path, fields=fields))
    return Ref("composite", path)


def assumed_check(known: Following, ref: Ref, name: str) -> None:
    """Take a constraint that is to be validated to be there."""
    known.put(Check(path=(*ref.path, name), expression=Sql("true"), valid=False))
