"""Linting scripts of PostgreSQL one after the other, each statement on the schema that those before it leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from google.protobuf.message import Message
from postgast import PgQueryError, parse, unwrap_node

from colonnade.dialects.postgresql.lint import rules
from colonnade.dialects.postgresql.lint.assuming import assume
from colonnade.dialects.postgresql.lint.book import BY_KIND, END, SCRIPT_RULES, STATEMENT
from colonnade.dialects.postgresql.lint.course import Course
from colonnade.dialects.postgresql.lint.follow.columns import constraint_name
from colonnade.dialects.postgresql.lint.follow.statement import follow
from colonnade.dialects.postgresql.lint.following import Following
from colonnade.dialects.postgresql.lint.kinds import kind_words
from colonnade.dialects.postgresql.lint.step import Act, Step
from colonnade.dialects.postgresql.lint.tokens import Tokens
from colonnade.dialects.postgresql.locks import Effects, Mode, Session, claims, tree
from colonnade.dialects.postgresql.locks.statement import judged_tree
from colonnade.findings import Finding
from colonnade.lint import Aims, Linted, Piece, Script, StatementReport
from colonnade.lint.shared import UNREADABLE, unreadable_statement
from colonnade.schema import Ref, Schema
from colonnade.text import Span

assert rules.__all__, "the book is filled by importing the rules"
_EMPTY = Schema(engine="postgresql")


def lint(scripts: Sequence[Script], aims: Aims) -> tuple[Linted, ...]:
    """What is found in scripts that run in this order."""
    schema = aims.schema if aims.schema is not None else _EMPTY
    known = Following(schema, Session(), aims.version or schema.version)
    return tuple(lint_on(script, known, aims) for script in scripts)


def lint_on(script: Script, known: Following, aims: Aims) -> Linted:
    """What is found in a script on a schema that is known, which then is as the script leaves it."""
    return _Pass(script, known, aims).run()


class _Pass:
    """One script being read."""

    def __init__(self, script: Script, known: Following, aims: Aims) -> None:
        self._script = script
        self._known = known
        self._aims = aims
        rolls_back = any(each.text[:8].upper() == "ROLLBACK" for each in script.pieces)
        self._course = Course(
            known=known, wrapping=script.wrapping, statements=len(script.pieces), may_roll_back=rolls_back
        )
        self._new: set[Ref] = set()
        self._steps: list[Step] = []
        self._reports: list[StatementReport] = []
        self._findings: list[Finding] = []

    def run(self) -> Linted:
        """Read it to its end."""
        self._course.start()
        for number, piece in enumerate(self._script.pieces):
            self._statement(number, piece)
        if self._steps and self._script.judged:
            last = self._steps[-1]
            self._ask(Act(step=last, kind=END, node=last.node), END)
        self._known.session = Session()
        return Linted(script=self._script, statements=tuple(self._reports), findings=tuple(self._findings))

    def _statement(self, number: int, piece: Piece) -> None:
        try:
            found = parse(piece.text).stmts
        except PgQueryError as error:
            self._unreadable(number, piece, error)
            return
        if len(found) != 1:
            return
        node = unwrap_node(found[0].stmt)
        step = self._judge(number, piece, node)
        self._steps.append(step)
        if self._script.judged:
            self._ask(Act(step=step, kind=STATEMENT, node=node), STATEMENT)
            for act in step.acts:
                self._ask(act, act.kind)
        self._report(step)
        self._note(step)
        self._course.added.update(_added(step))
        self._new.update(follow(self._known, node, step.tokens))
        for new, old in self._known.renamed.items():
            if old in self._new:
                self._new.add(new)
        self._known.renamed.clear()
        self._course.pass_by(node, piece.text, Span(start=piece.start, end=step.end), number)

    def _judge(self, number: int, piece: Piece, node: Message) -> Step:
        known = self._known
        if self._aims.schema is None:
            assume(known, node)
        effects = judged_tree(node, known)
        if effects is not None and tree.kind(node) == "DropStmt":
            effects = _with_unknown_indexes(effects, known, node)
        return Step(
            script=self._script,
            number=number,
            piece=piece,
            node=node,
            tokens=Tokens(piece.text),
            known=known,
            course=self._course,
            aims=self._aims,
            effects=effects,
            claims=tuple(claims(effects, known)) if effects is not None else (),
            new=frozenset(self._new),
            earlier=tuple(self._steps[-1:]),
        )

    def _ask(self, act: Act, kind: str) -> None:
        for rule_id in BY_KIND.get(kind, ()):
            rule = SCRIPT_RULES.rules_by_id[rule_id]
            if rule_id in self._aims.off or (rule.on_request and rule_id not in self._aims.on):
                continue
            self._findings.extend(rule.findings(act))

    def _unreadable(self, number: int, piece: Piece, error: PgQueryError) -> None:
        transaction = self._course.transaction
        self._reports.append(
            StatementReport(
                start=piece.start,
                sql=piece.text,
                kind="unreadable",
                judged=False,
                transaction=transaction.number if transaction is not None else None,
            )
        )
        if not self._script.judged or UNREADABLE in self._aims.off:
            return
        at = max(int(getattr(error, "cursorpos", 1) or 1) - 1, 0)
        self._findings.append(unreadable_statement(number, piece, "PostgreSQL", str(error), at))

    def _report(self, step: Step) -> None:
        effects = step.effects
        rewrites = step.rewritten
        transaction = step.transaction
        new = {claim.object for claim in step.claims if step.is_new(claim.object)}
        self._reports.append(
            StatementReport(
                start=step.piece.start,
                sql=step.text,
                kind=kind_words(step),
                judged=effects is not None,
                locks=step.claims,
                rewrites=rewrites,
                scans=tuple(ref for ref in effects.scans if ref not in rewrites) if effects is not None else (),
                new=frozenset(new),
                transaction=transaction.number if transaction is not None else None,
            )
        )

    def _note(self, step: Step) -> None:
        """What the transaction holds from now on."""
        transaction = step.transaction
        if transaction is None:
            return
        for claim in step.old_claims:
            if claim.mode == Mode.ACCESS_EXCLUSIVE and claim.object.kind in ("table", "materialized_view", "view"):
                transaction.exclusive.setdefault(claim.object, step.number)
            if claim.blocks.value in ("writes", "reads and writes"):
                transaction.written.setdefault(claim.object, step.number)
        for act in step.acts:
            definition = act.definition
            if definition is not None and act.contype and tree.flag(definition, "skip_validation"):
                transaction.not_validated.add(tree.word(definition, "conname"))
        if step.kind in ("UpdateStmt", "InsertStmt", "DeleteStmt", "MergeStmt") and step.ref is not None:
            transaction.changed.add(step.ref)
        if step.kind == "AlterEnumStmt" and not tree.word(step.node, "old_val"):
            names = tree.words(tree.many(step.node, "type_name"))
            transaction.new_values.add((names[-1] if names else "", tree.word(step.node, "new_val")))


def _added(step: Step) -> Iterator[Ref]:
    """Columns and constraints that a statement puts on a table."""
    for act in step.acts:
        if act.ref is None or act.definition is None:
            continue
        if act.kind == "AT_AddColumn":
            yield Ref("column", (*act.ref.path, act.column))
        elif act.contype and act.contype != "CONSTR_NOTNULL":
            keys = tree.many(act.definition, "fk_attrs") or tree.many(act.definition, "keys")
            yield Ref(
                "constraint", (*act.ref.path, constraint_name(step.known, act.ref, act.definition, tree.words(keys)))
            )


def _with_unknown_indexes(effects: Effects, known: Following, node: Message) -> Effects:
    """DROP INDEX of one that nobody has seen locks it, and a table that nobody knows."""
    if tree.choice(node, "remove_type") != "OBJECT_INDEX":
        return effects
    locks = dict(effects.locks)
    for name in _unknown(known, node):
        locks[Ref("index", name)] = frozenset({Mode.ACCESS_EXCLUSIVE})
    return Effects(locks=locks, files=effects.files, scans=effects.scans, reads=effects.reads, builds=effects.builds)


def _unknown(known: Following, node: Message) -> Iterator[tuple[str, ...]]:
    for each in tree.many(node, "objects"):
        name = tree.items(each)
        if name and known.find(name, "index") is None:
            yield name if len(name) > 1 else (next(iter(known.session.search_path), "public"), *name)
