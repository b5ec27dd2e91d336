"""Between the logical design and the schema of an engine, without loss."""

from colonnade.realize.abstract import abstract
from colonnade.realize.outcome import KeptRule, Realised
from colonnade.realize.overlay import BadOverlayError, apply_overlay, overlay
from colonnade.realize.realise import realise, realise_logical, realised

__all__ = [
    "BadOverlayError",
    "KeptRule",
    "Realised",
    "abstract",
    "apply_overlay",
    "overlay",
    "realise",
    "realise_logical",
    "realised",
]
