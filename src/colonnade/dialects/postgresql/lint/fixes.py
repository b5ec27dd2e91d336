"""Changes of a script that lead to the same schema by way of weaker locks; comments stay where they are."""

from __future__ import annotations

from collections.abc import Sequence

from google.protobuf.message import Message

from colonnade.dialects.postgresql.lint.follow.columns import constraint_name
from colonnade.dialects.postgresql.lint.names import made
from colonnade.dialects.postgresql.lint.step import Act, Step, end_of
from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.quote import quote
from colonnade.findings import Edit, Fix
from colonnade.lint import Piece
from colonnade.schema import QName
from colonnade.text import Span


def put(at: int, text: str) -> Edit:
    """Something is put in."""
    return Edit(span=Span(start=at, end=at), text=text)


def name_of(path: QName) -> str:
    """A name in full, quoted where it must be."""
    return ".".join(quote(each) for each in path)


def written_name(step: Step) -> str:
    """The relation as the statement names it."""
    named = tree.one(step.node, "relation")
    return name_of(tree.relation(named))


def _is(piece: Piece | None, *words: str) -> bool:
    return piece is not None and piece.text.strip().upper().split()[:1] in [[each] for each in words]


def _beside(step: Step, by: int) -> Piece | None:
    number = step.number + by
    return step.script.pieces[number] if 0 <= number < len(step.script.pieces) else None


def alone(step: Step) -> tuple[Edit, ...] | None:
    """What takes a statement out of the transaction that the script makes; None where the runner makes it."""
    if step.transaction is None:
        return ()
    if step.course.is_wrapped:
        return None
    before, after = _beside(step, -1), _beside(step, 1)
    opens, closes = _is(before, "BEGIN", "START"), _is(after, "COMMIT", "END")
    edits: list[Edit] = []
    if opens and before is not None:
        edits.append(Edit(span=Span(start=before.start, end=end_of(step.script, before)), text=""))
    else:
        edits.append(put(step.piece.start, "COMMIT;\n\n"))
    if closes and after is not None:
        edits.append(Edit(span=Span(start=after.start, end=end_of(step.script, after)), text=""))
    else:
        edits.append(put(step.end, "\n\nBEGIN;"))
    return tuple(edits)


def before(step: Step, statements: Sequence[str]) -> tuple[Edit, ...] | None:
    """Statements of their own before one; None where the runner's transaction is around it."""
    text = "".join(f"{each};\n" for each in statements)
    if step.course.is_batch:
        return None
    if step.transaction is None:
        return (put(step.piece.start, text),)
    if step.course.is_wrapped:
        return None
    opening = _beside(step, -1)
    if _is(opening, "BEGIN", "START") and opening is not None:
        return (put(opening.start, f"{text}\n"),)
    return (put(step.piece.start, f"COMMIT;\n\n{text}\nBEGIN;\n"),)


def after(step: Step, statements: Sequence[str]) -> tuple[Edit, ...] | None:
    """Statements of their own after one, and after the transaction around it."""
    text = "".join(f"\n{each};" for each in statements)
    at = step.end
    if step.course.is_batch:
        return None
    closed = "" if step.script.text[at - 1 : at] == ";" else ";"
    if step.transaction is None:
        return (put(at, f"{closed}{text}"),)
    if step.course.is_wrapped:
        return None
    for piece in step.script.pieces[step.number + 1 :]:
        if _is(piece, "COMMIT", "END"):
            end = end_of(step.script, piece)
            closed = "" if step.script.text[end - 1 : end] == ";" else ";"
            return (put(end, f"{closed}\n{text}"),)
    return None


def concurrently(step: Step, *words: str) -> Fix:
    """CONCURRENTLY after a word of the statement, outside of a transaction."""
    title = f"{' '.join(words)} CONCURRENTLY, outside of a transaction"
    tokens = step.tokens
    number = tokens.find(*words)
    outside = alone(step)
    if not step.editable or number is None or outside is None:
        return Fix(title=title)
    at = step.piece.start + tokens.all[number + len(words) - 1].end
    return Fix(title=title, edits=(*outside, put(at, " CONCURRENTLY")))


def validated_later(act: Act) -> Fix:
    """A constraint that is added NOT VALID, and validated in a statement of its own."""
    step, constraint = act.step, act.definition
    title = "add it NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own"
    assert constraint is not None
    if act.ref is None:
        return Fix(title=title)
    columns = tree.words(tree.many(constraint, "fk_attrs"))
    name = constraint_name(step.known, act.ref, constraint, columns)
    validation = f"ALTER TABLE {written_name(step)} VALIDATE CONSTRAINT {quote(name)}"
    sql = f"ALTER TABLE {written_name(step)} ADD CONSTRAINT {quote(name)} … NOT VALID;\n{validation};"
    later = after(step, (validation,))
    if not step.editable or later is None:
        return Fix(title=title, sql=sql)
    begin, stop = act.stretch
    tokens, start = step.tokens.all, step.piece.start
    edits = [put(start + tokens[stop - 1].end, " NOT VALID")]
    if not tree.word(constraint, "conname"):
        if _is_ambiguous(act, name):
            return Fix(title=title, sql=sql)
        at = step.tokens.at(getattr(constraint, "location", 0))
        edits.append(put(start + tokens[max(at, begin)].start, f"CONSTRAINT {quote(name)} "))
    return Fix(title=title, sql=sql, edits=(*edits, *later))


