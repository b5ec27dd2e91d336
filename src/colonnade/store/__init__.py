"""What is kept on disk: model files and the settings of a project."""

from colonnade.store.files import ChangedMeanwhileError, UnreadableFileError, UnwritableFileError
from colonnade.store.models import (
    IncludeError,
    Loaded,
    Preview,
    Saved,
    load_model,
    preview_model,
    save_model,
    write_model,
)
from colonnade.store.respell import Respelling, respelled

__all__ = [
    "ChangedMeanwhileError",
    "IncludeError",
    "Loaded",
    "Preview",
    "Respelling",
    "Saved",
    "UnreadableFileError",
    "UnwritableFileError",
    "load_model",
    "preview_model",
    "respelled",
    "save_model",
    "write_model",
]
