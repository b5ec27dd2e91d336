"""The demonstration, run once for real: every stage, every proof, every fault the example was given."""

from __future__ import annotations

import sqlite3
from html.parser import HTMLParser
from pathlib import Path

import pytest

from colonnade.connect.scratch import ScratchDatabase
from colonnade.connect.script.load import load
from colonnade.connect.script.outcome import Script
from colonnade.dialect import Hazard
from colonnade.workspace.demo import Demonstration, StageName, Verdict, demo

ORDER = """
CREATE TABLE customer (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer (id));
INSERT INTO customer VALUES (1, 'Ada'), (2, 'Grace');
INSERT INTO orders VALUES (1, 1), (2, 1), (3, 2);
"""

# The faults of examples/harbour-stage/README.md: what the check must say about which object.
FAULTS = (
    ("no primary key", "KEY001", ("MailingListMembers", "tbl_setting", "box_office.ticket_scan", "zz_customers_2011")),
    (
        "reference without a foreign key",
        "REF007",
        (
            "MailingListMembers.CustomerID",
            "box_office.ticket_scan.ticket_id",
            "members.correspondence.customer_id",
            "box_office.seat_hold.seat_id",
        ),
    ),
    (
        "foreign key without an index",
        "REF001",
        (
            "tbl_shift.tbl_shift_staff_id_fkey",
            "tbl_shift.tbl_shift_house_id_fkey",
            "Halls.Halls_HouseID_fkey",
            "finance.refund.refund_payment_id_fkey",
            "box_office.voucher.voucher_bought_by_fkey",
        ),
    ),
    ("join across types without a key", "REF010", ("tbl_bar_sale.staff_no",)),
    ("money in floating point", "TYP002", ("tbl_bar_item.price", "tbl_bar_sale.total", "tbl_staff.hourly_wage")),
    (
        "moment without a time zone",
        "TYP001",
        (
            "Customers.CreatedOn",
            "tbl_shift.starts",
            "tbl_shift.ends",
            "tbl_bar_sale.sold_at",
            "members.donation.donated_at",
        ),
    ),
    ("index twice", "IDX001", ("box_office.ticket_order_idx",)),
    ("unique but nullable", "KEY002", ("Customers.Customers_EMail_key", "members.member.member_card_key")),
    ("reference to one of several tables", "REF008", ("finance.ledger_entry.source_id",)),
    ("padded text", "TYP004", ("Customers.Zip", "Customers.Phone", "Seats.Row")),
    ("wide text as a key", "KEY008", ("MailingLists.ListName",)),
    ("attributes as rows", "TYP010", ("tbl_attribute",)),
    ("truth as text or number", "TYP007", ("tbl_bar_item.active", "Customers.IsDeleted")),
    ("left over", "NAM006", ("zz_customers_2011",)),
    ("mixed naming", "NAM003", ("programme.artist.webSite",)),
    ("mixed naming", "NAM005", ("",)),
    ("personal data without an owner", "MOD010", ("Customers", "tbl_staff")),
    ("surprising delete", "STR008", ("Customers.Customers_SoftDelete",)),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def result(folder: Path) -> Demonstration:
    return demo(into=folder)


def test_every_stage_is_there_and_every_proof_holds(result: Demonstration) -> None:
    assert [stage.name for stage in result.stages] == list(StageName)
    assert {proof.what: proof.detail for proof in result.proofs if proof.verdict is not Verdict.HOLDS} == {}
    assert len(result.proofs) == 11
    assert all(stage.elapsed_ms > 0 for stage in result.stages)


def test_it_takes_less_than_a_minute(result: Demonstration) -> None:
    assert result.elapsed_ms < 60_000


@pytest.mark.parametrize(("fault", "rule", "objects"), FAULTS, ids=[f"{each[1]} {each[0]}" for each in FAULTS])
def test_the_check_finds_the_faults(result: Demonstration, fault: str, rule: str, objects: tuple[str, ...]) -> None:
    found = {each.object.partition(" ")[2] for each in result.findings if each.rule == rule}
    assert set(objects) <= found, fault


def test_the_example_tells_of_no_other_faults() -> None:
    text = (Path(__file__).parents[2] / "examples" / "harbour-stage" / "README.md").read_text()
    section = text.partition("## Faults left in on purpose")[2].partition("\n## ")[0]
    told = {line.split("|")[1].strip().partition(",")[0] for line in section.splitlines() if line.startswith("| ")}
    assert told - {"fault", "---"} == {fault for fault, _, _ in FAULTS}


def test_findings_stand_in_the_model_file(result: Demonstration, folder: Path) -> None:
    lines = (folder / "harbour_stage.colonnade.yaml").read_text().splitlines()
    (price,) = (each for each in result.findings if each.rule == "TYP002" and "price" in each.object)
    assert price.place is not None
    assert price.place.line is not None
    assert lines[price.place.line - 1].strip().startswith("price:")


def test_the_plan_says_what_it_costs(result: Demonstration) -> None:
    hazards = {hazard for step in result.steps for hazard in step.hazards}
    assert {Hazard.DELETES_DATA, Hazard.REWRITES_TABLE, Hazard.BREAKS_CLIENTS} <= hazards
    assert all(step.sql for step in result.steps)
    assert any(step.estimated_duration_ms for step in result.steps)
    assert any(step.locks for step in result.steps)


def test_rows_stay(result: Demonstration) -> None:
    assert len(result.questions) == 11
    assert all(each.same_after_change and each.same_after_rollback for each in result.questions)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sections: list[str] = []
        self.links: list[str] = []
        self.steps = 0
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "section":
            self.inside = values.get("id") or ""
            self.sections.append(self.inside)
        if tag == "details" and self.inside == "change":
            self.steps += 1
        self.links += [text for key in ("href", "src") if (text := values.get(key))]


def test_the_report_needs_nothing_else(result: Demonstration, folder: Path) -> None:
    page = _Page()
    page.feed((folder / "index.html").read_text())
    assert page.sections == ["found", "done", "proofs", "picture", "check", "change", "kept", "model", "files"]
    assert page.steps == len(result.steps)
    assert all((folder / link).is_file() for link in page.links)


def test_a_live_database_is_copied_and_left_alone(pg_scratch: ScratchDatabase, tmp_path: Path) -> None:
    load(Script(name="order", text=ORDER), pg_scratch)
    result = demo(pg_scratch.url.secret_text, into=tmp_path)
    assert result.holds
    assert result.rows == 0
    assert result.change.startswith("an index for each foreign key")
    assert [step.kind for step in result.steps] == ["create_index"]


def test_a_script_keeps_its_rows_and_a_schema_without_faults_gets_a_table(tmp_path: Path) -> None:
    source = tmp_path / "order.sql"
    source.write_text(f"{ORDER} CREATE INDEX orders_customer ON orders (customer_id);")
    result = demo(str(source), into=tmp_path / "out")
    assert result.holds
    assert result.rows == 5
    assert result.steps[0].object == "table public.demo_remark"


def test_a_sqlite_file_works_too(tmp_path: Path) -> None:
    path = tmp_path / "order.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(ORDER)
    connection.close()
    before = path.read_bytes()
    result = demo(f"sqlite:///{path}", into=tmp_path / "out")
    assert result.holds
    assert result.engine == "sqlite"
    assert [step.kind for step in result.steps] == ["create_index"]
    assert path.read_bytes() == before


def test_a_script_that_only_sqlite_takes_is_played_on_sqlite(tmp_path: Path) -> None:
    source = tmp_path / "order.sql"
    source.write_text(
        "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE); INSERT INTO a VALUES (1, 'x');"
    )
    result = demo(str(source), into=tmp_path / "out")
    assert result.holds
    assert (result.engine, result.rows) == ("sqlite", 1)


MODEL = "model: shop\nentities:\n  Customer:\n    attributes:\n      id: uuid key\n      name: text required\n"


def test_every_form_of_a_source(tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    (scripts / "001_first.sql").write_text("CREATE TABLE a (id integer PRIMARY KEY);")
    (scripts / "002_then.sql").write_text("ALTER TABLE a ADD COLUMN b text;")
    (tmp_path / "m.colonnade.yaml").write_text(MODEL)
    made = sqlite3.connect(tmp_path / "plain.db")
    made.executescript(ORDER)
    made.close()
    for name, engine, tables in (
        ("scripts", "postgresql", 1),
        ("m.colonnade.yaml", "postgresql", 1),
        ("plain.db", "sqlite", 2),
    ):
        done = demo(str(tmp_path / name), into=tmp_path / f"out-{name}")
        assert (done.engine, done.counts["tables"], done.holds) == (engine, tables, True), name
