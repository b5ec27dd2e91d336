"""Changes of a model: typed edits, made of four primitives that a client can apply without our rules."""

from colonnade.edits.compare import changes
from colonnade.edits.edit import Edit, Steps
from colonnade.edits.edits import Add, Batch, Change, Drop, PutOverlay, Rename, Reorder
from colonnade.edits.history import next_version, with_history
from colonnade.edits.notation import BadEditError, edit_document, edit_of
from colonnade.edits.primitive import (
    BadPrimitiveError,
    GoneError,
    Move,
    Primitive,
    Put,
    Remove,
    Set,
    apply_to,
    primitive_document,
    primitive_of,
)
from colonnade.edits.refusal import EditRefusedError, Reason

__all__ = [
    "Add",
    "BadEditError",
    "BadPrimitiveError",
    "Batch",
    "Change",
    "Drop",
    "Edit",
    "EditRefusedError",
    "GoneError",
    "Move",
    "Primitive",
    "Put",
    "PutOverlay",
    "Reason",
    "Remove",
    "Rename",
    "Reorder",
    "Set",
    "Steps",
    "apply_to",
    "changes",
    "edit_document",
    "edit_of",
    "next_version",
    "with_history",
    "primitive_document",
    "primitive_of",
]
