"""Changes of a schema: typed, applicable, invertible."""

from colonnade.ops.columns import AddColumn, AlterColumn, DropColumn, RenameColumn
from colonnade.ops.data import Backfill, Execute
from colonnade.ops.objects import AlterObject, CreateObject, DropObject, RenameObject
from colonnade.ops.operation import NotApplicableError, Operation
from colonnade.ops.rebuild import RebuildTable
from colonnade.ops.renaming import rename_everywhere

__all__ = [
    "AddColumn",
    "AlterColumn",
    "AlterObject",
    "Backfill",
    "CreateObject",
    "DropColumn",
    "DropObject",
    "Execute",
    "NotApplicableError",
    "Operation",
    "RebuildTable",
    "RenameColumn",
    "RenameObject",
    "rename_everywhere",
]
