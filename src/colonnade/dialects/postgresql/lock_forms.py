"""Every form of statement with the locks it takes, and what it rewrites and scans.

Modes: manual, 13.3 "Explicit Locking", and the pages of the commands; AlterTableGetLockLevel() in tablecmds.c;
observed in pg_locks of servers 15 and 18.
"""

from __future__ import annotations

from dataclasses import dataclass

ACCESS_EXCLUSIVE = "ACCESS EXCLUSIVE"
EXCLUSIVE = "EXCLUSIVE"
SHARE_ROW_EXCLUSIVE = "SHARE ROW EXCLUSIVE"
SHARE_UPDATE_EXCLUSIVE = "SHARE UPDATE EXCLUSIVE"
SHARE = "SHARE"
ROW_EXCLUSIVE = "ROW EXCLUSIVE"
ROW_SHARE = "ROW SHARE"
ACCESS_SHARE = "ACCESS SHARE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a form of statement does to the relations in `Statement.on`."""

    first: str | None = None
    """Mode of the lock on the first object of `Statement.on`, where that is a relation."""
    others: str | None = None
    """Mode of the lock on the further ones."""
    rewrites: bool = False
    """Every row of the first relation is written anew."""
    scans: bool = False
    """Every row of the first relation is read."""
    indexes: bool = False
    """An index on the first relation is built."""
    reaches_heirs: bool = False
    """Heirs and partitions are changed along, unless the statement says ONLY."""


_NOTHING = Form()
_EXCLUSIVE = Form(first=ACCESS_EXCLUSIVE, others=ACCESS_EXCLUSIVE)
_WITH_HEIRS = Form(first=ACCESS_EXCLUSIVE, others=ACCESS_EXCLUSIVE, reaches_heirs=True)
_CATALOGUE = Form(first=SHARE_UPDATE_EXCLUSIVE, others=SHARE_UPDATE_EXCLUSIVE)
_REWRITE = Form(first=ACCESS_EXCLUSIVE, others=ACCESS_EXCLUSIVE, rewrites=True, reaches_heirs=True)
_SCAN = Form(first=ACCESS_EXCLUSIVE, others=ACCESS_EXCLUSIVE, scans=True, reaches_heirs=True)
_INDEX_BUILD = Form(first=ACCESS_EXCLUSIVE, others=ACCESS_EXCLUSIVE, scans=True, indexes=True)
_TRIGGER = Form(first=SHARE_ROW_EXCLUSIVE, others=SHARE_ROW_EXCLUSIVE)

