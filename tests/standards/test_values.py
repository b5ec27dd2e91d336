"""Values that are checked when they are made, and tables of a standard as entities and back."""

from __future__ import annotations

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.live import open_live
from colonnade.connect.scratch import scratch_database
from colonnade.connect.urls import Engine
from colonnade.dialect import load
from colonnade.model import Model
from colonnade.model.constraint import ConstraintKind
from colonnade.model.facets import Retention, TablePurpose
from colonnade.plan import creation
from colonnade.realize import abstract, realise
from colonnade.standards.tables import (
    IndexColumn,
    IndexKind,
    PerformanceTier,
    SortOrder,
    StandardColumn,
    StandardIndex,
    StandardTable,
    TableConstraint,
    UnknownEntityError,
    put_table,
    table_of,
)
from colonnade.standards.values import BadValueError, CheckedText, CronExpression, IndexName, SchemaVersion, TableName
from colonnade.workspace.normal import normal_form

GOOD: dict[type[CheckedText], tuple[str, ...]] = {
    SchemaVersion: ("0.0.0", "1.2.3", "1.2.3-alpha.1+build.5", "10.20.30"),
    TableName: ("users", "user_audit_logins_2fa", "a" * 64),
    IndexName: ("idx_users_email", "idx_" + "a" * 60),
    CronExpression: ("* * * * *", "0,30 2 * * 1-5", "*/15 0-6/2 1 jan-mar SUN", "@daily", "0 0 1 1 7"),
}
BAD: dict[type[CheckedText], tuple[str, ...]] = {
    SchemaVersion: ("", "1", "1.2", "1.02.3", "1.x.2.y.3", "1.2.3.4", "v1.2.3", "1.2.3-", "1.2.3-01", "1.2.3\n"),
    TableName: ("", "Users", "a__b", "_a", "a_", "2fa", "a-b", "a" * 65, "a\n"),
    IndexName: ("users_email", "idx__users", "idx_", "IDX_users", "idx_" + "a" * 61),
    CronExpression: (
        "", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "*/0 * * * *", "5/2 * * * *",
        "6-2 * * * *", "a * * * *", "* * * foo *", "*  * * * *", "@often", "1, * * * *", "² * * * *",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in GOOD.items() for text in texts])
def test_a_right_value_is_made(kind: type[CheckedText], text: str) -> None:
    made = kind(text)
    assert (made, type(made)) == (text, kind)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in BAD.items() for text in texts])
def test_a_wrong_value_is_refused(kind: type[CheckedText], text: str) -> None:
    with pytest.raises(BadValueError, match=kind.what):
        kind(text)


def needs_a_table(name: TableName) -> str:
    return name


def test_the_type_checker_tells_them_apart() -> None:
    # an unneeded ignore is an error of the type checker, so these two lines are its test
    needs_a_table(IndexName("idx_a_b"))  # type: ignore[arg-type]
    needs_a_table("plain")  # type: ignore[arg-type]
    assert needs_a_table(TableName("plain")) == "plain"


TABLE = StandardTable(
    name=TableName("device_primary_data_sensor"),
    module="device",
    purpose=TablePurpose.PRIMARY_DATA,
    description="What measures",
    performance_tier=PerformanceTier.HIGH,
    retention_policy=Retention(count=90, after="seen_at"),
    columns=(
        StandardColumn(
            name="id",
            data_type="bigint",
            is_nullable=False,
            constraints=(TableConstraint(type=ConstraintKind.PRIMARY_KEY),),
        ),
        StandardColumn(
            name="code",
            data_type="string(20)",
            is_nullable=False,
            description="Printed on it",
            business_purpose="Code",
            constraints=(TableConstraint(type=ConstraintKind.UNIQUE, message="a code is given once"),),
        ),
        StandardColumn(name="seen_at", data_type="timestamp", default_value="now()"),
        StandardColumn(
            name="level",
            data_type="integer",
            default_value="0",
            constraints=(TableConstraint(type=ConstraintKind.CHECK, definition="level >= 0", message="not below 0"),),
        ),
        StandardColumn(
            name="part_of",
            data_type="bigint",
            constraints=(TableConstraint(type=ConstraintKind.FOREIGN_KEY, definition="device_primary_data_sensor"),),
        ),
        StandardColumn(name="facts", data_type="json"),
        StandardColumn(name="active", data_type="boolean", is_nullable=False, default_value="true"),
    ),
    indexes=(
        StandardIndex(
            name=IndexName("idx_device_primary_data_sensor_seen_at_level"),
            columns=(IndexColumn(column_name="seen_at", sort_order=SortOrder.DESC), IndexColumn(column_name="level")),
            where="level > 3",
        ),
    ),
    constraints=(
        TableConstraint(type=ConstraintKind.UNIQUE, columns=("code", "level"), message="once a level"),
        TableConstraint(type=ConstraintKind.CHECK, definition="level < 10 OR seen_at IS NULL"),
    ),
)


def test_a_table_becomes_an_entity_and_the_same_table_again() -> None:
    model = put_table(Model(name="m"), TABLE)
    assert table_of(model, TABLE.name) == TABLE
    assert TABLE.indexes[0].kind == IndexKind.COMPOSITE | IndexKind.PARTIAL
    with pytest.raises(UnknownEntityError):
        table_of(model, "nothing")


def test_the_database_has_what_the_table_says() -> None:
    dialect = load("sqlite")
    schema = normal_form(realise(put_table(Model(name="m"), TABLE), dialect))
    with scratch_database(Engine.SQLITE) as scratch:
        with open_live(scratch.url) as live:
            for step in creation(schema, dialect):
                for statement in step.statements:
                    live.run(statement.sql)
        found = introspect(scratch.url)
    assert found.objects == schema.objects
    back = table_of(abstract(found, dialect, name="m"), TABLE.name)
    assert [(each.name, each.data_type, each.is_nullable, each.default_value) for each in back.columns] == [
        (each.name, each.data_type, each.is_nullable, each.default_value) for each in TABLE.columns
    ]
    assert set(TABLE.indexes) <= set(back.indexes)
