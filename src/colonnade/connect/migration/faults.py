"""Why a plan is not run, or was not run to its end."""

from __future__ import annotations

from colonnade.errors import InputError, RefusedError, WorldError


class OtherEngineError(InputError):
    """A plan is for another engine than the database is of."""

    code = "CO173"


class VersionNotAboveError(InputError):
    """The version of a migration is not above the newest one in force."""

    code = "CO174"


class DatabaseChangedError(RefusedError):
    """The database is not what the plan was made for, or not what the last migration left."""

    code = "CO240"


class HazardNotAllowedError(RefusedError):
    """A plan has hazards that nobody allowed by name."""

    code = "CO241"


class NotProvenError(RefusedError):
    """The database after the steps is not what was promised, so everything was rolled back."""

    code = "CO242"


class BusyError(RefusedError):
    """Another runner is at work on this database."""

    code = "CO243"


class NothingToRollBackError(RefusedError):
    """The journal holds no such migration to take back."""

    code = "CO244"


class StepFailed(WorldError):
    """The server refused a statement of a plan; the message says which, the hint what was done and how to go on."""

    code = "CO321"


def busy() -> BusyError:
    """The error when somebody else holds the lock of the runners."""
    return BusyError("another plan is being run on this database", hint="try again when it has finished")
