"""Colonnade: one model for the whole life of a database design.

The names below are the library; each is imported when it is first used.
"""

from importlib import import_module

_HOMES = {
    "colonnade.workspace.design.building": ("ComprehensiveModel", "comprehensive", "create_comprehensive_data_model"),
    "colonnade.workspace.design.normalizing": ("Normalized", "normalize"),
    "colonnade.workspace.design.recommending": ("Recommended", "recommend"),
    "colonnade.workspace.entry_points": (
        "DatabaseDocHelper",
        "DatabaseMigrator",
        "DatabaseOptimizer",
        "EnterpriseERDEngine",
        "ERDPerformanceEngine",
        "ERDSchemaGenerator",
        "IndexOptimizer",
        "MigrationOrchestrator",
        "MigrationValidator",
    ),
    "colonnade.workspace.live.changes": (
        "AddColumn",
        "AddIndex",
        "ChangeColumn",
        "DropColumn",
        "DropIndex",
        "RenameColumn",
        "RenameTable",
        "TableChange",
    ),
    "colonnade.workspace.live.database": ("Database", "database"),
    "colonnade.workspace.live.messages": ("ConstraintBrokenError", "Messages", "explained"),
    "colonnade.workspace.live.rows": ("Rows",),
    "colonnade.workspace.live.validator": ("SchemaValidator", "ValidationResult"),
    "colonnade.dialect": ("Hazard",),
    "colonnade.errors": ("ColonnadeError", "InputError", "RefusedError", "WorldError"),
    "colonnade.model": ("Model",),
    "colonnade.store": ("load_model", "save_model", "write_model"),
    "colonnade.workspace.source": ("Source", "read_source"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = tuple(sorted(_HOME_OF))


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
