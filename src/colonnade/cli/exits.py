"""Exit codes, the same for every verb."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a code says to the program that called."""

    DONE = 0
    """Done; also: a plan was made, with or without steps."""
    ACT = 1
    """Done, and there is something to act on; or refused for a stated reason."""
    INPUT = 2
    """The input or the call is wrong."""
    WORLD = 3
    """The outside world failed, or Colonnade itself did."""
    STOPPED = 130
    """Stopped by Ctrl-C, as shells tell it: 128 and the number of SIGINT."""
    PIPE = 141
    """The reader of the output went away: 128 and the number of SIGPIPE."""
