"""Reading DBML: every form of the language, and errors that name their place and the way out."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from colonnade.formats.dbml import DbmlError, Document, parse, to_text
from colonnade.formats.dbml.ast import (
    Check,
    Column,
    Endpoint,
    IndexPart,
    Injection,
    Nullability,
    Operator,
    Relation,
    Setting,
    Table,
    Value,
    ValueKind,
)
from colonnade.formats.dbml.printer import UnprintableError
from tests.formats.dbml.documents import documents


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(documents)
def test_what_is_written_is_read_again(document: Document) -> None:
    assert parse(to_text(document)) == document


def test_the_written_text_has_one_spelling() -> None:
    document = parse("Table  a{\n id int[3]   [primary key ,note:'x']\n}")
    assert to_text(document) == "Table a {\n  id int[3] [pk, note: 'x']\n}\n"
    assert to_text(parse(to_text(document))) == to_text(document)


def _table(body: str, head: str = "Table t") -> Table:
    (found,) = parse(f"{head} {{\n{body}\n}}").tables
    return found


def _column(text: str) -> Column:
    (found,) = _table(text).columns
    return found


@pytest.mark.parametrize(
    ("text", "type_text", "path"),
    [
        ("x integer", "integer", ("integer",)),
        ("x decimal(10, 2)[]", "decimal(10,2)[]", ("decimal",)),
        ('x "double precision"', "double precision", ("double precision",)),
        ("x core.status", "core.status", ("core", "status")),
        ("x int[3][]", "int[3][]", ("int",)),
        ("x int [pk]", "int", ("int",)),
        ("x int[pk]", "int", ("int",)),
        ("x varchar(MAX)", "varchar(MAX)", ("varchar",)),
        ("x enum('a','b')", "enum('a','b')", ("enum",)),
    ],
)
def test_types(text: str, type_text: str, path: tuple[str, ...]) -> None:
    assert (_column(text).type.text, _column(text).type.path) == (type_text, path)


def test_column_settings() -> None:
    column = _column(
        "id int [Primary Key, increment, unique, NOT NULL, default: `now()`, check: `id > 0`, check: `id < 9`,\n"
        " ref: ?> core.users.id, ref: <> tags.(a, b), note: 'it\\'s', owner: 'crm']"
    )
    assert column.primary
    assert column.unique
    assert column.increment
    assert column.nullability is Nullability.NOT_NULL
    assert column.default == Value(kind=ValueKind.EXPRESSION, text="now()")
    assert column.checks == ("id > 0", "id < 9")
    first, second = column.references
    assert first.relation == Relation(operator=Operator.MANY_TO_ONE, left_optional=True)
    assert first.target == Endpoint(table=("core", "users"), columns=("id",))
    assert (second.relation.operator, second.target.columns) == (Operator.MANY_TO_MANY, ("a", "b"))
    assert column.note == "it's"
    assert column.extra == (Setting(name="owner", value=Value(kind=ValueKind.STRING, text="crm")),)
    assert _column("id int pk").primary
    assert _column("id int [null]").nullability is Nullability.NULL


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1", ValueKind.NUMBER, "1"),
        ("-1.5", ValueKind.NUMBER, "-1.5"),
        ("+1e3", ValueKind.NUMBER, "1e3"),
        ("'a\\nb'", ValueKind.STRING, "a\nb"),
        ("`a\\nb`", ValueKind.EXPRESSION, "a\\nb"),
        ("false", ValueKind.WORD, "false"),
        ("status.active", ValueKind.WORD, "status.active"),
    ],
)
def test_defaults(text: str, kind: ValueKind, value: str) -> None:
    assert _column(f"x int [default: {text}]").default == Value(kind=kind, text=value)


def test_tables() -> None:
    table = _table(
        "~base\nid int\nindexes {\n id [pk, name: 'p']\n (a, `lower(b)`) [unique, type: hash]\n}\n"
        "checks {\n `a > 0` [name: 'positive']\n}\nNote { 'two notes' }",
        head='Table core."My Table" as M [headercolor: #3498DB]',
    )
    assert table.path == ("core", "My Table")
    assert (table.alias, table.header_colour, table.note) == ("M", "#3498DB", "two notes")
    assert table.members[0] == Injection(partial="base")
    primary, unique = table.indexes
    assert primary.primary
    assert primary.name == "p"
    assert unique.parts == (IndexPart(text="a"), IndexPart(text="lower(b)", is_expression=True))
    assert (unique.unique, unique.method) == (True, "hash")
    assert table.checks == (Check(expression="a > 0", name="positive"),)


def test_names_of_blocks_may_be_columns() -> None:
    table = _table("note text\nindexes int\nrecords json\nchecks int [pk]")
    assert [column.name for column in table.columns] == ["note", "indexes", "records", "checks"]


def test_references_in_all_forms() -> None:
    document = parse(
        "Ref: a.id < b.a_id\n"
        "Ref name: s.a.(x, y) > s.b.(x, y) [delete: set null, update: no action, color: #79AD51]\n"
        "Ref {\n a.id - b.id\n a.id <>? b.id\n}\n"
    )
    short, named, *block = document.references
    assert (short.name, short.relation.operator) == (None, Operator.ONE_TO_MANY)
    assert (named.name, named.on_delete, named.on_update) == ("name", "set null", "no action")
    assert named.left == Endpoint(table=("s", "a"), columns=("x", "y"))
    assert [str(reference.relation) for reference in block] == ["-", "<>?"]


def test_other_elements() -> None:
    document = parse(
        "Project shop {\n database_type: 'PostgreSQL'\n Note: 'all of it'\n}\n"
        "enum core.status {\n active [note: 'yes']\n \"not yet\"\n}\n"
        "TablePartial base [headercolor: #fff] {\n id int [pk]\n}\n"
        "TableGroup sales [color: #345, note: 'n'] {\n core.orders\n customers\n}\n"
        "Note todo {\n 'buy milk'\n}\n"
        "records orders(id, status) {\n 1, status.active\n 2,\n , 'x'\n}\n"
        "Dep: a -> b\nDiagramView v {\n Tables { a\n b }\n}\nuse { table a } from './b'\nuse * from './c'\n"
    )
    assert document.project is not None
    assert (document.project.name, document.project.note) == ("shop", "all of it")
    (enum,) = document.enums
    assert [value.name for value in enum.values] == ["active", "not yet"]
    assert document.partials[0].path == ("base",)
    assert document.groups[0].tables == (("core", "orders"), ("customers",))
    assert document.notes[0].text == "buy milk"
    null = Value(kind=ValueKind.WORD, text="null")
    assert [row[0] == null for row in document.records[0].rows] == [False, False, True]
    assert document.records[0].rows[1][1] == null
    assert [other.kind for other in document.others] == ["dep", "diagramview", "use", "use"]
    assert parse(to_text(document)) == document


def test_strings_of_several_lines_lose_the_indentation_they_share() -> None:
    (note,) = parse("Note n {\n  '''\n    one\n      two \\\n and a half\n\n    three's\n  '''\n}").notes
    assert note.text == "   one\n     two and a half\n\n   three's"
    (note,) = parse("Note n {\n  '''\n    one\n      two\n  '''\n}").notes
    assert note.text == "one\n  two"


def test_comments_are_passed_over_and_counted() -> None:
    document = parse("// one\nTable a { // two\n id int /* three\n lines */\n}\n")
    assert document.comments == 3
    assert document.tables[0].columns[0].name == "id"


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("Tabel a {\n}", 1, 1, "there is no element 'Tabel'", "did you mean table"),
        ("Table a {\n id int [primry key]\n}", 2, 10, "no setting 'primry key'", "did you mean primary key"),
        ("Table a {\n id\n}", 2, 4, "the type of the column 'id'", "write: id integer"),
        ("Table a {\n id int\n", 1, 9, "has no '}'", "close the block"),
        ("Table a {\n id int [pk\n x int\n}", 3, 2, "expected ',' or ']'", "end with ']'"),
        ("Table a\n id int\n}", 1, 8, "expected '{' after Table a", ""),
        ("Table a {\n id int x\n}", 2, 9, "the end of the line", "one definition a line"),
        ("Table a {\n id int\n\nEnum b {\n x\n}", 4, 8, "the end of the line", "'}' of the block above"),
        ("Table a {\n id int [default: ]\n}", 2, 19, "expected a value", "single quotes"),
        ("Table a {\n id int [note: 'x, pk]\n}", 2, 16, "the string that begins here", "close it"),
        ("Table a {\n id int [null, not null]\n}", 2, 16, "not both", "keep one"),
        ("Table a {\n id int [note: 'a', note: 'b']\n}", 2, 21, "'note' is given twice", "keep one"),
        ("Ref: a.id >> b.id", 1, 12, "expected the name of a table", ""),
        ("Ref: a > b.id", 1, 8, "expected '.' and a column", "write a.column"),
        ("Ref: a.id = b.id", 1, 11, "unexpected '='", "quote names"),
        ("Table a {\n checks {\n a > 0\n }\n}", 3, 2, "a condition in backticks", "`price > 0`"),
        ("/* open", 1, 1, "the comment that begins here", "close it with */"),
        ("Project a {\n}\nProject b {\n}", 3, 1, "a text has one project", "join"),
        ("}", 1, 1, "expected an element", "one of project"),
    ],
)  # fmt: skip
def test_errors_name_their_place_and_the_way_out(text: str, line: int, column: int, message: str, hint: str) -> None:
    with pytest.raises(DbmlError) as caught:
        parse(text, file="shop.dbml")
    error = caught.value
    assert message in error.message
    assert error.place is not None
    assert (error.place.file, error.place.line, error.place.column) == ("shop.dbml", line, column)
    assert hint in error.hint


def test_an_expression_with_a_backtick_cannot_be_written() -> None:
    table = Table(path=("a",), checks=(Check(expression="`x` > 0"),))
    with pytest.raises(UnprintableError, match="backtick"):
        to_text(Document(tables=(table,)))
