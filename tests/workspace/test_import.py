"""A model that is taken from a database again keeps what people wrote, and nothing of it goes silently."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from colonnade.connect.servers.server import PostgresServer
from colonnade.model.language import ModelError
from colonnade.schema import Schema
from colonnade.schema.document import to_document
from colonnade.store import load_model
from colonnade.workspace.design.importing import ModelExistsError, Over, import_source
from colonnade.workspace.design.merging import Merging
from colonnade.workspace.normal import schema_of
from colonnade.workspace.source import read_source
from tests.cli.running import cln

START = """
CREATE TABLE customer (id integer PRIMARY KEY, email varchar(100) NOT NULL, note text);
CREATE TABLE sale (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer (id), total numeric(10,2));
CREATE INDEX sale_customer_id_idx ON sale (customer_id);
CREATE VIEW open_sale AS SELECT id, total FROM sale;
"""
EDITED = """\
# The shop, as we know it.
model: shop   # named by us
{header}
entities:
  # Most important of all
  sale:
    about: What a customer bought
    owner: sales-team
    attributes:
      id: integer key
      customer_id: integer required -> customer   # who bought
      total: decimal(10,2)
    indexes:
      - sale_customer_id_idx: customer_id

  customer:
    owner: crm-team
    retention: 7 years, then anonymise
    attributes:
      id: integer key
      email: string(100) required pii -- Where bills go
      note: text            # free text
