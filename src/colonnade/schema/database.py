"""Objects that stand beside the tables: namespaces, extensions, roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from colonnade.schema.privilege import Grant, RoleOptions
from colonnade.schema.ref import QName, Ref
from colonnade.schema.value import SchemaObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespace(SchemaObject):
    """A named set of objects (SQL calls it a schema)."""

    kind: ClassVar[str] = "namespace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(SchemaObject):
    """An installed extension; its member objects are its own and are not listed."""

    kind: ClassVar[str] = "extension"

    namespace: str = "public"
    version: str | None = field(default=None, compare=False)
    """Version installed; a matter of the server, so no difference of the design."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(SchemaObject):
    """A role that the schema names: a prerequisite of the cluster, created when absent and never dropped."""

    kind: ClassVar[str] = "role"

    settings: RoleOptions = field(default_factory=RoleOptions, compare=False)

    def needs(self) -> Iterator[Ref]:
        yield from SchemaObject.needs(self)
        yield from (Ref("role", (group,)) for group in self.settings.member_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultPrivileges(SchemaObject):
    """Privileges of objects that one role will make; the path is (role, namespace or empty, object class)."""

    kind: ClassVar[str] = "default_privileges"

    role: str = ""
    namespace: str | None = None
    objects: str = "tables"
    """tables, sequences, functions, types, schemas or large objects."""
    grants: tuple[Grant, ...] = ()
    """Added to (or, where the engine's default was revoked, in place of) the engine's default."""
    path: QName = ()
