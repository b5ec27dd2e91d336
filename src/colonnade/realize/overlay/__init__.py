"""What an engine's schema has beyond the logical design, as a document."""

from colonnade.realize.overlay.entries import BadOverlayError, apply_overlay, overlay

__all__ = ["BadOverlayError", "apply_overlay", "overlay"]
