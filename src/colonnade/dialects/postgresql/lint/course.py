"""What of a session counts for the statements after it: its transaction, its timeouts, its search path."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from google.protobuf.message import Message

from colonnade.dialects.postgresql.lint.following import Following
from colonnade.dialects.postgresql.locks import tree
from colonnade.lint import Wrapping
from colonnade.schema import Ref, Schema
from colonnade.text import Span

_OPENS = frozenset({"TRANS_STMT_BEGIN", "TRANS_STMT_START"})
_CLOSES = frozenset({"TRANS_STMT_COMMIT", "TRANS_STMT_ROLLBACK", "TRANS_STMT_PREPARE"})
_SET_CONFIG = re.compile(
    r"set_config\s*\(\s*'(lock_timeout|statement_timeout|search_path)'\s*,\s*'([^']*)'", re.IGNORECASE
)


@dataclass(slots=True, kw_only=True)
class Transaction:
    """A transaction while it goes on."""

    number: int
    begin: Span | None
    """The statement that begins it, with its semicolon; None where the runner does."""
    first: int
    """Number of the first statement in it."""
    exclusive: dict[Ref, int] = field(default_factory=dict)
    """Objects that others use and that nobody can read or write, each with the statement that locked it."""
    written: dict[Ref, int] = field(default_factory=dict)
    """Tables that others use and whose writes wait."""
    not_validated: set[str] = field(default_factory=set)
    """Names of constraints that it added for later."""
    new_values: set[tuple[str, str]] = field(default_factory=set)
    """Values that it added to enums."""
    told: set[str] = field(default_factory=set)
    """Rules that have said of it what they say once only."""
    changed: set[Ref] = field(default_factory=set)
    """Tables whose rows it changed."""
    before: Schema | None = None
    """What was there when it began, kept where the script may roll back."""


@dataclass(slots=True, kw_only=True)
class Course:
    """A session while statements go by."""

    known: Following
    wrapping: Wrapping
    statements: int
    may_roll_back: bool = False
    transaction: Transaction | None = None
    transactions: int = 0
    lock_timeout: str | None = None
    """As it was set; None where it was not."""
    statement_timeout: str | None = None
    added: set[Ref] = field(default_factory=set)
    """Columns and constraints that the script put on tables that were there."""
    asked_for_lock_timeout: bool = False
    asked_for_statement_timeout: bool = False
    _local: set[str] = field(default_factory=set)

    def start(self) -> None:
        """The runner's transaction begins, where it makes one."""
        wrapped = self.wrapping is Wrapping.TRANSACTION or (self.wrapping is Wrapping.BATCH and self.statements > 1)
        if wrapped:
            self._open(None, 0)

    @property
    def is_wrapped(self) -> bool:
        """Whether the transaction that goes on is the runner's."""
        return self.transaction is not None and self.transaction.begin is None

    @property
    def is_batch(self) -> bool:
        """Whether whatever is added to the script runs in one transaction with the rest."""
        return self.wrapping is Wrapping.BATCH

    def _open(self, begin: Span | None, number: int) -> None:
        self.transactions += 1
        before = self.known.snapshot() if self.may_roll_back else None
        self.transaction = Transaction(number=self.transactions, begin=begin, first=number, before=before)

    def _close(self) -> None:
        self.transaction = None
        for name in self._local:
            setattr(self, name, None)
        self._local.clear()

    def pass_by(self, node: Message, text: str, span: Span, number: int) -> None:
        """A statement has run: what it means for those after it."""
        match tree.kind(node):
            case "TransactionStmt":
                self._control(tree.choice(node, "kind"), span, number)
            case "VariableSetStmt":
                self._set(node)
            case "SelectStmt":
                for name, value in _SET_CONFIG.findall(text):
                    self._put(name.lower(), value, local=False)
            case _:
                pass

    def _control(self, kind: str, span: Span, number: int) -> None:
        if kind in _OPENS and self.transaction is None:
            self._open(span, number + 1)
        elif kind in _CLOSES and self.transaction is not None:
            before = self.transaction.before
            if kind == "TRANS_STMT_ROLLBACK" and before is not None:
                for ref in [each.ref for each in self.known.schema if each.ref not in before]:
                    self.known.take(ref)
                for each in before:
                    if self.known.schema.get(each.ref) is not each:
                        self.known.put(each)
            self._close()

    def _set(self, node: Message) -> None:
        name = tree.word(node, "name").lower()
        kind = tree.choice(node, "kind")
        local = tree.flag(node, "is_local")
        if kind == "VAR_RESET_ALL":
            self.lock_timeout = self.statement_timeout = None
            return
        values = [_constant(each) for each in tree.many(node, "args")] if kind == "VAR_SET_VALUE" else []
        if name == "search_path":
            path = tuple(each for value in values for each in value.replace('"', "").replace(" ", "").split(","))
            known = tuple(each for each in path if each and each != "$user" and each != "pg_catalog")
            self.known.session = replace(self.known.session, search_path=known or ("public",))
        elif name == "timezone":
            utc = values[:1] and values[0].upper() in ("UTC", "GMT", "0")
            self.known.session = replace(self.known.session, time_zone_is_utc=bool(utc))
        elif name in ("lock_timeout", "statement_timeout"):
            self._put(name, values[0] if values else None, local=local)

    def _put(self, name: str, value: str | None, *, local: bool) -> None:
        if name == "search_path":
            path = tuple(each for each in (value or "").replace('"', "").replace(" ", "").split(",") if each)
            self.known.session = replace(self.known.session, search_path=path or ("public",))
            return
        if local and self.transaction is None:
            return
        setattr(self, name, value)
        if local:
            self._local.add(name)

    @property
    def waits_for_locks(self) -> bool:
        """Whether nothing ends a wait for a lock."""
        return self.lock_timeout is None or self.lock_timeout.strip() in ("0", "")


def _constant(node: Message) -> str:
    ival, sval, fval = tree.one(node, "ival"), tree.one(node, "sval"), tree.one(node, "fval")
    if sval is not None:
        return tree.word(sval, "sval")
    if fval is not None:
        return tree.word(fval, "fval")
    return str(tree.number(ival)) if ival is not None else ""
