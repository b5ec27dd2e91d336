"""Running a plan on a live database, and taking it back, with everything written in its journal."""

from colonnade.connect.migration.back import RolledBack, roll_back
from colonnade.connect.migration.faults import (
    BusyError,
    DatabaseChangedError,
    HazardNotAllowedError,
    NothingToRollBackError,
    NotProvenError,
    OtherEngineError,
    StepFailed,
    VersionNotAboveError,
)
from colonnade.connect.migration.forward import Applied, Progress, apply_plan, check_start, not_allowed

__all__ = [
    "Applied",
    "BusyError",
    "DatabaseChangedError",
    "HazardNotAllowedError",
    "NotProvenError",
    "NothingToRollBackError",
    "OtherEngineError",
    "Progress",
    "RolledBack",
    "StepFailed",
    "VersionNotAboveError",
    "apply_plan",
    "check_start",
    "not_allowed",
    "roll_back",
]
