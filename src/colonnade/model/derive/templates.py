"""Whole tables as bundles: business data, rows that are being loaded, an audit trail, sums.

Their conditions are in words that every engine has, as they are put into models of any dialect.
"""

from __future__ import annotations

from colonnade.model.attribute import Attribute
from colonnade.model.constraint import Check, Index, IndexPart, Key
from colonnade.model.named import Named
from colonnade.model.parts import Bundle, Role
from colonnade.model.types import NOW, TRUE, UUID, Base, Default, Type, number_default, text_default

_ACTOR = Type(base=Base.STRING, length=100)
_INSTANT = Type(base=Base.TIMESTAMP)
_UUID = Type(base=Base.UUID)
_JSON = Type(base=Base.JSON)
_FLOAT = Type(base=Base.FLOAT)
_WHOLE = Type(base=Base.INTEGER)
_NONE = number_default("0.0")
_OPERATIONS = ("INSERT", "UPDATE", "DELETE", "BULK_INSERT", "BULK_UPDATE", "BULK_DELETE")


def _text(name: str, length: int, *, required: bool = False) -> Attribute:
    return Attribute(name=name, type=Type(base=Base.STRING, length=length), required=required)


def _given(name: str, of: Type, default: Default | None = None) -> Attribute:
    return Attribute(name=name, type=of, required=True, default=default)


def _identifier(name: str) -> Attribute:
    return Attribute(name=name, type=_UUID, primary=True, default=UUID)


def _random(name: str, table_check: str) -> Check:
    """A random UUID, RFC 9562 section 5.4: its version is 4 and its variant 10."""
    return Check(
        name=table_check,
        expression=f"substr(CAST({name} AS text), 15, 1) = '4'"
        f" AND lower(substr(CAST({name} AS text), 20, 1)) IN ('8', '9', 'a', 'b')",
        about="A random UUID",
    )


def _index(*names: str, where: str = "", about: str = "") -> Index:
    return Index(parts=tuple(IndexPart(attribute=name) for name in names), where=where, about=about)


PRIMARY_DATA = Bundle(
    name="primary_data",
    about="A table of business data: who made and changed each row, its version, and deletion that keeps it.",
    attributes=Named(
        [
            _identifier("id"),
            _given("created_at", _INSTANT, NOW),
            _given("created_by", _ACTOR),
            _given("updated_at", _INSTANT, NOW),
            _given("updated_by", _ACTOR),
            _given("version", _WHOLE, number_default(1)),
            Attribute(name="deleted_at", type=_INSTANT),
            _given("is_active", Type(base=Base.BOOLEAN), TRUE),
        ]
    ),
    roles={
        Role.CREATED_AT.value: "created_at",
        Role.CREATED_BY.value: "created_by",
        Role.UPDATED_AT.value: "updated_at",
        Role.UPDATED_BY.value: "updated_by",
        Role.VERSION.value: "version",
        Role.DELETED_AT.value: "deleted_at",
        Role.ACTIVE.value: "is_active",
    },
    checks=Named(
        [
            _random("id", "{table}_id_random"),
            Check(
                name="{table}_changed_after_made",
                expression="created_at <= updated_at",
                about="Nothing is changed before it is made",
            ),
            Check(
                name="{table}_deleted_or_active",
                expression="(deleted_at IS NULL) = is_active",
                about="A row has the time of its deletion when it is not active, and only then",
            ),
        ]
    ),
    indexes=Named(
        [
            _index("created_at"),
            _index("updated_at", where="is_active", about="Active rows by their last change"),
            _index("deleted_at", where="deleted_at IS NOT NULL", about="Deleted rows"),
        ]
    ),
)

STAGING = Bundle(
    name="staging",
    about="Rows of a batch that is being loaded, each with what is wrong with it.",
    attributes=Named(
        [
            _identifier("staging_id"),
            _given("batch_id", _UUID),
            _given("source_line", _WHOLE),
            _given(
                "validation_status",
                Type(base=Base.ENUM, values=("pending", "valid", "invalid")),
                text_default("pending"),
            ),
            Attribute(name="validation_errors", type=_JSON),
            _given("created_at", _INSTANT, NOW),
        ]
    ),
    roles={Role.CREATED_AT.value: "created_at"},
    keys=Named([Key(attributes=("batch_id", "source_line"))]),
    indexes=Named([_index("validation_status")]),
)

AUDIT_TRAIL = Bundle(
    name="audit_trail",
    about="Who changed what in which row of which table, before and after.",
    attributes=Named(
        [
            _identifier("audit_id"),
            _text("table_name", 64, required=True),
            _text("entity_id", 64, required=True),
            _given("operation", Type(base=Base.ENUM, values=_OPERATIONS)),
            Attribute(name="changed_fields", type=_JSON),
            Attribute(name="old_values", type=_JSON),
            Attribute(name="new_values", type=_JSON),
            _text("change_summary", 1000),
            _given("changed_by", _ACTOR),
            _given("changed_at", _INSTANT, NOW),
            _text("client_ip", 45),
            _text("user_agent", 500),
            _text("session_id", 128),
        ]
    ),
    roles={
        Role.AUDITED_TABLE.value: "table_name",
        Role.AUDITED_ROW.value: "entity_id",
        Role.OPERATION.value: "operation",
        Role.CHANGED_FIELDS.value: "changed_fields",
        Role.OLD_VALUES.value: "old_values",
        Role.NEW_VALUES.value: "new_values",
        Role.CHANGED_BY.value: "changed_by",
        Role.CHANGED_AT.value: "changed_at",
        Role.SESSION.value: "session_id",
    },
    indexes=Named([_index("table_name", "entity_id"), _index("changed_at"), _index("changed_by"), _index("operation")]),
)

AGGREGATION = Bundle(
    name="aggregation",
    about="Counts and sums by a key and a day, with what they were computed from.",
    attributes=Named(
        [
            _identifier("id"),
            _text("aggregation_key", 200, required=True),
            _given("aggregation_date", Type(base=Base.DATE)),
            _given("record_count", _WHOLE, number_default(0)),
            _given("sum_values", _FLOAT, _NONE),
            _given("avg_values", _FLOAT, _NONE),
            Attribute(name="min_value", type=_FLOAT),
            Attribute(name="max_value", type=_FLOAT),
            _given("last_calculated", _INSTANT, NOW),
            Attribute(name="calculation_duration_ms", type=_WHOLE),
            Attribute(name="source_tables", type=_JSON),
        ]
    ),
    keys=Named([Key(attributes=("aggregation_key", "aggregation_date"))]),
    checks=Named(
        [
            Check(name="{table}_count_not_negative", expression="record_count >= 0"),
            Check(name="{table}_duration_not_negative", expression="calculation_duration_ms >= 0"),
            Check(name="{table}_least_to_greatest", expression="min_value <= max_value"),
        ]
    ),
    indexes=Named([_index("aggregation_date"), _index("last_calculated")]),
)

TEMPLATES: Named[Bundle] = Named([PRIMARY_DATA, STAGING, AUDIT_TRAIL, AGGREGATION])
"""What a whole table of each purpose has."""
