"""Random schemas that SQLite accepts, with names that somebody might give to annoy us."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from colonnade.dialects.sqlite.introspect.naming import made_name
from colonnade.dialects.sqlite.quote import literal, quote
from colonnade.dialects.sqlite.traits import fold
from colonnade.schema import (
    Action,
    Check,
    Column,
    Constraint,
    Deferral,
    ForeignKey,
    Generated,
    GeneratedAs,
    Index,
    IndexKey,
    Key,
    NotNull,
    Schema,
    SchemaObject,
    Sql,
    Table,
    Trigger,
    View,
)

_ODD = (
    "order", "select", "a b", 'say "hi"', "it's", "x]y", "`tick`", "semi;colon", "--", "/* c */", "naïve", "😀", "1st",
    "a.b", "CamelCase", "rowid", "true", "key", "'", '"', "tab\there", "new\nline", "$x", "generated", "NULL", "%s {0}",
)  # fmt: skip
PLAIN = st.from_regex(r"[a-z][a-z_]{0,6}", fullmatch=True).filter(lambda name: not name.startswith("sqlite"))
NAMES = st.one_of(PLAIN, st.sampled_from(_ODD))
TYPES = st.sampled_from(
    (
        "INTEGER",
        "TEXT",
        "REAL",
        "BLOB",
        "",
        "VARCHAR(20)",
        "DECIMAL(10,2)",
        "INT",
        "DATE TEXT",
        "BOOLEAN",
        "my own type",
    )
)
STRICT_TYPES = st.sampled_from(("INTEGER", "INT", "TEXT", "REAL", "BLOB", "ANY"))
DEFAULTS = st.sampled_from(("1", "-1.5", "'x'", "'it''s'", "NULL", "CURRENT_TIMESTAMP", "x'00ff'", "abs(-3)", "1 + 2"))
CHECKS = ("{0} <> 'x''y'", "length({0}) < 100 OR {0} IS NULL", "{0} IN (1, 'b')")
RULES = st.sampled_from((None, None, None, "ignore", "replace", "rollback", "fail"))


def distinct(names: st.SearchStrategy[str], low: int, high: int) -> st.SearchStrategy[list[str]]:
    return st.lists(names, min_size=low, max_size=high, unique_by=fold)


@st.composite
def columns(draw: st.DrawFn, *, strict: bool) -> dict[str, Column]:
    """Columns with everything that stands at a column, the first of them plain."""
    found: dict[str, Column] = {}
    for name in draw(distinct(NAMES, 1, 5)):
        kind = draw(STRICT_TYPES if strict else TYPES)
        required = draw(st.booleans())
        generated = None
        if found and draw(st.integers(0, 5)) == 0:
            base = draw(st.sampled_from([each.name for each in found.values() if each.generated is None]))
            stored = draw(st.sampled_from(GeneratedAs))
            generated = Generated(expression=Sql(f"{quote(base)} || 'x'"), stored=stored)
            kind = kind if not strict else "TEXT"
        rule = draw(RULES) if required else None
        label = draw(st.one_of(st.none(), st.none(), NAMES)) if required else None
        found[name] = Column(
            name=name,
            type=kind,
            nullable=not required,
            not_null=NotNull(name=label, on_conflict=rule) if rule or label else None,
            default=None if generated else draw(st.one_of(st.none(), DEFAULTS.map(Sql))),
            generated=generated,
            collation=draw(st.sampled_from((None, None, None, ("NOCASE",), ("RTRIM",)))),
        )
    return found


@st.composite
def tables(draw: st.DrawFn, name: str) -> tuple[Table, list[Constraint]]:
    """A table with its keys and checks."""
    strict = draw(st.integers(0, 4)) == 0
    found = draw(columns(strict=strict))
    plain = [each for each in found if found[each].generated is None]
    naming = _Naming(name)
    constraints: list[Constraint] = []
    without_rowid = False
    if draw(st.booleans()):
        chosen = draw(st.lists(st.sampled_from(plain), min_size=1, max_size=3, unique=True))
        without_rowid = draw(st.integers(0, 4)) == 0
        constraints.append(draw(_primary(found, chosen, naming, strict=strict, without_rowid=without_rowid)))
    for chosen in draw(st.lists(st.lists(st.sampled_from(plain), min_size=1, max_size=2, unique=True), max_size=2)):
        if any(isinstance(each, Key) and set(each.columns) == set(chosen) for each in constraints):
            continue
        label, named = naming.take(draw(st.one_of(st.none(), NAMES)), "key", chosen)
        rule = draw(RULES)
        path = (name, label)
        constraints.append(Key(path=path, named=named, primary=False, columns=tuple(chosen), on_conflict=rule))
    checks = []
    for column in draw(st.lists(st.sampled_from(list(found)), max_size=2)):
        text = draw(st.sampled_from(("{0} <> 'x''y'", "length({0}) < 100 OR {0} IS NULL", '{0} IN (1, \'b\', "q""q")')))
        checks.append((Sql(text.format(quote(column))), draw(st.one_of(st.none(), NAMES)), column))
    for expression, label_wanted, column in sorted(checks, key=lambda each: each[0]):
        label, named = naming.take(label_wanted, "check", [column])
        constraints.append(Check(path=(name, label), named=named, expression=expression))
    table = Table(path=(name,), columns=found, strict=strict, without_rowid=without_rowid)
    return table, constraints


class _Naming:
    """Names of constraints as introspection gives them, none of them twice."""

    def __init__(self, table: str) -> None:
        self.table = table
        self.taken: set[str] = set()

    def take(self, wanted: str | None, ending: str, names: list[str]) -> tuple[str, bool]:
        label = wanted
        if label is None or fold(label) in self.taken:
            label, wanted = made_name(self.table, ending, names), None
        if fold(label) in self.taken:
            label, wanted = f"{label} {len(self.taken)}", f"{label} {len(self.taken)}"
        self.taken.add(fold(label))
        return label, wanted is not None


@st.composite
def _primary(
    draw: st.DrawFn, found: dict[str, Column], chosen: list[str], naming: _Naming, *, strict: bool, without_rowid: bool
) -> Key:
    alone = len(chosen) == 1 and found[chosen[0]].type == "INTEGER" and not without_rowid
    descending = tuple(each for each in chosen if draw(st.integers(0, 5)) == 0)
    label, named = naming.take(draw(st.one_of(st.none(), NAMES)), "pkey", [])
    if alone and not descending:
        column = found[chosen[0]]
        found[chosen[0]] = replace(column, autoincrement=draw(st.booleans()), default=None)
    elif without_rowid or strict:
        for each in chosen:
            found[each] = replace(found[each], nullable=False)
    rule = draw(RULES)
    path = (naming.table, label)
    return Key(path=path, named=named, primary=True, columns=tuple(chosen), descending=descending, on_conflict=rule)


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    """Tables with references to each other, indexes, views and triggers."""
    objects: list[SchemaObject] = []
    names = draw(distinct(NAMES, 1, 8))
    made = [draw(tables(name)) for name in names[: max(1, len(names) // 2)]]
    for table, constraints in made:
        objects += [table, *constraints, *draw(_references(table, constraints, [each for each, _ in made]))]
    rest = names[len(made) :]
    for name in rest:
        table = draw(st.sampled_from([each for each, _ in made]))
        objects.append(draw(st.one_of(_index(name, table), _view(name, table))))
    for name in draw(distinct(NAMES, 0, 2)):
        objects.append(draw(_trigger(name, draw(st.sampled_from([each for each, _ in made])))))
    return Schema(engine="sqlite", objects={each.ref: each for each in objects})


@st.composite
def _references(draw: st.DrawFn, table: Table, constraints: list[Constraint], all_: list[Table]) -> list[ForeignKey]:
    taken = {fold(each.name) for each in constraints}
    found = []
    for column in draw(st.lists(st.sampled_from(list(table.columns)), max_size=2, unique=True)):
        target = draw(st.sampled_from(all_))
        label = made_name(table.name, "fkey", [column])
        if fold(label) in taken:
            continue
        taken.add(fold(label))
        found.append(
            ForeignKey(
                path=(table.name, label),
                named=False,
                columns=(column,),
                target=target.path,
                target_columns=(draw(st.sampled_from(list(target.columns))),),
                on_delete=draw(st.sampled_from(Action)),
                on_update=draw(st.sampled_from(Action)),
                deferral=draw(st.sampled_from(Deferral)),
            )
        )
    return found


@st.composite
def _index(draw: st.DrawFn, name: str, table: Table) -> Index:
    keys = []
    for column in draw(st.lists(st.sampled_from(list(table.columns)), min_size=1, max_size=2, unique=True)):
        descending = draw(st.booleans())
        if draw(st.integers(0, 3)):
            keys.append(IndexKey(column=column, descending=descending))
        else:
            keys.append(IndexKey(expression=Sql(f"lower({quote(column)})"), descending=descending))
    where = draw(st.one_of(st.none(), st.sampled_from(list(table.columns))))
    predicate = None if where is None else Sql(f"{quote(where)} IS NOT NULL")
    return Index(path=(name,), on=table.path, keys=tuple(keys), unique=draw(st.booleans()), predicate=predicate)


@st.composite
def _view(draw: st.DrawFn, name: str, table: Table) -> View:
    column = quote(draw(st.sampled_from(list(table.columns))))
    text = draw(st.sampled_from(("SELECT {0}, 1  +  1 FROM {1}", "SELECT count(*) AS n FROM {1} WHERE {0} > 'a'")))
    return View(path=(name,), definition=Sql(text.format(column, quote(table.name))))


@st.composite
def _trigger(draw: st.DrawFn, name: str, table: Table) -> Trigger:
    when = draw(st.sampled_from(("AFTER INSERT", "BEFORE DELETE", "AFTER UPDATE")))
    text = literal(draw(NAMES))
    definition = f"CREATE TRIGGER {quote(name)} {when} ON {quote(table.name)} BEGIN SELECT {text}; END"
    return Trigger(path=(table.name, name), definition=Sql(definition))
