"""The contract of the schema API, over a real server and live databases."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import jsonschema
import pytest

from colonnade.connect.live import open_live
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl, parse_url, sqlite_url
from colonnade.server import NotGuardedError, ServerSettings, serving
from colonnade.server.endpoints import Mode
from colonnade.server.running import NotServingError, WeakTokenError
from colonnade.store.settings import Project
from colonnade.workspace.registry.syncing import install

TOKEN = "a-token-of-a-test"
TABLES = (
    "CREATE TABLE customer (id integer NOT NULL PRIMARY KEY, name varchar(20) NOT NULL UNIQUE)",
    """CREATE TABLE sale (id integer NOT NULL PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer (id)
         ON DELETE CASCADE, total integer CHECK (total >= 0))""",
    "CREATE INDEX by_customer ON sale (customer_id, total DESC) WHERE total > 5",
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    kind: str
    text: str

    @property
    def json(self) -> object:
        return json.loads(self.text)

    def __getitem__(self, key: str) -> object:
        found = self.json
        assert isinstance(found, dict)
        return found[key]


def ask(address: str, method: str, path: str, body: object = None, *, token: str = "", **headers: str) -> Answer:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if body is not None:
        sent["content-type"] = "application/json"
    if token:
        sent["authorization"] = f"Bearer {token}"
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=200)
    try:
        connection.request(method, path, None if body is None else json.dumps(body), sent)
        got = connection.getresponse()
        return Answer(status=got.status, kind=got.getheader("content-type") or "", text=got.read().decode())
    finally:
        connection.close()


@pytest.fixture(scope="module", params=["postgresql", "sqlite"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DatabaseUrl]:
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("pg")
        with server.database() as made:
            yield made
    else:
        path: Path = tmp_path_factory.mktemp("api") / "shop.db"
        path.touch()
        yield sqlite_url(path)


@pytest.fixture(scope="module")
def api(url: DatabaseUrl) -> Iterator[Callable[..., Answer]]:
    """A server that may write."""
    with open_live(url) as live:
        for each in TABLES:
            live.run(each)
    with serving(ServerSettings(url=url, project=Project(), port=0, mode=Mode.WRITE)) as at:
        yield lambda method, path, body=None: ask(at.address, method, f"/api/v1/schema{path}", body)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server as it is without options, but for its port."""
    path = tmp_path_factory.mktemp("read") / "shop.db"
    path.touch()
    with open_live(sqlite_url(path)) as live:
        live.run("CREATE TABLE a (id integer PRIMARY KEY)")
    with serving(ServerSettings(url=sqlite_url(path), project=Project(), port=0)) as at:
        yield at.address


def test_what_is_there_is_told(api: Callable[..., Answer]) -> None:
    assert set(api("GET", "/tables").json) >= {"customer", "sale"}  # type: ignore[call-overload]
    table = api("GET", "/tables/sale")
    columns = table["columns"]
    assert isinstance(columns, list)
    assert [(each["name"], each["nullable"]) for each in columns] == [
        ("id", False),
        ("customer_id", False),
        ("total", True),
    ]
    indexes = api("GET", "/tables/sale/indexes").json
    assert isinstance(indexes, list)
    assert [(each["name"], each["columns"], each["unique"]) for each in indexes] == [
        ("by_customer", ["customer_id", "total desc"], False)
    ]
    found = api("GET", "/tables/sale/constraints").json
    assert isinstance(found, list)
    assert {each["kind"]: each["on_delete"] for each in found} == {
        "PRIMARY KEY": None,
        "FOREIGN KEY": "CASCADE",
        "CHECK": None,
    }
    assert api("GET", "/tables/sale/validation?about=names")["is_valid"] is True


