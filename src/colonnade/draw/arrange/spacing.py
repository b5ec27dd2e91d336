"""Distances that the arrangement keeps, in diagram units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MARGIN: Final = 36.0
"""Free border of the page."""
BOX_GAP: Final = 34.0
"""Between two boxes of a column."""
LINE_TO_BOX: Final = 15.0
"""Between a line and a box above or below it."""
LINE_TO_LINE: Final = 10.0
"""Between parallel lines."""
END_ROOM: Final = 30.0
"""Between a box and the nearest upright line beside it: the room of a crow's foot and its bend."""
CHANNEL_WIDTH: Final = 76.0
"""The least distance between two columns."""
PORT_GAP: Final = 12.0
"""Between two line ends on one side of a box."""
PORT_INSET: Final = 11.0
"""Between a line end and the corner of its box."""
AREA_TOP: Final = 40.0
"""Between the upper edge of an area and its first box or line; holds the caption."""
AREA_BOTTOM: Final = 20.0
AREA_SIDE: Final = 22.0
"""Between the left or right edge of an area and its boxes."""
AREA_GAP: Final = 30.0
"""Between two areas, one above the other."""
LABEL_SIZE: Final = 10.5
LABEL_HEIGHT: Final = 15.0
LABEL_LIMIT: Final = 132.0
"""Widest label; longer texts end in an ellipsis."""
ASPECT: Final = 1.6
"""Width to height that the page aims at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """Room that lines are expected to take, for choosing a shape of the page before they are known."""

    channel: float = CHANNEL_WIDTH + 10
    """Mean distance between columns."""
    gap: float = BOX_GAP
    """Mean distance between the boxes of a column."""