_TABLES = {
    "create_table": Form(first=ACCESS_EXCLUSIVE, others=SHARE_UPDATE_EXCLUSIVE),
    "create_foreign_table": Form(first=ACCESS_EXCLUSIVE, others=SHARE_UPDATE_EXCLUSIVE),
    "drop_table": _WITH_HEIRS,
    "rename_table": _EXCLUSIVE,
    "set_schema": _EXCLUSIVE,
    "set_persistence": _REWRITE,
    "set_access_method": _REWRITE,
    "set_tablespace": _REWRITE,
    "set_options": _CATALOGUE,
    "set_options_exclusive": _EXCLUSIVE,
    "row_security": _EXCLUSIVE,
    "replica_identity": _EXCLUSIVE,
    "of_type": _EXCLUSIVE,
    "inherit": Form(first=ACCESS_EXCLUSIVE, others=SHARE_UPDATE_EXCLUSIVE),
    "no_inherit": Form(first=ACCESS_EXCLUSIVE, others=SHARE_UPDATE_EXCLUSIVE),
    "attach_partition": Form(first=SHARE_UPDATE_EXCLUSIVE, others=ACCESS_EXCLUSIVE, scans=True),
    "detach_partition": _EXCLUSIVE,
    "foreign_options": _EXCLUSIVE,
    "update_rows": Form(first=ROW_EXCLUSIVE),
    "copy_rows": Form(first=ACCESS_EXCLUSIVE, others=ACCESS_SHARE),
    "advance_sequence": Form(first=ACCESS_SHARE),
}
_COLUMNS = {
    "add_column": _WITH_HEIRS,
    "add_column_rewrite": _REWRITE,
    "drop_column": _WITH_HEIRS,
    "rename_column": _WITH_HEIRS,
    "alter_column_type_in_place": _WITH_HEIRS,
    "alter_column_type_rewrite": _REWRITE,
    "set_default": _WITH_HEIRS,
    "set_not_null": _SCAN,
    "drop_not_null": _WITH_HEIRS,
    "add_not_null": _SCAN,
    "add_not_null_not_valid": _WITH_HEIRS,
    "validate_not_null": Form(first=SHARE_UPDATE_EXCLUSIVE, scans=True),
    "add_identity": _EXCLUSIVE,
    "set_identity": Form(first=ACCESS_EXCLUSIVE, others=SHARE_ROW_EXCLUSIVE),
    "drop_identity": _EXCLUSIVE,
    "drop_expression": _WITH_HEIRS,
    "set_expression": _WITH_HEIRS,
    "set_expression_rewrite": _REWRITE,
    "set_storage": _EXCLUSIVE,
    "set_compression": _EXCLUSIVE,
    "set_statistics": _CATALOGUE,
    "set_column_options": _CATALOGUE,
}
_CONSTRAINTS = {
    "add_primary_key": _INDEX_BUILD,
    "add_unique": _INDEX_BUILD,
    "add_exclusion": _INDEX_BUILD,
    "add_check": _SCAN,
    "add_check_not_valid": _WITH_HEIRS,
    "add_foreign_key": Form(first=SHARE_ROW_EXCLUSIVE, others=SHARE_ROW_EXCLUSIVE, scans=True),
    "add_foreign_key_not_valid": Form(first=SHARE_ROW_EXCLUSIVE, others=SHARE_ROW_EXCLUSIVE),
    "validate_foreign_key": Form(first=SHARE_UPDATE_EXCLUSIVE, others=ROW_SHARE, scans=True),
    "validate_check": Form(first=SHARE_UPDATE_EXCLUSIVE, scans=True),
    "alter_constraint": _EXCLUSIVE,
    "alter_constraint_inherit": _EXCLUSIVE,
    "rename_constraint": _WITH_HEIRS,
    "drop_constraint": _WITH_HEIRS,
}
_INDEXES = {
    "create_index": Form(first=SHARE, others=SHARE, scans=True, indexes=True),
    "drop_index": _WITH_HEIRS,
    "rename_index": Form(first=SHARE_UPDATE_EXCLUSIVE),
    "attach_index": Form(first=SHARE_UPDATE_EXCLUSIVE, others=ACCESS_SHARE),
    "cluster_on": _CATALOGUE,
    "set_index_options": Form(first=SHARE_UPDATE_EXCLUSIVE),
    "set_index_statistics": Form(first=SHARE_UPDATE_EXCLUSIVE),
    "set_index_tablespace": Form(first=ACCESS_EXCLUSIVE, rewrites=True),
}
_OTHERS = {
    "create_sequence": Form(first=ACCESS_EXCLUSIVE),
    "alter_sequence": Form(first=SHARE_ROW_EXCLUSIVE),
    "sequence_persistence": Form(first=ACCESS_EXCLUSIVE, rewrites=True),
    "sequence_owned_by": Form(first=SHARE_ROW_EXCLUSIVE, others=ACCESS_SHARE),
    "drop_sequence": _EXCLUSIVE,
    "rename_sequence": _EXCLUSIVE,
    "create_statistics": Form(others=SHARE_UPDATE_EXCLUSIVE),
    "set_statistics_target": _NOTHING,
    "drop_statistics": Form(others=SHARE_UPDATE_EXCLUSIVE),
    "rename_statistics": _NOTHING,
    "create_type": _NOTHING,
    "drop_type": _NOTHING,
    "rename_type": _NOTHING,
    "rename_enum": _NOTHING,
    "rename_domain": _NOTHING,
    "rename_range": _NOTHING,
    "rename_composite": _NOTHING,
    "rename_base_type": _NOTHING,
    "rename_shell_type": _NOTHING,
    "alter_composite": _NOTHING,
    "add_enum_value": _NOTHING,
    "domain_default": _NOTHING,
    "domain_drop_not_null": _NOTHING,
    "domain_rename_constraint": _NOTHING,
    "domain_drop_check": _NOTHING,
    "domain_add_check_not_valid": _NOTHING,
    "domain_set_not_null": Form(first=SHARE, others=SHARE, scans=True),
    "domain_add_check": Form(first=SHARE, others=SHARE, scans=True),
    "domain_validate": Form(first=SHARE, others=SHARE, scans=True),
    "comment": Form(first=SHARE_UPDATE_EXCLUSIVE),
    "set_owner": _EXCLUSIVE,
    "grant": _NOTHING,
    "revoke": _NOTHING,
    "set_role": _NOTHING,
    "create_trigger": _TRIGGER,
    "replace_trigger": _TRIGGER,
    "drop_trigger": _EXCLUSIVE,
    "enable_trigger": _TRIGGER,
    "trigger_state": _TRIGGER,
    "rename_trigger": _EXCLUSIVE,
    "create_policy": _EXCLUSIVE,
    "alter_policy": _EXCLUSIVE,
    "drop_policy": _EXCLUSIVE,
    "rename_policy": _EXCLUSIVE,
    "create_rule": Form(first=ACCESS_EXCLUSIVE, others=ROW_EXCLUSIVE),
    "replace_rule": Form(first=ACCESS_EXCLUSIVE, others=ROW_EXCLUSIVE),
    "drop_rule": _EXCLUSIVE,
    "rename_rule": _EXCLUSIVE,
    "create_publication": Form(others=SHARE_UPDATE_EXCLUSIVE),
    "alter_publication": Form(others=SHARE_UPDATE_EXCLUSIVE),
    "extension_tie": _EXCLUSIVE,
    "enable_rule": _EXCLUSIVE,
    "create_function": Form(others=ROW_EXCLUSIVE),
    "replace_function": Form(others=ROW_EXCLUSIVE),
    "create_procedure": Form(others=ROW_EXCLUSIVE),
    "replace_procedure": Form(others=ROW_EXCLUSIVE),
    "create_view": _EXCLUSIVE,
    "replace_view": _EXCLUSIVE,
    "alter_view": _EXCLUSIVE,
    "drop_view": _EXCLUSIVE,
    "rename_view": _EXCLUSIVE,
    "create_materialized_view": _EXCLUSIVE,
    "drop_materialized_view": _EXCLUSIVE,
    "rename_materialized_view": _EXCLUSIVE,
}

FORMS: dict[str, Form] = {**_TABLES, **_COLUMNS, **_CONSTRAINTS, **_INDEXES, **_OTHERS}
"""Every form by its key; one that isn't here locks nothing but rows of the catalogue, or is priced as the strongest."""
