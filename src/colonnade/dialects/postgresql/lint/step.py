"""A statement as rules see it: what it is, what it costs, what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from google.protobuf.message import Message

from colonnade.dialect import Blocks, LockClaim
from colonnade.dialects.postgresql.lint.course import Course, Transaction
from colonnade.dialects.postgresql.lint.following import Following
from colonnade.dialects.postgresql.lint.tokens import Tokens
from colonnade.dialects.postgresql.locks import Effects, NewFile, tree
from colonnade.findings import Fix, Hit
from colonnade.lint import Aims, Piece, Script
from colonnade.schema import QName, Ref
from colonnade.schema import Sequence as SequenceObject
from colonnade.schema.naming import dotted
from colonnade.text import Span

_RANK = (Blocks.NOTHING, Blocks.DDL, Blocks.WRITES, Blocks.READS)
NEWEST = 18


@dataclass(frozen=True, kw_only=True)
class Step:
    """A statement with its costs, while the schema is still as it was before it."""

    script: Script
    number: int
    piece: Piece
    node: Message
    tokens: Tokens
    known: Following
    course: Course
    aims: Aims
    effects: Effects | None
    claims: tuple[LockClaim, ...]
    new: frozenset[Ref]
    """What the script made before."""
    earlier: Sequence[Step] = field(default=())
    """The statement of the script before it."""
    memory: dict[int, tuple[tuple[str, str, str], ...]] = field(default_factory=dict, repr=False, compare=False)
    """Names, types and plain types of the columns that each action states, once they were worked out."""

    @property
    def kind(self) -> str:
        """What it is in the grammar's words, such as `AlterTableStmt`."""
        return tree.kind(self.node)

    @property
    def text(self) -> str:
        """Its text."""
        return self.piece.text

    @property
    def major(self) -> int:
        """The server that it runs on."""
        return min(self.known.major, 99) if self.known.major != 99 else NEWEST

    @property
    def transaction(self) -> Transaction | None:
        """The transaction that it runs in."""
        return self.course.transaction

    @cached_property
    def ref(self) -> Ref | None:
        """The relation that it names first."""
        for field_name in ("relation", "table", "view"):
            named = tree.one(self.node, field_name)
            if named is not None and tree.kind(named) == "RangeVar":
                return self.known.find(tree.relation(named))
        return None

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """Its actions: those of ALTER TABLE one by one, otherwise the statement itself."""
        if self.kind != "AlterTableStmt":
            return (Act(step=self, kind=self.kind, node=self.node),)
        commands = tree.many(self.node, "cmds")
        return tuple(
            Act(step=self, kind=tree.choice(each, "subtype"), node=each, order=order)
            for order, each in enumerate(commands)
        )

    def is_new(self, ref: Ref | None) -> bool:
        """Whether the script made an object, so that nobody else uses it yet."""
        if ref is None:
            return False
        if ref in self.new:
            return True
        match ref.kind:
            case "index":
                owner = self.known.index_owner(ref)
                return owner is not None and owner in self.new
            case "constraint" | "column" | "trigger" | "policy" | "rule":
                return Ref("table", ref.path[:-1]) in self.new
            case "sequence":
                found = self.known.schema.get(ref)
                owned = found.owned_by if isinstance(found, SequenceObject) else None
                return owned is not None and Ref("table", owned[:-1]) in self.new
            case _:
                return False

    @cached_property
    def old_claims(self) -> tuple[LockClaim, ...]:
        """Locks on what others use, the hardest first."""
        found = [each for each in self.claims if not self.is_new(each.object)]
        return tuple(sorted(found, key=lambda each: -_RANK.index(each.blocks)))

    def claim(self, ref: Ref | None) -> LockClaim | None:
        """The lock on an object that others use."""
        return next((each for each in self.old_claims if each.object == ref), None)

    def rewrites(self, ref: Ref | None) -> bool:
        """Whether all rows of a table that others use, or of a partition or heir of it, are written anew."""
        files = self.effects.files if self.effects is not None else {}
        if ref is None or not files or self.is_new(ref):
            return False
        return any(files.get(each) is NewFile.REWRITTEN for each in self.known.family(ref))

    def scans(self, ref: Ref | None) -> bool:
        """Whether all rows of a table that others use, or of a partition or heir of it, are read."""
        scans = self.effects.scans if self.effects is not None else ()
        if ref is None or not scans or self.is_new(ref):
            return False
        return any(each in scans for each in self.known.family(ref))

    @cached_property
    def rewritten(self) -> tuple[Ref, ...]:
        """Tables and materialised views that are written anew."""
        files = self.effects.files if self.effects is not None else {}
        return tuple(ref for ref, why in files.items() if why is NewFile.REWRITTEN and ref.kind != "index")

    @property
    def span(self) -> Span:
        """Where it stands in the script."""
        return Span(start=self.piece.start, end=self.piece.start + len(self.piece.text))

    @property
    def end(self) -> int:
        """Where it ends in the script, with its semicolon."""
        return end_of(self.script, self.piece)

    @property
    def editable(self) -> bool:
        """Whether its text may be changed in place."""
        return self.script.fixable and self.piece.as_written

    def name(self, ref: Ref) -> str:
        """An object as its user knows it."""
        path = ref.path[1:] if len(ref.path) > 1 and ref.path[0] == "public" else ref.path
        return f"{ref.kind.replace('_', ' ')} {dotted(path)}"

    def path_name(self, path: QName) -> str:
        """A name as it is written."""
        return dotted(path)

    def blocked(self, *refs: Ref | None) -> str:
        """What others can't do meanwhile, of some objects or of all that are locked."""
        wanted = [each for each in self.old_claims if not refs or each.object in refs]
        said: list[str] = []
        for blocks in (Blocks.READS, Blocks.WRITES):
            names = [self.name(each.object) for each in wanted if each.blocks is blocks]
            if names:
                modes = dict.fromkeys(each.mode for each in wanted if each.blocks is blocks)
                said.append(f"{_and(names)} ({', '.join(modes)}): {_WAITS[blocks]}")
        return "; ".join(said)

    def hit(self, message: str, *, ref: Ref | None = None, fix: Fix | None = None, span: Span | None = None) -> Hit:
        """A finding about it."""
        about = ref if ref is not None else self.ref
        name = self.name(about) if about is not None else f"statement {self.number + 1}"
        return Hit(object=name, message=message, fix=fix, span=span or self.span)


