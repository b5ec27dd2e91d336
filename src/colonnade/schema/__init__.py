"""The physical design: what an engine itself knows of a database."""

from colonnade.schema.constraint import (
    Action,
    Check,
    Constraint,
    Deferral,
    Exclusion,
    ForeignKey,
    Key,
    Match,
)
from colonnade.schema.database import DefaultPrivileges, Extension, Namespace, Role
from colonnade.schema.engine_object import EngineObject
from colonnade.schema.index import Index, IndexKey
from colonnade.schema.partition import made_with
from colonnade.schema.privilege import OWNER, PUBLIC, Grant, RoleOptions
from colonnade.schema.ref import QName, Ref, Sql
from colonnade.schema.routine import Function, Parallel, Procedure, Routine, Volatility
from colonnade.schema.schema import Schema, UnknownObjectError, parts_of
from colonnade.schema.sequence import Sequence, SequenceOptions
from colonnade.schema.table import (
    Column,
    Foreign,
    Generated,
    GeneratedAs,
    Identity,
    IdentityMode,
    NotNull,
    PartitionBy,
    PartitionOf,
    PartitionStrategy,
    Persistence,
    Table,
)
from colonnade.schema.trigger import Command, Enabled, Policy, Trigger
from colonnade.schema.types import (
    CompositeField,
    CompositeType,
    DomainCheck,
    DomainType,
    EnumType,
    RangeType,
)
from colonnade.schema.value import SchemaObject, TablePart
from colonnade.schema.view import MaterializedView, View

__all__ = [
    "OWNER",
    "PUBLIC",
    "Action",
    "Check",
    "Column",
    "Command",
    "CompositeField",
    "CompositeType",
    "Constraint",
    "DefaultPrivileges",
    "Deferral",
    "DomainCheck",
    "DomainType",
    "Enabled",
    "EngineObject",
    "EnumType",
    "Exclusion",
    "Extension",
    "Foreign",
    "ForeignKey",
    "Function",
    "Generated",
    "GeneratedAs",
    "Grant",
    "Identity",
    "IdentityMode",
    "Index",
    "IndexKey",
    "Key",
    "Match",
    "MaterializedView",
    "Namespace",
    "NotNull",
    "Parallel",
    "PartitionBy",
    "PartitionOf",
    "PartitionStrategy",
    "Persistence",
    "Policy",
    "Procedure",
    "QName",
    "RangeType",
    "Ref",
    "Role",
    "RoleOptions",
    "Routine",
    "Schema",
    "SchemaObject",
    "Sequence",
    "SequenceOptions",
    "Sql",
    "Table",
    "TablePart",
    "Trigger",
    "UnknownObjectError",
    "View",
    "Volatility",
    "made_with",
    "parts_of",
]