def _is_ambiguous(act: Act, name: str) -> bool:
    """Whether another constraint of the statement may get the same name."""
    others = [each for each in act.step.acts if each.contype and each is not act]
    return any(
        each.definition is not None
        and act.ref is not None
        and constraint_name(
            act.step.known, act.ref, each.definition, tree.words(tree.many(each.definition, "fk_attrs"))
        )
        == name
        for each in others
    )


def proven_not_null(step: Step, *columns: str) -> tuple[list[str], list[str]]:
    """Statements before and after one, with which NOT NULL of columns reads no rows under a strong lock."""
    table = written_name(step)
    path = step.ref.path if step.ref is not None else ("",)
    first: list[str] = []
    last: list[str] = []
    for column in columns:
        name = quote(made(path[-1], column, "is_set"))
        first.append(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({quote(column)} IS NOT NULL) NOT VALID")
        first.append(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
        last.append(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    return first, last


def through_check(act: Act) -> Fix:
    """SET NOT NULL after a check of the same that is valid."""
    title = "add CHECK (column IS NOT NULL) NOT VALID, validate it, set NOT NULL, drop the check"
    step = act.step
    first, last = proven_not_null(step, act.column)
    sql = "\n".join(f"{each};" for each in (*first, "…", *last))
    ahead, behind = before(step, first), after(step, last)
    if not step.editable or ahead is None or behind is None:
        return Fix(title=title, sql=sql)
    return Fix(title=title, sql=sql, edits=(*ahead, *behind))


def from_ready_index(act: Act) -> Fix:
    """A key over an index that was built before it."""
    title = "build the unique index CONCURRENTLY, then ADD CONSTRAINT … USING INDEX"
    step, constraint = act.step, act.definition
    assert constraint is not None
    columns = tree.words(tree.many(constraint, "keys"))
    if act.ref is None or not columns:
        return Fix(title=title)
    if step.known.is_partitioned(act.ref):
        return Fix(title="build the unique indexes of the partitions CONCURRENTLY first, and attach them")
    name = quote(constraint_name(step.known, act.ref, constraint, columns))
    keys = ", ".join(quote(each) for each in columns)
    build = f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON {written_name(step)} ({keys})"
    nullable = [] if tree.choice(constraint, "contype") == "CONSTR_UNIQUE" else _nullable(act, columns)
    first, last = proven_not_null(step, *nullable)
    sql = "\n".join(f"{each};" for each in (*first, build, "…", *last))
    plain = not any(tree.many(constraint, each) for each in ("including", "options", "without_overlaps"))
    if tree.flag(constraint, "nulls_not_distinct") or tree.word(constraint, "indexspace") or not plain:
        return Fix(title=title, sql=sql)
    ahead = before(step, (*first, build))
    behind = after(step, last) if last else ()
    edits = _using_index(act, constraint, name)
    if not step.editable or ahead is None or behind is None or edits is None:
        return Fix(title=title, sql=sql)
    if nullable:
        required = "".join(f"ALTER COLUMN {quote(each)} SET NOT NULL, " for each in nullable)
        begin = step.piece.start + step.tokens.all[act.stretch[0]].start
        edits = (put(begin, required), *edits)
    return Fix(title=title, sql=sql, edits=(*ahead, *edits, *behind))


def _nullable(act: Act, columns: Sequence[str]) -> list[str]:
    """Columns that may be null, or of which nothing is known."""
    assert act.ref is not None
    found = {each: act.step.known.column(act.ref, each) for each in columns}
    return [name for name, column in found.items() if column is None or column.nullable]


def _using_index(act: Act, constraint: Message, name: str) -> tuple[Edit, ...] | None:
    tokens, start = act.step.tokens, act.step.piece.start
    begin, stop = act.stretch
    opening = tokens.find("(", start=begin, stop=stop)
    if opening is None:
        return None
    columns = Span(start=start + tokens.all[opening].start, end=start + tokens.all[tokens.closing(opening)].end)
    edits = [Edit(span=columns, text=f"USING INDEX {name}")]
    if not tree.word(constraint, "conname"):
        at = tokens.at(getattr(constraint, "location", 0))
        edits.insert(0, put(start + tokens.all[max(at, begin)].start, f"CONSTRAINT {name} "))
    return tuple(edits)


def lock_timeout(step: Step) -> Fix:
    """A limit to waiting, at the beginning of the script."""
    value = step.aims.lock_timeout
    local = "LOCAL " if step.course.is_wrapped else ""
    statement = f"SET {local}lock_timeout = '{value}';"
    title = f"{statement[:-1]} at the beginning"
    opening = step.script.pieces[0] if step.script.pieces else None
    # A second statement would make one transaction of a batch, in which CONCURRENTLY is refused.
    is_single = step.course.is_batch and step.transaction is None
    if not step.script.fixable or opening is None or is_single:
        return Fix(title=title, sql=statement)
    return Fix(title=title, sql=statement, edits=(put(opening.start, f"{statement}\n\n"),))


def if_exists(step: Step, words: Sequence[str], clause: str) -> Fix:
    """IF EXISTS or IF NOT EXISTS after words of a statement."""
    title = f"say {clause}"
    for number in range(len(step.tokens.all)):
        if step.tokens.find(*words, start=number, stop=number + len(words)) is not None:
            at = step.piece.start + step.tokens.all[number + len(words) - 1].end
            return Fix(title=title, edits=(put(at, f" {clause}"),) if step.editable else ())
    return Fix(title=title)