def test_tables_are_made_changed_and_dropped(api: Callable[..., Answer], url: DatabaseUrl) -> None:
    made = api("POST", "/tables", {"name": "visit", "columns": {"id": "bigint key", "at": "date required"}})
    assert (made.status, api("GET", "/tables/visit").status) == (201, 200)
    rollback = made["rollback"]
    assert isinstance(rollback, dict)
    assert "DROP TABLE" in rollback["statements"][-1]
    changes = [
        {"change": "add column", "name": "note", "says": "string(20)"},
        {"change": "rename column", "name": "at", "to": "day"},
        {"change": "add index", "says": "note", "name": "by_note"},
    ]
    allowed = {"changes": changes, "allow": ["breaks-clients", "builds-index"]}
    refused = api("PATCH", "/tables/visit", {"changes": changes})
    assert (refused.status, refused["code"], "breaks-clients" in refused.text) == (409, "CO241", True)
    assert api("PATCH", "/tables/visit", allowed).status == 200
    with open_live(url) as live:
        assert live.query("SELECT id, day, note FROM visit") == []
    assert api("POST", "/tables/visit/indexes", {"says": "day", "name": "by_day"}).status == 201
    usage = api("GET", "/indexes/by_day")
    assert (usage["index"], usage["valid"]) == ("by_day", True) or str(usage["index"]).endswith(".by_day")
    assert api("DELETE", "/indexes/by_day").status == 200
    assert api("GET", "/indexes/by_day").status == 404
    assert api("DELETE", "/tables/visit").status == 200
    assert api("GET", "/tables/visit").status == 404


def test_a_table_that_is_needed_stays(api: Callable[..., Answer]) -> None:
    refused = api("DELETE", "/tables/customer")
    assert (refused.status, refused["code"]) == (409, "CO252")
    assert "sale" in refused.text
    assert api("GET", "/tables/customer").status == 200


def test_figures_are_those_of_the_engine(api: Callable[..., Answer], url: DatabaseUrl) -> None:
    done = api("POST", "/tables/customer/optimization")
    assert done.status == 200
    assert "ANALYZE" in str(done["statements"])
    found = api("GET", "/performance")
    with open_live(url) as live:
        assert found["size_bytes"] == live.size_bytes()
    tables = found["tables"]
    assert isinstance(tables, list)
    assert {"customer", "sale"} <= {each["table"].removeprefix("public.") for each in tables}


def test_the_registry_is_served(api: Callable[..., Answer], url: DatabaseUrl) -> None:
    missing = api("GET", "/registry")
    assert (missing.status, missing["code"]) == (404, "CO264")
    install(url.secret_text)
    with open_live(url) as live:
        there = len([each for each in live.schema() if each.kind == "table"])
    assert api("POST", "/registry/sync")["tables"] == there
    shown = api("GET", "/registry")
    assert (shown.status, shown["differences"]) == (200, [])


BAD: dict[str, tuple[str, str, object, int, str]] = {
    "unknown table": ("GET", "/tables/nowhere", None, 404, "CO122"),
    "unknown index": ("GET", "/indexes/nowhere", None, 404, "CO175"),
    "broken name": ("GET", "/tables/%22a", None, 404, "CO122"),
    "no body": ("POST", "/tables", None, 422, "CO106"),
    "unknown key": ("POST", "/tables", {"name": "a", "columns": {}, "colums": {}}, 422, "CO106"),
    "unknown change": ("PATCH", "/tables/sale", {"changes": [{"change": "shrink"}]}, 422, "CO106"),
    "unknown hazard": ("PATCH", "/tables/sale", {"changes": [], "allow": ["luck"]}, 422, "CO106"),
    "unknown subject": ("GET", "/tables/sale/validation?about=luck", None, 422, "CO106"),
}


@pytest.mark.parametrize("case", BAD)
def test_an_error_has_its_status_and_its_code(api: Callable[..., Answer], case: str) -> None:
    method, path, body, status, code = BAD[case]
    got = api(method, path, body)
    assert (got.status, got.kind, got["code"], got["status"]) == (status, "application/problem+json", code, status)
    assert got["detail"]


def test_a_table_of_a_wrong_type_is_refused(api: Callable[..., Answer]) -> None:
    got = api("POST", "/tables", {"name": "odd", "columns": {"id": "intger key"}})
    assert got.status in {409, 422}
    assert "intger" in got.text
    assert api("GET", "/tables/odd").status == 404


