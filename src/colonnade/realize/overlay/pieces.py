"""Partitions of tables: what they have from their parents need not be said again for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from colonnade.dialect import Dialect
from colonnade.idioms import PartitionOrigin
from colonnade.schema import PartitionOf, Ref, Schema, SchemaObject, Table, parts_of
from colonnade.schema.document import BadDocumentError, Document, Node, from_document, to_document
from colonnade.schema.naming import undotted


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Where a partition stands, and how it came there."""

    of: PartitionOf
    origin: PartitionOrigin


class Pieces:
    """Objects of a schema without its partitions, which are made of their parents once those are complete."""

    def __init__(self, given: Schema, dialect: Dialect) -> None:
        self.idioms = dialect.idioms.partitions if dialect.idioms is not None else None
        self.given = given
        self.pieces: dict[Ref, _Piece] = {}
        self._said: dict[Ref, dict[str, Node]] = {}
        tables = {each.ref: each.partition_of for each in given.of_kind(Table) if each.partition_of is not None}
        if self.idioms is None:
            tables = {}
        self.known = tables
        """Partitions that the logical design declares, and their places."""
        self.objects = {
            ref: each for ref, each in given.objects.items() if ref not in tables and each.parent() not in tables
        }

    def add_like(self, table: Table, wanted: Schema) -> None:
        """Make the partition that is nearest to a wanted one, of the wanted parent."""
        assert table.partition_of is not None
        parent = wanted.get(Ref("table", table.partition_of.parent))
        if self.idioms is None or not isinstance(parent, Table):
            return
        parts = parts_of(wanted).get(parent.ref, ())
        best: tuple[SchemaObject, ...] = ()
        chosen = PartitionOrigin.ATTACHED
        for origin in PartitionOrigin:
            made = self.idioms.divide(parent, parts, table.partition_of, table.path, origin)
            if not best or _unlike(made[0], table) < _unlike(best[0], table):
                best, chosen = made, origin
        for each in best:
            other = wanted.get(each.ref)
            if each.ref == table.ref or (each.ref not in self.objects and _same_place(other, each)):
                self.objects[each.ref] = each
        said: dict[str, Node] = {}
        if self.known.get(table.ref) != table.partition_of:
            said["partition_of"] = to_document(table)["partition_of"]
        if chosen is not PartitionOrigin.ATTACHED:
            said["origin"] = chosen.value
        self._said[table.ref] = said

    def said(self, ref: Ref) -> Mapping[str, Node]:
        """What an entry of a partition must say so that it can be made again."""
        return self._said.get(ref, {})

    def declare(self, entries: Mapping[Ref, Document | None]) -> set[Ref]:
        """Take the places of all partitions from the entries; answer which entries wait until those are made."""
        for ref, of in self.known.items():
            node = entries.get(ref, {})
            if node is not None:
                self.pieces[ref] = _Piece(of=_place(ref, node) or of, origin=_origin(node))
        for ref, node in entries.items():
            place = _place(ref, node) if node is not None and ref not in self.given else None
            if place is not None and node is not None and self.idioms is not None:
                self.pieces[ref] = _Piece(of=place, origin=_origin(node))
        return {ref for ref, node in entries.items() if self._waits(ref, node)}

    def _waits(self, ref: Ref, node: Document | None) -> bool:
        if ref in self.pieces or piece_of(ref, node) in self.pieces:
            return True
        return ref.kind == "index" and ref not in self.objects and (node is None or "on" not in node)

    def in_order(self) -> Iterator[Ref]:
        """Every partition after its parent."""
        done: set[Ref] = set()
        left = dict(self.pieces)
        while left:
            ready = [ref for ref, piece in left.items() if Ref("table", piece.of.parent) not in left]
            if not ready:
                return
            for ref in ready:
                del left[ref]
                done.add(ref)
                yield ref

    def make(self, ref: Ref) -> tuple[Ref, ...]:
        """Make a partition of what its parent has by now; answers what was made."""
        piece = self.pieces[ref]
        parent = self.objects.get(Ref("table", piece.of.parent))
        if self.idioms is None or not isinstance(parent, Table):
            self.objects[ref] = Table(path=ref.path, partition_of=piece.of)
            return (ref,)
        parts = tuple(each for each in self.objects.values() if each.parent() == parent.ref)
        made = self.idioms.divide(parent, parts, piece.of, ref.path, piece.origin)
        for each in made:
            if each.ref == ref or each.ref not in self.objects:
                self.objects[each.ref] = each
        return tuple(each.ref for each in made)


def piece_of(ref: Ref, node: Document | None) -> Ref | None:
    """The table that an entry is a part of, as far as the entry itself says it."""
    if ref.kind in {"constraint", "trigger", "policy", "rule"}:
        return Ref("table", ref.parent_path)
    if ref.kind == "index" and node is not None and isinstance(node.get("on"), str):
        return Ref("table", undotted(str(node["on"])))
    return None


def depth_of(table: Table) -> tuple[int, Ref]:
    """Parents first: a table that is divided and no partition, one that is both, one that is only a partition."""
    return (0 if table.partition_of is None else 1 if table.partition_by is not None else 2, table.ref)


def _place(ref: Ref, node: Document) -> PartitionOf | None:
    if ref.kind != "table" or "partition_of" not in node:
        return None
    made = from_document(ref, {"partition_of": node["partition_of"]})
    return made.partition_of if isinstance(made, Table) else None


def _origin(node: Document | None) -> PartitionOrigin:
    said = (node or {}).get("origin", PartitionOrigin.ATTACHED)
    if said not in set(PartitionOrigin):
        raise BadDocumentError(f"origin {said!r} is none of {', '.join(PartitionOrigin)}")
    return PartitionOrigin(str(said))


def _same_place(other: SchemaObject | None, each: SchemaObject) -> bool:
    return other is None or other.parent() == each.parent()


def _unlike(made: SchemaObject, wanted: Table) -> int:
    """How many columns of a partition differ from the wanted one's."""
    columns = made.columns if isinstance(made, Table) else {}
    return sum(columns.get(name) != column for name, column in wanted.columns.items())
