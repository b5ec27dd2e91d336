"""The registry is filled from the catalogue, hidden from comparisons, and told apart from what is really there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from colonnade.cli import main
from colonnade.connect.failures import NotPermitted
from colonnade.connect.introspect import introspect
from colonnade.connect.live import Live, StatementFailed, open_live
from colonnade.connect.registry import kept, placed, standing
from colonnade.connect.scratch import Privilege, scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.model.facets import TablePurpose
from colonnade.workspace.registry.comparing import Declared, Drift, show
from colonnade.workspace.registry.naming import is_index_name, module_of, purpose_word, read_table_name
from colonnade.workspace.registry.syncing import InTheWayError, NoRegistryError, install, sync

TABLES = (
    "CREATE TABLE customer (id integer PRIMARY KEY, name text)",
    "CREATE INDEX odd ON customer (lower(name)) WHERE name IS NOT NULL",
    "CREATE TABLE tag (id integer PRIMARY KEY)",
    """CREATE TABLE customer_tag (customer_id integer NOT NULL REFERENCES customer (id),
         tag_id integer NOT NULL REFERENCES tag (id), PRIMARY KEY (customer_id, tag_id))""",
    "INSERT INTO customer VALUES (1, 'a'), (2, 'b')",
)
ORDERS = (
    """CREATE TABLE sales_primary_orders (id integer PRIMARY KEY,
         customer_id integer REFERENCES customer (id) ON DELETE CASCADE)""",
    "CREATE INDEX idx_sales_primary_orders_customer_id ON sales_primary_orders (customer_id)",
)


@pytest.fixture(params=["postgresql", "sqlite"])
def url(request: pytest.FixtureRequest) -> str:
    """A database of each engine with a few tables."""
    if request.param == "postgresql":
        text = str(request.getfixturevalue("pg_database").secret_text)
    else:
        path: Path = request.getfixturevalue("sqlite_path")
        path.touch()
        text = f"sqlite:///{path}"
    run(text, *TABLES)
    return text


@contextmanager
def opened(url: str) -> Iterator[Live]:
    with open_live(url) as live:
        yield live


def run(url: str, *statements: str) -> None:
    with opened(url) as live:
        for each in statements:
            live.run(each)


def home(url: str) -> str:
    """The module of tables whose names tell none."""
    return "public" if url.startswith("postgresql") else "main"


def test_no_comparison_sees_it(url: str) -> None:
    before = introspect(url)
    assert install(url).is_new
    sync(url)
    assert not install(url).is_new
    assert introspect(url) == before


def test_it_is_filled_from_the_catalogue(url: str) -> None:
    install(url)
    with opened(url) as live:
        live.run(f"INSERT INTO {placed(live, 'module_registry')} (module) VALUES ('sales')")
    run(url, *ORDERS, "ANALYZE")
    done = sync(url)
    assert (done.tables, len(done.new_tables), done.left_out) == (4, 4, ())
    with opened(url) as live:
        known = kept(live)
    tables = {each.table_name: each for each in known.tables}
    assert {name: (each.module, each.purpose, each.naming_exemption is None) for name, each in tables.items()} == {
        "customer": (home(url), "primary_data", False),
        "customer_tag": (home(url), "mapping", False),
        "sales_primary_orders": ("sales", "primary_data", True),
        "tag": (home(url), "primary_data", False),
    }
    assert tables["customer"].row_count_estimate == 2
    assert (tables["customer"].storage_size_mb or 0) > 0
    indexes = {each.index_name: each for each in known.indexes}
    found = indexes["idx_sales_primary_orders_customer_id"]
    assert (found.columns, found.index_type, found.purpose) == (("customer_id",), "PLAIN", "foreign_key")
    assert found.naming_exemption is None
    assert (indexes["odd"].index_type, indexes["odd"].naming_exemption is None) == ("PARTIAL_EXPRESSION", False)
    mapping = next(each for each in known.indexes if each.table_name == "customer_tag")
    assert (mapping.columns, mapping.index_type, mapping.purpose) == (
        ("customer_id", "tag_id"),
        "UNIQUE_COMPOSITE",
        "primary_key",
    )
    again = sync(url)
    assert (again.new_tables, again.new_indexes) == ((), ())


def test_uses_are_counted_where_the_engine_counts(url: str) -> None:
    install(url)
    run(url, *ORDERS)
    with opened(url) as live:
        if live.dialect.name == "postgresql":
            live.run("SET enable_seqscan = off")
            live.query("SELECT * FROM sales_primary_orders WHERE customer_id = 1")
            live.query("SELECT pg_stat_force_next_flush()")
    sync(url)
    with opened(url) as live:
        uses = {each.index_name: each.usage_count for each in kept(live).indexes}
        expected = 1 if live.dialect.name == "postgresql" else None
    assert uses["idx_sales_primary_orders_customer_id"] == expected
    figures = {each.table_name: each for each in show(url).tables}
    assert figures["sales_primary_orders"].total_index_usage == expected


def test_what_people_wrote_stays(url: str) -> None:
    install(url)
    sync(url)
    with opened(url) as live:
        table = placed(live, "table_registry")
        live.run(f"UPDATE {table} SET owner_team = 'crm', purpose = 'configuration' WHERE table_name = 'tag'")
        live.run("INSERT INTO customer VALUES (3, 'c')")
        live.run("ANALYZE")
    sync(url)
    with opened(url) as live:
        found = live.query(f"SELECT owner_team, purpose FROM {table} WHERE table_name = 'tag'")
        rows = live.query(f"SELECT row_count_estimate FROM {table} WHERE table_name = 'customer'")
    assert (found, rows) == ([("crm", "configuration")], [(3,)])


def test_drift_is_seen_both_ways(url: str) -> None:
    install(url)
    sync(url)
    assert show(url).is_in_order
    run(url, *ORDERS, "DROP INDEX odd", "DROP TABLE customer_tag")
    found = {(each.kind, each.name): each.drift for each in show(url).differences}
    assert found[("table", "sales_primary_orders")] is Drift.NOT_REGISTERED
    assert found[("index", "idx_sales_primary_orders_customer_id")] is Drift.NOT_REGISTERED
    assert found[("index", "odd")] is Drift.NOT_THERE
    assert found[("table", "customer_tag")] is Drift.NOT_THERE
    assert {"odd", "customer_tag"} <= {*sync(url, forget=True).forgotten}
    assert show(url).differences == ()


def test_dependencies_of_modules_are_compared_with_the_declared_ones(url: str) -> None:
    install(url)
    with opened(url) as live:
        live.run(f"INSERT INTO {placed(live, 'module_registry')} (module) VALUES ('sales'), ('audit')")
    run(url, *ORDERS, "ALTER TABLE tag ADD COLUMN order_id integer REFERENCES sales_primary_orders (id)")
    sync(url)
    there = home(url)
    found = show(url)
    assert not found.is_in_order
    assert found.cycles == (tuple(sorted((there, "sales"))),)
    (link,) = next(each for each in found.dependencies if each.source_module == "sales").references
    assert (link.source_table, link.source_columns, link.target_table) == (
        "sales_primary_orders",
        ("customer_id",),
        "customer",
    )
    assert (link.target_columns, link.on_delete, link.on_update) == (("id",), "CASCADE", "NO ACTION")
    with opened(url) as live:
        table = placed(live, "module_dependencies")
        live.run(f"INSERT INTO {table} (source_module, target_module) VALUES ('sales', '{there}'), ('sales', 'audit')")
    states = {(each.source_module, each.target_module): each.declared for each in show(url).dependencies}
    assert states == {
        (there, "sales"): Declared.UNDECLARED,
        ("sales", there): Declared.DECLARED,
        ("sales", "audit"): Declared.UNUSED,
    }
    with opened(url) as live:
        live.run(f"UPDATE {table} SET dependency_type = 'bidirectional' WHERE target_module = '{there}'")
    assert show(url).is_in_order


MODULES = {"user_management": "users", "vulnerability": "vuln", "user": None}
NAMES = (
    "vuln_primary_scans", "vulnerability_primary_data_scans", "user_management_audit_trail_logins", "users_agg_days",
    "user_config_flags", "vuln_scans", "vuln_primary", "vuln_primary_", "vuln__primary_scans", "Vuln_primary_scans",
    "1vuln_primary_scans", "other_primary_scans", "vuln_primary_ä",
)  # fmt: skip


def test_names_are_judged_as_the_database_judges_them(url: str) -> None:
    install(url)
    with opened(url) as live:
        live.query(
            f"INSERT INTO {placed(live, 'module_registry')} (module, abbreviation) VALUES"
            " ('user_management', 'users'), ('vulnerability', 'vuln'), ('user', NULL)"
        )
        for name in NAMES:
            parts = read_table_name(name, MODULES)
            module, purpose = (
                (parts.module, purpose_word(parts.purpose)) if parts else ("vulnerability", "primary_data")
            )
            assert _is_taken(live, name, module, purpose) == (parts is not None), name
        assert _is_taken(live, "vuln_primary_assets", "vulnerability", "primary_data")
        for index, columns, kind in (
            ("idx_vuln_primary_assets_a_b", ["a", "b"], "COMPOSITE"),
            ("idx_vuln_primary_assets_a_b_partial", ["a", "b"], "COMPOSITE_PARTIAL"),
            ("idx_vuln_primary_assets_lower", ["lower(a)"], "EXPRESSION"),
            ("idx_vuln_primary_assets_b", ["a"], "PLAIN"),
            ("vuln_primary_assets_a_idx", ["a"], "PLAIN"),
            ("idx_vuln_primary_assets__a", ["a"], "PLAIN"),
            ("idx_other_a", ["a"], "PLAIN"),
        ):
            judged = is_index_name(index, "vuln_primary_assets", columns, has_expression=kind == "EXPRESSION")
            values = f"'{index}', 'vuln_primary_assets', '{json.dumps(columns)}', '{kind}'"
            target = f"{placed(live, 'index_registry')} (index_name, table_name, columns, index_type)"
            assert _runs(live, f"INSERT INTO {target} VALUES ({values})") == judged, index


def _is_taken(live: Live, name: str, module: str, purpose: str) -> bool:
    target = f"{placed(live, 'table_registry')} (table_name, module, purpose)"
    return _runs(live, f"INSERT INTO {target} VALUES ('{name}', '{module}', '{purpose}')")


def _runs(live: Live, sql: str) -> bool:
    try:
        live.run(sql)
    except StatementFailed:
        return False
    return True


def test_parts_of_a_name() -> None:
    found = read_table_name("user_management_primary_data_user_accounts", MODULES)
    assert found is not None
    assert (found.module, found.purpose, found.entity) == (
        "user_management",
        TablePurpose.PRIMARY_DATA,
        "user_accounts",
    )
    assert module_of("users_old", MODULES) == "user_management"
    assert module_of("old", MODULES) is None
    assert read_table_name(f"vuln_primary_{'x' * 52}", MODULES) is None


def test_without_a_registry_the_way_to_one_is_told(url: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NoRegistryError, match="has no registry"):
        sync(url)
    with pytest.raises(NoRegistryError):
        show(url)
    assert main(["registry", "install", "--on", url, "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out)["namespace"] == "colonnade_registry"
    assert main(["registry", "show", "--on", url, "--format", "json"]) == 1
    shown = json.loads(capfd.readouterr().out)
    assert {"customer", "tag"} <= {each["name"] for each in shown["differences"]}
    assert main(["registry", "sync", "--on", url]) == 0
    assert main(["registry", "show", "--on", url]) == 0
    assert "customer_tag" in capfd.readouterr().out


@pytest.mark.parametrize("name", ["index_registry", "table_registry", "anything"])
def test_what_is_in_the_way_is_told_and_stays(url: str, name: str) -> None:
    with opened(url) as live:
        if live.dialect.name == "postgresql":
            live.run("CREATE SCHEMA colonnade_registry")
        live.run(f"CREATE TABLE {placed(live, name)} (a integer)")
    with pytest.raises(InTheWayError, match=rf"colonnade_registry[._]{name}"):
        install(url)
    with opened(url) as live:
        assert live.query(f"SELECT a FROM {placed(live, name)}") == []
        assert standing(live) == {name}
    with pytest.raises(NoRegistryError):
        show(url)


def test_without_the_privilege_nothing_is_installed(pg: PostgresServer) -> None:
    with scratch_on(pg, privilege=Privilege.GUEST) as scratch:
        with open_live(scratch.admin_url) as live:
            live.run(f'REVOKE CREATE ON DATABASE "{scratch.url.database}" FROM "{scratch.guest}"')
            live.run(f'ALTER DATABASE "{scratch.url.database}" OWNER TO CURRENT_USER')
            live.run(f'GRANT CONNECT ON DATABASE "{scratch.url.database}" TO "{scratch.guest}"')
        url = scratch.url.secret_text
        with pytest.raises(NotPermitted, match="grant the privilege"):
            install(url)
        with open_live(scratch.admin_url) as live:
            assert standing(live) == frozenset()
            # a namespace that was made for the role will do
            live.run(f'CREATE SCHEMA colonnade_registry AUTHORIZATION "{scratch.guest}"')
        assert install(url).is_new
        assert sync(url).tables == 0
        with open_live(scratch.admin_url) as live:
            live.run(f'REVOKE ALL ON ALL TABLES IN SCHEMA colonnade_registry FROM "{scratch.guest}"')
            live.run("ALTER TABLE colonnade_registry.table_registry OWNER TO CURRENT_USER")
            live.run("CREATE TABLE one (id integer PRIMARY KEY)")
        with pytest.raises(NotPermitted):
            sync(url)
        with open_live(scratch.admin_url) as live:
            assert live.query("SELECT count(*) FROM colonnade_registry.module_registry") == [(0,)]
