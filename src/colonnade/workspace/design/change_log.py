"""The change log of entities, where a project wants it written."""

from __future__ import annotations

from datetime import UTC, datetime

from colonnade.edits import with_history
from colonnade.model import Model
from colonnade.store.settings import Project
from colonnade.workspace.migrating import who


def logged(before: Model, after: Model, project: Project) -> Model:
    """The later model, with who changed what and when where the settings ask for it and something changed."""
    if not project.settings.project.change_log or before == after:
        return after
    return with_history(before, after, by=who(), at=datetime.now(UTC).isoformat(timespec="seconds"))