def test_it_reads_only_unless_it_was_told_to_write(reader: str) -> None:
    for method, path, body in (
        ("POST", "/tables", {"name": "b", "columns": {"id": "bigint key"}}),
        ("PATCH", "/tables/a", {"changes": []}),
        ("DELETE", "/tables/a", None),
        ("POST", "/tables/a/indexes", {"says": "id"}),
        ("DELETE", "/indexes/a", None),
        ("POST", "/tables/a/optimization", None),
        ("POST", "/registry/sync", None),
    ):
        got = ask(reader, method, f"/api/v1/schema{path}", body)
        assert (got.status, got["code"]) == (403, "CO286")
    assert ask(reader, "GET", "/api/v1/schema/tables").json == ["a"]


def test_its_openapi_document_is_valid_and_whole(reader: str) -> None:
    got = ask(reader, "GET", "/openapi.json")
    document = got.json
    assert isinstance(document, dict)
    assert document["openapi"].startswith("3.1")
    shapes = document["components"]["schemas"]
    for name in shapes:
        jsonschema.Draft202012Validator.check_schema(shapes[name])
    assert {
        "TableSchema", "TableConstraint", "IndexUsageAnalysis", "PerformanceMetrics", "OptimizationResult",
        "RollbackScript", "ValidationResult", "Problem", "Hazard",
    } <= set(shapes)  # fmt: skip
    operations = [one for each in document["paths"].values() for one in each.values()]
    assert len({each["operationId"] for each in operations}) == len(operations) == 18
    # an answer is what the document says
    answered = ask(reader, "GET", "/api/v1/schema/tables/a").json
    jsonschema.validate(answered, {"$ref": "#/components/schemas/TableSchema", "components": document["components"]})


def test_it_can_be_watched(reader: str) -> None:
    assert ask(reader, "GET", "/healthz").json == ask(reader, "GET", "/readyz").json == {"status": "ok"}
    assert 'colonnade_http_answers_total{status="200"}' in ask(reader, "GET", "/metrics").text


def test_pages_of_other_sites_may_not_ask(reader: str) -> None:
    path = "/api/v1/schema/tables"
    assert ask(reader, "GET", path, origin="https://elsewhere.example").status == 403
    assert ask(reader, "GET", path, host="elsewhere.example").status == 421
    assert ask(reader, "GET", path, origin=reader).status == 200


def test_with_a_token_everybody_brings_it(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "x.db")
    (tmp_path / "x.db").touch()
    settings = ServerSettings(url=url, project=Project(), port=0, token=TOKEN)
    with serving(settings) as at:
        path = "/api/v1/schema/tables"
        assert ask(at.address, "GET", path).status == 401
        assert ask(at.address, "GET", path, token=TOKEN[:-1]).status == 401
        assert ask(at.address, "GET", path, token=TOKEN).json == []
        assert ask(at.address, "GET", "/healthz").status == 200
        taken = replace(settings, port=int(at.address.rpartition(":")[2]))
        with pytest.raises(NotServingError), serving(taken):
            pass
    with pytest.raises(WeakTokenError), serving(replace(settings, token="short")):
        pass


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_other_addresses_are_refused_without_a_token(host: str) -> None:
    with (
        pytest.raises(NotGuardedError, match="token"),
        serving(ServerSettings(url=parse_url("sqlite:///x.db"), project=Project(), host=host)),
    ):
        pass


def test_a_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    with serving(ServerSettings(url=sqlite_url(tmp_path / "gone.db"), project=Project(), port=0)) as at:
        got = ask(at.address, "GET", "/readyz")
        assert (got.status, got["code"]) == (502, "CO305")
        assert ask(at.address, "GET", "/healthz").status == 200


def test_the_command_serves_until_it_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch()
    command = [sys.executable, "-c", "from colonnade.cli import main; raise SystemExit(main())", "serve"]
    running = subprocess.Popen(
        [*command, "--on", "sqlite:///x.db", "--port", "0", "--format", "json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr is not None
    address = running.stderr.readline().split()[0]
    try:
        assert ask(address, "GET", "/api/v1/schema/tables").json == []
    finally:
        running.terminate()
        out, _ = running.communicate(timeout=200)
    assert (running.returncode, json.loads(out)["mode"]) == (0, "read")
