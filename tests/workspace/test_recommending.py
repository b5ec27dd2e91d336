"""One ranked list of what to do: a seeded defect is on it once, with what it rests on, and leaves it when mended."""

from __future__ import annotations

from pathlib import Path

from colonnade.connect.servers.server import PostgresServer
from colonnade.findings import Severity
from colonnade.workspace.design.recommending import Area, Recommendation, Recommended, recommend_text
from tests.cli.running import cln
from tests.oracle.postgresql import load_sql

MODEL = """
model: shop
owner: sales
use: [audit]
index_references: false
domains:
  label: string(40)
entities:
  customer:
    about: Who buys
    attributes: {id: bigint key identity, name: label required, email: string(254) required %s}
    retention: 2 years
  visit:
    about: Who looked
    attributes: {day: date %s, customer_id: bigint required -> customer}
    indexes: [%s]
"""
MENDED = ("pii", "key", "customer_id")


def _about(found: Recommended, word: str) -> list[Recommendation]:
    return [each for each in found.recommendations if word in each.evidence]


def _recommended(path: Path, *words: str) -> Recommended:
    path.write_text(MODEL % words)
    return recommend_text(str(path), engine="postgresql")


def test_each_defect_of_a_model_is_there_once_and_goes_when_mended(pg: PostgresServer, tmp_path: Path) -> None:
    file = tmp_path / "shop.colonnade.yaml"
    ill = _recommended(file, "", "", "")
    whole = {(each.area, each.rules[0]) for each in ill.recommendations}
    assert {(Area.VALIDATION, "KEY001"), (Area.PERFORMANCE, "REF001"), (Area.GOVERNANCE, "MOD003")} <= whole
    for number, (word, rule) in enumerate({"email": "MOD003", "primary key": "KEY001", "no index": "REF001"}.items()):
        (one,) = _about(ill, word)
        assert rule in one.rules
        assert one.why
        mended = _recommended(file, *(said if at == number else "" for at, said in enumerate(MENDED)))
        assert _about(mended, word) == []
        assert len(mended.recommendations) == len(ill.recommendations) - 1
    assert [each.rank for each in ill.recommendations] == list(range(1, len(ill.recommendations) + 1))
    order = list(Severity)
    graves = [order.index(each.severity) for each in ill.recommendations]
    assert graves == sorted(graves)
    assert not ill.measured


LIVE = """
CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email varchar(254) NOT NULL);
CREATE TABLE big (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer);
CREATE TABLE aside (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer);
CREATE TABLE visit (customer_id bigint NOT NULL REFERENCES customer);
CREATE INDEX ON visit (customer_id);
INSERT INTO customer (email) SELECT n || '@example.org' FROM generate_series(1, 10) AS n;
INSERT INTO big SELECT n, 1 + n % 10 FROM generate_series(1, 40) AS n;
INSERT INTO aside VALUES (1, 1);
ANALYZE customer; ANALYZE big;
"""


def test_what_is_measured_ranks_and_is_told(pg: PostgresServer) -> None:
    with pg.database() as url:
        load_sql(url, LIVE)
        found = cln("recommend", url.secret_text, "--format", "json").document()
        text = cln("recommend", url.secret_text, "--most", "2").out
        load_sql(
            url, "CREATE INDEX ON big (customer_id); ALTER TABLE visit ADD PRIMARY KEY (customer_id); ANALYZE aside;"
        )
        after = recommend_text(url.secret_text)
    made = found["recommendations"]
    assert isinstance(made, list)
    assert found["measured"] is True
    assert next(each["evidence"].split(":")[0] for each in made if each["rules"] == ["REF001"]).endswith(
        "big_customer_id_fkey"
    )
    (unindexed,) = (each for each in made if each["rules"] == ["REF001"] and "big" in each["evidence"])
    assert "40 rows" in unindexed["evidence"]
    assert "CREATE INDEX" in unindexed["sql"]
    (email,) = (each for each in made if "email" in each["evidence"])
    assert email["area"] == "governance"
    (never,) = (each for each in made if each["rules"] == ["UPK001"])
    assert never["sql"] == "ANALYZE public.aside;"
    assert len([each for each in made if each["rules"] == ["KEY001"]]) == 1
    assert "more" not in text
    assert "not shown" in " ".join(text.split())
    rules = [(each.rules[0], each.evidence) for each in after.recommendations]
    assert not [each for each in rules if each[0] in {"KEY001", "UPK001"} or (each[0] == "REF001" and "big" in each[1])]
