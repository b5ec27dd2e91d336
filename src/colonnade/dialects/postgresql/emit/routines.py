"""Functions and procedures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.postgresql.arguments import Argument, arguments_of
from colonnade.dialects.postgresql.emit.generic import targets_of
from colonnade.dialects.postgresql.emit.naming import designation
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import trappings
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.ops import AlterObject, CreateObject, Operation
from colonnade.schema import Function, Ref, Routine, Volatility

_PROPERTIES = frozenset(
    {"volatility", "strict", "security_definer", "leakproof", "cost", "rows", "parallel", "settings"}
)
"""What ALTER FUNCTION can change."""
_TRAPPINGS = frozenset({"owner", "comment", "privileges"})


@EMIT.on(CreateObject, "function", "procedure")
def create_routine(operation: Operation, context: Context) -> Alteration:
    """CREATE FUNCTION or PROCEDURE with the body as it was written."""
    assert isinstance(operation, CreateObject)
    routine = operation.object
    assert isinstance(routine, Routine)
    made = Statement(sql=definition(routine), form=f"create_{routine.kind}", on=_locked(routine))
    return Alteration(statements=(made, *trappings(routine, None, context)))


@EMIT.on(AlterObject, "function", "procedure")
def alter_routine(operation: Operation, context: Context) -> Alteration | None:
    """ALTER for properties, CREATE OR REPLACE where the signature allows, None otherwise."""
    assert isinstance(operation, AlterObject)
    old, new = operation.before, operation.after
    assert isinstance(old, Routine)
    assert isinstance(new, Routine)
    changed = operation.changed() - _TRAPPINGS
    made: list[Statement] = []
    hazards = frozenset({Hazard.CHANGES_ACCESS}) if "security_definer" in changed else frozenset[Hazard]()
    if changed and changed <= _PROPERTIES and _alterable(old, new):
        sql = f"ALTER {designation(new)} {' '.join(_changes(old, new))}"
        made.append(Statement(sql=sql, form="alter_routine", on=(new.ref,), hazards=hazards))
    elif changed:
        if not _replaceable(old, new):
            return None
        sql = definition(new, replacing=True)
        made.append(Statement(sql=sql, form=f"replace_{new.kind}", on=_locked(new), hazards=hazards))
    made += trappings(new, old, context)
    return Alteration(statements=tuple(made))


def _locked(routine: Routine) -> tuple[Ref, ...]:
    """The routine and the tables that its parsed body writes to."""
    return (routine.ref, *targets_of(routine.sql_body or ""))


def definition(routine: Routine, *, replacing: bool = False) -> str:
    """The whole CREATE statement."""
    words = "CREATE OR REPLACE" if replacing else "CREATE"
    head = f"{words} {routine.kind.upper()} {qualified(routine.path[:-1])}({routine.arguments})"
    lines = [head]
    if isinstance(routine, Function):
        lines[0] += f" RETURNS {routine.returns}"
    lines.append("    " + " ".join([f"LANGUAGE {quote(routine.language)}", *_clauses(routine)]))
    lines.append(f"    {_body(routine)}")
    return "\n".join(lines)


def _clauses(routine: Routine) -> Iterator[str]:
    if routine.transforms:
        yield "TRANSFORM " + ", ".join(f"FOR TYPE {each}" for each in routine.transforms)
    if isinstance(routine, Function):
        yield from _function_clauses(routine)
    if routine.security_definer:
        yield "SECURITY DEFINER"
    for name, value in routine.settings.items():
        yield f"SET {_setting(name)} TO {value}"


def _function_clauses(function: Function) -> Iterator[str]:
    if function.window:
        yield "WINDOW"
    if function.volatility is not Volatility.VOLATILE:
        yield function.volatility.value.upper()
    if function.strict:
        yield "STRICT"
    if function.leakproof:
        yield "LEAKPROOF"
    if function.parallel.value != "unsafe":
        yield f"PARALLEL {function.parallel.value.upper()}"
    if function.cost is not None:
        yield f"COST {_number(function.cost)}"
    if function.rows is not None:
        yield f"ROWS {_number(function.rows)}"
    if function.support is not None:
        yield f"SUPPORT {function.support}"


def _setting(name: str) -> str:
    return ".".join(map(quote, name.split(".")))


def _body(routine: Routine) -> str:
    if routine.sql_body is not None:
        return routine.sql_body
    if routine.object_file is not None:
        return f"AS {literal(routine.object_file)}, {literal(routine.body)}"
    return f"AS {dollar_quoted(routine.body)}"


def dollar_quoted(text: str) -> str:
    """A text between dollar quotes that do not occur in it."""
    tag = ""
    while f"${tag}$" in text or text.endswith(f"${tag}"):
        tag += "_" if not tag else "x"
    return f"${tag}${text}${tag}$"


def _alterable(old: Routine, new: Routine) -> bool:
    """Whether ALTER FUNCTION can say it: a number of rows can't be taken back to none."""
    return not (isinstance(old, Function) and isinstance(new, Function) and new.rows is None and old.rows is not None)


def _changes(old: Routine, new: Routine) -> Iterator[str]:
    if isinstance(old, Function) and isinstance(new, Function):
        if old.volatility is not new.volatility:
            yield new.volatility.value.upper()
        if old.strict != new.strict:
            yield "STRICT" if new.strict else "CALLED ON NULL INPUT"
        if old.leakproof != new.leakproof:
            yield "LEAKPROOF" if new.leakproof else "NOT LEAKPROOF"
        if old.cost != new.cost:
            yield f"COST {_number(_usual_cost(new) if new.cost is None else new.cost)}"
        if old.rows != new.rows and new.rows is not None:
            yield f"ROWS {_number(new.rows)}"
        if old.parallel is not new.parallel:
            yield f"PARALLEL {new.parallel.value.upper()}"
    if old.security_definer != new.security_definer:
        yield f"SECURITY {'DEFINER' if new.security_definer else 'INVOKER'}"
    yield from _settings(dict(old.settings), dict(new.settings))


def _settings(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    """SET and RESET so that the order comes out too: a new setting is appended, a known one changed where it stands."""
    by_one = {**{name: new[name] for name in old if name in new}, **new}
    if list(by_one) != list(new):
        yield "RESET ALL"
        old = {}
    for name in old:
        if name not in new:
            yield f"RESET {_setting(name)}"
    for name, value in new.items():
        if old.get(name) != value:
            yield f"SET {_setting(name)} TO {value}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _usual_cost(function: Function) -> int:
    return 1 if function.language in ("internal", "c") else 100


def _replaceable(old: Routine, new: Routine) -> bool:
    """Whether CREATE OR REPLACE takes it: same result, no renamed or retyped argument, no default less.

    Manual, CREATE FUNCTION, Notes; `ProcedureCreate()` in catalog/pg_proc.c.
    """
    if _result(old) != _result(new):
        return False
    before, after = arguments_of(old.arguments), arguments_of(new.arguments)
    if len(before) != len(after):
        return False
    return all(_accepts(was, now) for was, now in zip(before, after, strict=True))


def _result(routine: Routine) -> tuple[str, bool] | None:
    return (routine.returns, routine.window) if isinstance(routine, Function) else None


def _accepts(was: Argument, now: Argument) -> bool:
    if was.default is not None and now.default is None:
        return False
    named = replace(was, name=now.name) if was.name is None and was.mode == "IN" else was
    return replace(named, default=None) == replace(now, default=None)
