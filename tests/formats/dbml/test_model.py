"""DBML as a model and back: what each form means, what is lost, and that the rest survives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colonnade.formats.dbml import DbmlError, parse, read, write
from colonnade.formats.dbml.types import meaning, written
from colonnade.model import (
    NOW,
    Area,
    Attribute,
    Base,
    Case,
    Check,
    Domain,
    Entity,
    Identity,
    Index,
    IndexMethod,
    IndexPart,
    Key,
    Model,
    Named,
    Naming,
    Nature,
    Reference,
    Relationship,
    Type,
    canonical,
    domain_type,
    known_attributes,
    native_type,
    number_default,
    sql_default,
    text_default,
)
from colonnade.model.diagram import Multiplicity
from colonnade.model.language import read as read_model
from colonnade.model.validity import validate
from colonnade.schema.constraint import Action
from colonnade.testing.models import models
from tests.formats.real_diagrams import CORPUS, needs_corpus

_SHOP = Path(__file__).parents[2] / "model" / "examples" / "shop.colonnade.yaml"


def _model(text: str) -> Model:
    found = read(text).value
    assert validate(found) == ()
    return found


def _losses(text: str) -> list[tuple[str, str]]:
    return [(loss.object, loss.what) for loss in read(text).losses]


def test_every_text_of_the_corpus_is_a_valid_model_and_survives() -> None:
    needs_corpus()
    read_texts = 0
    for file in sorted((CORPUS / "dbml").rglob("*.dbml")):
        if file.stat().st_size > 200_000:
            continue
        try:
            found = read(file.read_text(encoding="utf-8"), file=file.name).value
        except DbmlError:
            continue
        assert validate(found) == (), file
        text = write(found)
        assert text.losses == (), file
        assert read(text.text, file=file.name).value == found, file
        read_texts += 1
    assert read_texts >= 120


_NAMES = st.sampled_from(("id", "total", "customer id", "größe", "note", "select", "x"))
_TYPES = st.one_of(
    st.sampled_from(sorted(set(Base) - {Base.ARRAY, Base.DOMAIN, Base.NATIVE, Base.ENUM})).map(lambda b: Type(base=b)),
    st.integers(1, 300).map(lambda n: Type(base=Base.STRING, length=n)),
    st.integers(0, 6).map(lambda n: Type(base=Base.TIMESTAMP, precision=n)),
    st.just(Type(base=Base.DECIMAL, precision=10, scale=2)),
    st.just(native_type("tsvector")),
    st.just(native_type("my type(a)")),
    st.just(domain_type("status")),
    st.just(domain_type("core.status")),
)
_DEFAULTS = st.none() | st.sampled_from(
    (NOW, number_default("1.50"), text_default("it's\n`x`"), sql_default("lower('A')"), text_default("true"))
)
_TEXTS = st.sampled_from(("", "one line", "two\nlines", "it's a \\ note"))


@st.composite
def _attributes(draw: st.DrawFn) -> Named[Attribute]:
    names = draw(st.lists(_NAMES, min_size=1, unique=True))
    return Named(
        [
            Attribute(
                name=name,
                type=draw(st.one_of(_TYPES, _TYPES.map(lambda of: Type(base=Base.ARRAY, element=of)))),
                primary=place == 0,
                required=place > 0 and draw(st.booleans()),
                unique=draw(st.booleans()),
                default=draw(_DEFAULTS),
                check=draw(st.sampled_from(("", "x > 0"))),
                about=draw(_TEXTS),
            )
            for place, name in enumerate(names)
        ]
    )


@st.composite
def _entities(draw: st.DrawFn) -> Named[Entity]:
    found = []
    for key in draw(st.lists(st.sampled_from(("order", "Order Line", "a.b", "x")), min_size=1, unique=True)):
        attributes = draw(_attributes())
        names = tuple(attributes)
        last = (IndexPart(attribute=names[-1]),)
        expression = (IndexPart(expression="lower(x)"), *last)
        indexes = (
            Index(parts=last, unique=True),
            Index(parts=last, method=IndexMethod.GIN),
            Index(parts=expression, unique=True, name="by expression", about="why"),
        )
        keys = [Key(attributes=names[:2], name="pair")] if len(names) > 1 and draw(st.booleans()) else []
        found.append(
            Entity(
                name=key,
                namespace=draw(st.sampled_from(("", "core"))),
                about=draw(_TEXTS),
                area=draw(st.sampled_from(("", "sales/online"))),
                attributes=attributes,
                declared_keys=Named(keys),
                checks=Named(
                    [Check(expression="a < b", name="ordered"), Check(expression="true")][: draw(st.integers(0, 2))]
                ),
                indexes=Named(draw(st.lists(st.sampled_from(indexes), unique_by=lambda index: index.key))),
            )
        )
    return Named(found)


@st.composite
def _models(draw: st.DrawFn) -> Model:
    """Models of what DBML can say."""
    entities = draw(_entities())
    relationships: dict[str, Relationship] = {}
    for child in entities.values():
        parent = draw(st.sampled_from(list(entities.values())))
        name = draw(st.sampled_from(list(child.attributes)))
        required = child.requires(name)
        alone = any(set(key.attributes) == {name} for key in child.keys)
        reference = Relationship(
            source=parent.key,
            target=child.key,
            source_end=Multiplicity.ONE if required else Multiplicity.ZERO_OR_ONE,
            target_end=Multiplicity.ZERO_OR_ONE if alone else Multiplicity.ZERO_OR_MORE,
            by=(name,),
            on_delete=draw(st.sampled_from((None, Action.CASCADE, Action.RESTRICT))),
            on_update=draw(st.sampled_from((None, Action.NO_ACTION))),
            name=draw(st.sampled_from(("", f"fk {child.key}"))),
        )
        relationships.setdefault(reference.key, reference)
    values = Type(base=Base.ENUM, values=("open", "not yet", "it's"))
    domains = [
        Domain(name="status", type=values, about=draw(_TEXTS)),
        Domain(name="status", namespace="core", type=values),
    ]
    return canonical(
        Model(
            name="shop",
            about=draw(_TEXTS),
            dialect=draw(st.sampled_from(("sql", "postgresql", "mysql"))),
            naming=Naming(case=Case.AS_IS),
            areas=Named([Area(name="sales/online", about="n")]),
            domains=Named(domains),
            entities=entities,
            declared_relationships=Named(relationships.values()),
        )
    )


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(_models())
def test_what_dbml_can_say_survives(model: Model) -> None:
    text = write(model)
    assert text.losses == ()
    assert read(text.text).value == model


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(models())
def test_any_model_is_written_and_what_was_written_is_a_valid_model(model: Model) -> None:
    again = read(write(model).text).value
    assert validate(again) == ()
    assert list(again.entities) == list(model.entities)
    for key, entity in model.entities.items():
        assert set(entity.attributes) <= set(known_attributes(again, again.entities[key]))


@pytest.mark.parametrize(
    ("text", "dialect", "expected"),
    [
        ("varchar(20)", "sql", Type(base=Base.STRING, length=20)),
        ('"character varying(20)"', "sql", Type(base=Base.STRING, length=20)),
        ("nvarchar(MAX)", "mssql", native_type("nvarchar(MAX)")),
        ("numeric(10, 2)", "sql", Type(base=Base.DECIMAL, precision=10, scale=2)),
        ("int[][]", "sql", Type(base=Base.ARRAY, element=Type(base=Base.ARRAY, element=Type(base=Base.INTEGER)))),
        ('"timestamp(3) with time zone"', "sql", Type(base=Base.TIMESTAMP, precision=3)),
        ("timestamp", "postgresql", Type(base=Base.DATETIME)),
        ("timestamp", "mysql", Type(base=Base.TIMESTAMP)),
        ("json", "postgresql", native_type("json")),
        ("jsonb", "postgresql", Type(base=Base.JSON)),
        ("enum('a','b')", "mysql", native_type("enum('a','b')")),
        ("serial", "postgresql", Type(base=Base.INTEGER)),
        ('"bigint unsigned"', "mysql", native_type("bigint unsigned")),
    ],
)
def test_types(text: str, dialect: str, expected: Type) -> None:
    (column,) = parse(f"Table t {{\n x {text}\n}}").tables[0].columns
    found = meaning(column.type, dialect)
    assert found.type == expected
    assert (found.identity is Identity.SERIAL) == (text == "serial")
    assert meaning(written(found.type, dialect, found.identity), dialect) == found


_TABLES = """
Table users as U {
  id int [pk]
  email varchar [unique, not null]
}
Table posts {
  id int [pk]
  user_id int [not null]
  editor_id int
}
"""


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("Ref: posts.user_id > users.id", ("users", "1", "0..*", "posts", ("user_id",), ())),
        ("Ref: U.id < posts.editor_id", ("users", "0..1", "0..*", "posts", ("editor_id",), ())),
        ("Ref: users.id - posts.user_id", ("users", "1", "0..1", "posts", ("user_id",), ())),
        ("Ref: public.posts.id > users.email", ("users", "1", "0..1", "posts", ("id",), ("email",))),
        ("Ref: users.id <> posts.id", ("users", "0..*", "0..*", "posts", (), ())),
    ],
)
def test_references(reference: str, expected: tuple[object, ...]) -> None:
    (found,) = _model(_TABLES + reference).relationships.values()
    ends = found.source, found.source_end.value, found.target_end.value, found.target, found.by, found.to
    assert ends == expected


def test_a_reference_in_a_column_is_carried_by_it() -> None:
    model = _model("Table a {\n id int [pk]\n}\nTable b {\n id int [pk]\n a_id int [unique, ref: - a.id]\n}")
    assert model.entities["b"].attributes["a_id"].references == Reference(to="a")
    assert model.declared_relationships == Named()


def test_actions_and_names_of_references() -> None:
    (found,) = _model(
        _TABLES + "Ref editor: posts.editor_id > users.id [delete: set null, update: cascade]"
    ).relationships.values()
    assert (found.name, found.on_delete, found.on_update) == ("editor", Action.SET_NULL, Action.CASCADE)
    text = _TABLES + "Ref: posts.user_id > users.id [delete: set null]"
    assert ("posts.user_id - users.id", "delete: set null") in _losses(text)


def test_composite_references() -> None:
    model = _model(
        "Table a {\n x int\n y int\n indexes {\n (x, y) [pk]\n }\n}\n"
        "Table b {\n p int\n q int [not null]\n}\nRef: b.(p, q) > a.(x, y)"
    )
    (found,) = model.declared_relationships.values()
    assert (found.by, found.to, found.source_end) == (("p", "q"), (), Multiplicity.ZERO_OR_ONE)
    assert model.entities["a"].identifier == ("x", "y")


def test_partials_at_the_end_are_bundles_and_others_are_put_in() -> None:
    model = _model(
        "TablePartial base [headercolor: #fff] {\n id int [pk]\n name text\n}\n"
        "TablePartial times {\n made timestamp [default: `now()`]\n}\n"
        "Table a {\n ~base\n name varchar(10)\n ~times\n}\nTable b {\n x int\n ~times\n}"
    )
    assert list(model.bundles) == ["times"]
    assert model.entities["a"].uses == ("times",)
    assert list(model.entities["a"].attributes) == ["id", "name"]
    assert model.entities["a"].attributes["name"].type == Type(base=Base.STRING, length=10)
    again = read(write(model).text, file="model.dbml").value
    assert again == model


def test_the_partial_injected_last_wins() -> None:
    model = _model(
        "TablePartial p {\n x int [pk]\n}\nTablePartial q {\n x text [pk]\n}\nTable a {\n ~p\n ~q\n y int\n}"
    )
    assert {name: each.type.base for name, each in model.entities["a"].attributes.items()} == {
        "x": Base.TEXT,
        "y": Base.INTEGER,
    }


def test_what_a_model_does_not_hold_is_said() -> None:
    said = _losses(
        "// comment\nProject p {\n database_type: 'PostgreSQL'\n color: 'x'\n}\n"
        "Table a as A [headercolor: #fff] {\n id int [increment, default: 1, owner: 'me']\n s int[3]\n"
        " records {\n 1, 2\n }\n}\n"
        "Note n {\n 'sticky'\n}\nEnum e {\n x [note: 'why']\n}\nTableGroup g [color: #000] {\n a\n}\nDep: a -> b"
    )
    assert said == [
        ("p", "color: x"),
        ("n", "the note on the canvas"),
        ("dep", "Dep: a -> b"),
        ("text", "1 comments"),
        ("g", "the colour of the group"),
        ("a.id", "its default"),
        ("a.id", "the setting 'owner'"),
        ("a.s", "the sizes of int[3]"),
        ("a", "the alias 'A'"),
        ("a", "the colour of its header"),
        ("a", "its sample rows"),
        ("e.x", "the note of the value"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("Table users {\n id int\n}\nRef: posts.id > users.id", 4, 6, "no table 'posts'", "one of users"),
        ("Table users {\n id int\n}\nRef: user.id > users.id", 4, 6, "no table 'user'", "did you mean users"),
        ("Table users {\n id int\n}\nRef: users.id > users.idd", 4, 17, "no column 'idd'", "did you mean id"),
        ("Table a {\n id int\n id int\n}", 3, 2, "'id' is defined twice", "unique"),
        ("Table a {\n id int\n}\nTable public.a {\n id int\n}", 4, 1, "the table 'a' is defined twice", "unique"),
        ("Table a {\n ~bas\n}\nTablePartial base {\n id int\n}", 2, 2, "no partial 'bas'", "did you mean base"),
        ("Table a {\n id int\n indexes {\n idd\n }\n}", 4, 2, "names 'idd'", "did you mean id"),
        ("Table a {\n id int\n x int\n}\nRef: a.(id, x) > a.id", 5, 1, "joins 2 columns with 1", "as many"),
        ("Table a {\n id int\n}\nRef: a.id > a.id [delete: casade]", 4, 1, "no action 'casade'", "cascade"),
        ("Enum e {\n}", 1, 1, "has no values", "at least one"),
    ],
)
def test_names_that_mean_nothing_are_refused_at_their_place(
    text: str, line: int, column: int, message: str, hint: str
) -> None:
    with pytest.raises(DbmlError) as caught:
        read(text, file="shop.dbml")
    error = caught.value
    assert message in error.message
    assert error.place is not None
    assert (error.place.file, error.place.line, error.place.column) == ("shop.dbml", line, column)
    assert hint in error.hint


def test_a_rich_model_is_written_with_its_losses() -> None:
    model = read_model(_SHOP.read_text(encoding="utf-8"), file=_SHOP.name)
    text = write(model)
    again = read(text.text).value
    assert validate(again) == ()
    assert set(again.entities) == set(model.entities)
    assert text.losses
    for key, entity in model.entities.items():
        assert set(entity.attributes) <= set(again.entities[key].attributes)


def test_inheritance_composition_and_implied_columns() -> None:
    identifier = Attribute(name="id", type=Type(base=Base.UUID), primary=True)
    model = Model(
        name="m",
        entities=Named(
            [
                Entity(name="person", attributes=Named([identifier])),
                Entity(name="employee", is_a="person"),
                Entity(name="badge", attributes=Named([identifier])),
            ]
        ),
        declared_relationships=Named(
            [Relationship(source="person", target="badge", verb="wears", nature=Nature.COMPOSITION)]
        ),
    )
    text = write(model)
    again = read(text.text).value
    assert again.entities["employee"].attributes["id"].references == Reference(to="person")
    assert again.entities["badge"].attributes["person_id"].references == Reference(
        to="person", on_delete=Action.CASCADE
    )
    assert [(loss.object, loss.what) for loss in text.losses] == [
        ("person -> badge", "its verb"),
        ("person -> badge", "that it is a composition"),
        ("employee -> person", "that it is an inheritance"),
    ]


def test_an_expression_with_backticks_is_written_with_quotes() -> None:
    attribute = Attribute(name="x", type=Type(base=Base.INTEGER), check="`x` > 0")
    text = write(Model(name="m", entities=Named([Entity(name="e", attributes=Named([attribute]))])))
    assert 'check: `"x" > 0`' in text.text
    assert [loss.object for loss in text.losses] == ["e.x"]
