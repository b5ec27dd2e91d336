"""Settings of a project: `colonnade.toml` in the folder at work, or in one above it."""

from colonnade.store.settings.declared import (
    AccessSettings,
    CheckSettings,
    EngineSettings,
    Environment,
    JournalSettings,
    OutputSettings,
    PlanSettings,
    ProjectSettings,
    Settings,
    Store,
    StoreKind,
)
from colonnade.store.settings.mistakes import BadSettingsError
from colonnade.store.settings.read import (
    FILE,
    Project,
    open_project,
    read_check_settings,
    read_settings,
    settings_file,
    variable_of,
)
from colonnade.store.settings.schema import Documented, documented_settings, settings_schema

__all__ = [
    "FILE",
    "AccessSettings",
    "BadSettingsError",
    "CheckSettings",
    "Documented",
    "EngineSettings",
    "Environment",
    "JournalSettings",
    "OutputSettings",
    "PlanSettings",
    "Project",
    "ProjectSettings",
    "Settings",
    "Store",
    "StoreKind",
    "documented_settings",
    "open_project",
    "read_check_settings",
    "read_settings",
    "settings_file",
    "settings_schema",
    "variable_of",
]
