"""Why an edit is refused."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from colonnade.edits.primitive import Path
from colonnade.errors import RefusedError


class Reason(StrEnum):
    """Why an edit is refused."""

    TARGET_GONE = "target_gone"
    NAME_TAKEN = "name_taken"
    REFERENCED_BY = "referenced_by"
    BAD_VALUE = "bad_value"
    INVALID = "invalid"


class EditRefusedError(RefusedError):
    """An edit that does not fit the model; nothing was changed. `blocking` are the things that stand in the way."""

    code = "CO222"

    def __init__(self, message: str, *, reason: Reason, blocking: Sequence[Path] = (), hint: str = "") -> None:
        super().__init__(
            message,
            hint=hint,
            fields={"reason": reason.value, "blocking": [list(each) for each in blocking]},
        )
        self.reason = reason
        self.blocking = tuple(blocking)
