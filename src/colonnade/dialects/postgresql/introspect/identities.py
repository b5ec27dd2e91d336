"""Who an object of the catalogue is: (catalogue, object, column) numbers to identities.

Numbers of the catalogues are fixed in PostgreSQL's `catalog/pg_*.h` (CATALOG lines).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from colonnade.schema import Column, QName, Ref


class Catalog(IntEnum):
    """Object numbers of the system catalogues, as in `pg_depend.classid`."""

    TYPE = 1247
    PROC = 1255
    CLASS = 1259
    DATABASE = 1262
    SERVER = 1417
    USER_MAPPING = 1418
    FOREIGN_DATA_WRAPPER = 2328
    ACCESS_METHOD = 2601
    ACCESS_METHOD_OPERATOR = 2602
    ACCESS_METHOD_PROC = 2603
    ATTRDEF = 2604
    CAST = 2605
    CONSTRAINT = 2606
    CONVERSION = 2607
    LANGUAGE = 2612
    NAMESPACE = 2615
    OPERATOR_CLASS = 2616
    OPERATOR = 2617
    REWRITE = 2618
    TRIGGER = 2620
    OPERATOR_FAMILY = 2753
    EXTENSION = 3079
    POLICY = 3256
    STATISTIC_EXT = 3381
    COLLATION = 3456
    EVENT_TRIGGER = 3466
    TRANSFORM = 3576
    TS_DICTIONARY = 3600
    TS_PARSER = 3601
    TS_CONFIG = 3602
    TS_TEMPLATE = 3764
    PUBLICATION = 6104
    SUBSCRIPTION = 6100
    PUBLICATION_REL = 6106
    PUBLICATION_NAMESPACE = 6237


class Identities:
    """Identities of everything that was read; filled by the readers before anything is built."""

    def __init__(self, columns: Mapping[int, Sequence[tuple[Column, str | None] | None]]) -> None:
        self._columns = columns
        self._objects: dict[tuple[int, int], Ref] = {}
        self._extension_of: dict[tuple[int, int], Ref] = {}
        self._namespaces: dict[str, tuple[Ref]] = {}

    def add(self, catalog: Catalog, oid: int, ref: Ref) -> None:
        """Say who an object is."""
        self._objects[int(catalog), oid] = ref

    def add_member(self, catalog: int, oid: int, extension: Ref) -> None:
        """Say that an object belongs to an extension."""
        self._extension_of[catalog, oid] = extension

    def is_member(self, catalog: Catalog, oid: int) -> bool:
        """Whether an object belongs to an extension and so isn't listed by itself."""
        return (int(catalog), oid) in self._extension_of

    def namespace(self, name: str) -> tuple[Ref]:
        """The identity of a namespace alone, one value for all that stand in it."""
        found = self._namespaces.get(name)
        if found is None:
            found = self._namespaces[name] = (Ref("namespace", (name,)),)
        return found

    def find(self, catalog: int, oid: int, column: int = 0) -> Ref | None:
        """Who an object is: a member of an extension is the extension; None for the engine's own.

        Only columns of tables have identities; a column of a view or composite type is the whole.
        """
        member = self._extension_of.get((catalog, oid))
        if member is not None:
            return member
        found = self._objects.get((catalog, oid))
        if found is None or column <= 0 or found.kind != "table":
            return found
        name = self.column(oid, column)
        return found if name is None else Ref("column", (*found.path, name))

    def path(self, catalog: Catalog, oid: int) -> QName | None:
        """Qualified name of an object that was read."""
        found = self._objects.get((int(catalog), oid))
        return None if found is None else found.path

    def column(self, relation: int, number: int) -> str | None:
        """Name of a column of a relation, None when it is dropped or unknown."""
        columns = self._columns.get(relation)
        if columns is None or not 1 <= number <= len(columns):
            return None
        column = columns[number - 1]
        return None if column is None else column[0].name