"""
CHANGE = (
    "ALTER TABLE sale ADD COLUMN reason text",
    "CREATE TABLE gift (id integer PRIMARY KEY, customer_id integer REFERENCES customer (id))",
)

Run = Callable[..., None]


class Shop:
    """A database, and a model file that people have worked on."""

    def __init__(self, url: str, path: Path, run: Run, engine: str) -> None:
        self.url, self.path, self.run, self.engine = url, path, run, engine

    @property
    def text(self) -> str:
        """What the file says."""
        return self.path.read_text()

    def again(self, over: Over = Over.MERGE, *, dry: bool = False) -> dict[tuple[Merging, str, str | None], object]:
        """Import once more; what became of each difference."""
        made = import_source(read_source(self.url), self.path, over=over, dry=dry)
        return {(each.what, each.thing, each.field): each.after for each in made.differences}

    def is_the_database(self) -> bool:
        """Whether a database made of the file is the one that it was imported from."""
        one, two = schema_of(read_source(str(self.path)), self.engine), read_source(self.url).schema
        return two is not None and _without_comments(one) == _without_comments(two)


def _without_comments(schema: Schema) -> object:
    """What people say of things in the file is not in the database yet."""

    def bare(node: object) -> object:
        if isinstance(node, Mapping):
            return {key: bare(each) for key, each in node.items() if key != "comment"}
        return node

    return {ref: bare(to_document(each)) for ref, each in schema.objects.items()}


@pytest.fixture(params=["postgresql", "sqlite"])
def shop(request: pytest.FixtureRequest, tmp_path: Path, pg: PostgresServer) -> Iterator[Shop]:
    path = tmp_path / "shop.colonnade.yaml"
    if request.param == "sqlite":
        file = tmp_path / "shop.db"

        def run(*statements: str) -> None:
            with closing(sqlite3.connect(file)) as live:
                for each in statements:
                    live.executescript(each)

        run(START)
        yield _edited(Shop(f"sqlite:///{file}", path, run, "sqlite"))
        return
    with pg.database() as url:

        def run_there(*statements: str) -> None:
            with psycopg.connect(url.secret_text, autocommit=True) as live:
                for each in statements:
                    live.execute(each.encode())

        run_there(START)
        yield _edited(Shop(url.secret_text, path, run_there, "postgresql"))


def _edited(shop: Shop) -> Shop:
    """Import, and put the words of people in: the first lines of the file, the comments, the facets."""
    import_source(read_source(shop.url), shop.path)
    written = shop.text
    header = written.partition("entities:")[0].partition("\n")[2].strip()
    rest = written[written.index("\nviews:") :]
    shop.path.write_text(EDITED.format(header=header) + rest)
    assert shop.is_the_database()
    return shop


def test_nothing_is_written_where_nothing_changed(shop: Shop) -> None:
    before = shop.text
    assert shop.again() == {}
    assert shop.text == before


def test_what_is_new_goes_in_and_all_else_stays(shop: Shop) -> None:
    before = shop.text.splitlines()
    shop.run(*CHANGE)
    told = shop.again()
    assert (Merging.ADDED, "entities sale attributes reason", None) in told
    assert (Merging.ADDED, "entities gift", None) in told
    assert {what for what, _, _ in told} == {Merging.ADDED}, told
    after = shop.text.splitlines()
    assert [line for line in before if line not in after] == [], "every line of the people is still there"
    assert shop.is_the_database()
    model = load_model(shop.path).model
    assert (model.name, list(model.entities)[:2]) == ("shop", ["sale", "customer"])
    assert model.entities["customer"].owner == "crm-team"
    assert shop.again() == {}


def test_a_dry_run_tells_and_writes_nothing(shop: Shop) -> None:
    before = shop.text
    shop.run(*CHANGE)
    assert (Merging.ADDED, "entities gift", None) in shop.again(dry=True)
    assert shop.text == before


def test_what_only_the_model_has_stays_until_it_is_pruned(shop: Shop) -> None:
    shop.path.write_text(
        shop.text.replace("  customer:\n", "  plan:\n    attributes: {id: integer key}\n\n  customer:\n", 1).replace(
            "      note: text", "      phone: string(20) # soon\n      note: text"
        )
    )
    before = shop.text
    told = shop.again()
    assert (Merging.KEPT, "entities plan", None) in told
    assert (Merging.KEPT, "entities customer attributes phone", None) in told
    assert shop.text == before
    assert (Merging.REMOVED, "entities plan", None) in shop.again(Over.PRUNE)
    assert "phone" not in shop.text
    assert "# free text" in shop.text
    assert shop.is_the_database()


def test_a_changed_fact_is_taken_from_the_source_and_told(shop: Shop) -> None:
    shop.path.write_text(
        shop.text.replace("note: text            #", "note: integer            #").replace(
            "integer required ->", "integer ->"
        )
    )
    told = shop.again()
    assert told == {
        (Merging.CHANGED, "entities customer attributes note", "type"): "text",
        (Merging.CHANGED, "entities sale attributes customer_id", "required"): True,
    }
    assert "note: text            # free text" in shop.text
    assert "customer_id: integer required -> customer   # who bought" in shop.text
    assert shop.is_the_database()


def test_an_entity_that_was_renamed_in_the_model_only_is_the_same(shop: Shop) -> None:
    """`physical` says what the table is called, so a change of the table finds its entity."""
    shop.path.write_text(
        shop.text.replace("  customer:\n    owner", "  client:\n    id: customer\n    physical: customer\n    owner")
        .replace("-> customer ", "-> client ")
        .replace("      note: text", "      remark: {type: text, id: note, physical: note}")
    )
    assert shop.is_the_database()
    shop.run("ALTER TABLE customer ADD COLUMN phone varchar(20)", CHANGE[1])
    told = shop.again()
    assert (Merging.ADDED, "entities customer attributes phone", None) in told
    assert not {Merging.OPEN, Merging.KEPT} & {what for what, _, _ in told}
    model = load_model(shop.path).model
    assert "phone" in model.entities["client"].attributes
    reference = model.entities["gift"].attributes["customer_id"].references
    assert reference is not None
    assert reference.to == "client"
    assert shop.is_the_database()


def test_a_file_with_a_mistake_is_not_touched(shop: Shop) -> None:
    shop.path.write_text(shop.text + "\nentites: {}\n")
    before = shop.text
    with pytest.raises(ModelError):
        shop.again()
    assert shop.text == before


def test_replacing_has_to_be_asked_for(shop: Shop) -> None:
    shop.again(Over.REPLACE)
    assert "crm-team" not in shop.text
    with pytest.raises(ModelExistsError):
        import_source(read_source(shop.url), shop.path, split=True)


def test_several_files_are_read_and_written_as_one(tmp_path: Path, pg: PostgresServer) -> None:
    with pg.database() as url, psycopg.connect(url.secret_text, autocommit=True) as live:
        live.execute(b"CREATE SCHEMA sales; CREATE SCHEMA stock; CREATE TABLE sales.a (id integer PRIMARY KEY);")
        live.execute(b"CREATE TABLE stock.b (id integer PRIMARY KEY, a_id integer REFERENCES sales.a);")
        path = tmp_path / "big.colonnade.yaml"
        made = import_source(read_source(url.secret_text), path, split=True)
        names = sorted(str(Path(each).relative_to(tmp_path)) for each in made.files)
        assert names[:3] == ["areas/sales.colonnade.yaml", "areas/stock.colonnade.yaml", "big.colonnade.yaml"]
        whole = schema_of(read_source(str(path)), "postgresql")
        assert whole.objects == read_source(url.secret_text).schema.objects  # type: ignore[union-attr]
        stock = tmp_path / "areas" / "stock.colonnade.yaml"
        stock.write_text(stock.read_text().replace("  stock.b:", "  # On the shelf\n  stock.b:"))
        live.execute(b"ALTER TABLE stock.b ADD COLUMN shelf text")
        again = import_source(read_source(url.secret_text), path)
        assert again.files == (str(stock),)
        assert "# On the shelf" in stock.read_text()
        assert "shelf: text" in stock.read_text()


def test_the_command_tells_it_all(tmp_path: Path) -> None:
    file, model = tmp_path / "shop.db", tmp_path / "m.colonnade.yaml"
    with closing(sqlite3.connect(file)) as live:
        live.executescript(START)
        cln("import", f"sqlite:///{file}", "-o", model)
        assert "says all of it already" in cln("import", f"sqlite:///{file}", "-o", model).out
        live.executescript("ALTER TABLE sale ADD COLUMN placed_on date; DROP VIEW open_sale")
    said = cln("import", f"sqlite:///{file}", "-o", model).out
    assert "added   entities sale attributes placed_on" in said
    assert "kept    views" in said
    assert "-o" in cln("import", f"sqlite:///{file}", "--prune", expect=2).err