_WAITS = {Blocks.READS: "reads and writes wait", Blocks.WRITES: "writes wait"}


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def end_of(script: Script, piece: Piece) -> int:
    """Where a statement ends in its script, with its semicolon where it has one."""
    end = piece.start + len(piece.text)
    semicolon = script.text.find(";", end)
    return semicolon + 1 if semicolon >= 0 and not script.text[end:semicolon].strip() else end


@dataclass(frozen=True, kw_only=True)
class Act:
    """One action of a statement."""

    step: Step
    kind: str
    node: Message
    order: int = 0

    @property
    def ref(self) -> Ref | None:
        """The relation that it is about."""
        return self.step.ref

    @property
    def is_new(self) -> bool:
        """Whether the relation was made by the same script."""
        return self.step.is_new(self.ref)

    @property
    def definition(self) -> Message | None:
        """The column or constraint that it states."""
        return tree.one(self.node, "def")

    @property
    def column(self) -> str:
        """The column that it is about."""
        definition = self.definition
        if self.kind == "AT_AddColumn" and definition is not None:
            return tree.word(definition, "colname")
        return tree.word(self.node, "name")

    @cached_property
    def constraints(self) -> dict[str, Message]:
        """The constraints of the column that it adds, by kind."""
        definition = self.definition
        if definition is None:
            return {}
        return {tree.choice(each, "contype"): each for each in tree.many(definition, "constraints")}

    @property
    def contype(self) -> str:
        """The kind of constraint that it adds."""
        definition = self.definition
        adds = self.kind == "AT_AddConstraint" and definition is not None
        return tree.choice(definition, "contype") if adds and definition is not None else ""

    @cached_property
    def stretch(self) -> tuple[int, int]:
        """The tokens that say it, as first number and one past the last."""
        tokens = self.step.tokens
        if self.step.kind != "AlterTableStmt" or not tokens.all:
            return 0, len(tokens.all)
        parts = list(tokens.parts(_first_action(tokens, self.step.node)))
        return parts[self.order] if self.order < len(parts) else (0, len(tokens.all))

    @property
    def span(self) -> Span:
        """Where it stands in the script."""
        begin, stop = self.stretch
        tokens = self.step.tokens.all
        if not tokens or begin >= stop:
            return self.step.span
        start = self.step.piece.start
        return Span(start=start + tokens[begin].start, end=start + tokens[stop - 1].end)

    def hit(self, message: str, *, ref: Ref | None = None, fix: Fix | None = None) -> Hit:
        """A finding about it."""
        return self.step.hit(message, ref=ref or self.ref, fix=fix, span=self.span)


def _first_action(tokens: Tokens, node: Message) -> int:
    """The number of the token after the name of the relation."""
    named = tree.one(node, "relation")
    number = tokens.at(getattr(named, "location", 0))
    parts = len(tree.relation(named)) if named is not None else 1
    number += 2 * parts - 1
    if number < len(tokens.all) and tokens.all[number].text == "*":
        number += 1
    return number
