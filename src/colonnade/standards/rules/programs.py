"""Rules about functions and triggers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import Function, MaterializedView, Procedure, Ref, Table, Trigger, View
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject

_NAME = r'((?:"[^"]+"|\w+)(?:\.(?:"[^"]+"|\w+))?)'
_WRITES = re.compile(rf"\b(?:INSERT\s+INTO|DELETE\s+FROM)\s+(?:ONLY\s+)?{_NAME}", re.IGNORECASE)
_COLUMNS = re.compile(rf"\bINSERT\s+INTO\s+{_NAME}\s*\(([^()]*)\)", re.IGNORECASE)
_MADE = re.compile(rf"\bCREATE\s+(?:\w+\s+)*TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}", re.IGNORECASE)
_WITH = re.compile(r"\b(\w+)\s+AS\s*(?:NOT\s+MATERIALIZED\s*|MATERIALIZED\s*)?\(", re.IGNORECASE)
_COMMENTS = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_EVENTS = re.compile(r"\b(BEFORE|AFTER|INSTEAD\s+OF)\s+(.*?)\s+ON\b", re.IGNORECASE | re.DOTALL)
_REFUSES = re.compile(r"\bRAISE\s*\(\s*(?:ABORT|FAIL|ROLLBACK)|\bRAISE\s+EXCEPTION", re.IGNORECASE)
_EXECUTES = re.compile(
    r"\bEXECUTE\s+(?!FUNCTION\b|PROCEDURE\b)(.*?)(?:\bINTO\b(?!')|\bUSING\b|;|\bLOOP\b)", re.IGNORECASE | re.DOTALL
)
_TEXTS = re.compile(r"E?'(?:[^']|'')*'", re.IGNORECASE)
_BARE = re.compile(r"[A-Za-z_]\w*(?:\.\w+)?")
_KEPT_UP = ("updated_at", "modified_at", "last_modified", "last_updated")
_SYSTEM = ("pg_", "information_schema", "sqlite_")


def _routines(subject: SchemaSubject) -> Iterator[tuple[Function | Procedure, str]]:
    """Routines in SQL and PL/pgSQL, with their bodies without comments."""
    routines: tuple[Function | Procedure, ...] = (
        *subject.schema.of_kind(Function),
        *subject.schema.of_kind(Procedure),
    )
    for each in routines:
        if each.language in {"sql", "plpgsql"} and each.body:
            yield each, _COMMENTS.sub(" ", each.body)


def _relation(written: str) -> str:
    return written.rpartition(".")[2].strip('"').lower()


def inserted_into(body: str) -> frozenset[str]:
    """Names of the relations that a body inserts rows into or deletes rows of, in lower case."""
    return frozenset(_relation(found[1]) for found in _WRITES.finditer(_COMMENTS.sub(" ", body)))


@SCHEMA_RULES.rule("RTN001", severity=Severity.WARNING)
def writes_to_nothing(subject: SchemaSubject) -> Iterator[Hit]:
    """A function writes to a table that does not exist.

    Why: the body of a PL/pgSQL function is first looked at when it runs, so the fault comes up at night in the job.

    Bad:
        CREATE FUNCTION sweep() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
          INSERT INTO sweep_log (at) VALUES (now()); END $$;

    Good:
        CREATE TABLE sweep_log (at timestamptz PRIMARY KEY);
        CREATE FUNCTION sweep() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
          INSERT INTO sweep_log (at) VALUES (now()); END $$;
    """
    kinds: tuple[type[Table | View | MaterializedView], ...] = (Table, View, MaterializedView)
    known = {each.name.lower() for kind in kinds for each in subject.schema.of_kind(kind)}
    for each, body in _routines(subject):
        made = {_relation(found[1]) for found in _MADE.finditer(body)} | {
            found[1].lower() for found in _WITH.finditer(body)
        }
        written = {found[1] for found in _WRITES.finditer(body) if not found[1].lower().startswith(_SYSTEM)}
        for name in sorted(one for one in written if _relation(one) not in known | made):
            yield Hit(object=subject.name(each), message=f"{subject.name(each)} writes to {name}, which does not exist")


@SCHEMA_RULES.rule("RTN002", severity=Severity.WARNING)
def writes_to_no_column(subject: SchemaSubject) -> Iterator[Hit]:
    """A function or trigger gives a value to a column that its table does not have.

    Why: the statement is refused each time it runs; in a trigger that makes every write of the table fail.

    Bad:
        CREATE TABLE audit_log (id bigint PRIMARY KEY, at timestamptz);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          INSERT INTO audit_log (id, old_data) VALUES (1, to_jsonb(OLD)); RETURN NEW; END $$;

    Good:
        CREATE TABLE audit_log (id bigint PRIMARY KEY, at timestamptz, old_data jsonb);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          INSERT INTO audit_log (id, old_data) VALUES (1, to_jsonb(OLD)); RETURN NEW; END $$;
    """
    tables: dict[str, set[str]] = {}
    for table in subject.schema.of_kind(Table):
        tables.setdefault(table.name.lower(), set()).update(map(str.lower, table.columns))
    for each, body in _routines(subject):
        for found in _COLUMNS.finditer(body):
            columns = tables.get(_relation(found[1]))
            named = [one.strip().strip('"').lower() for one in found[2].split(",")]
            missing = sorted(set(named) - columns) if columns is not None else []
            if missing and all(re.fullmatch(r"\w+", one) for one in missing):
                yield Hit(
                    object=subject.name(each),
                    message=f"{subject.name(each)} gives a value to {', '.join(missing)}, which {found[1]} has not",
                )


@SCHEMA_RULES.rule("RTN003", severity=Severity.WARNING)
def joins_a_statement(subject: SchemaSubject) -> Iterator[Hit]:
    """A function runs a statement that it joins of texts and values without quoting them.

    Why: whoever gives the value can end the statement and begin one of his own, with the rights of the function.

    Bad:
        CREATE FUNCTION rows_of(who text) RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE found bigint; BEGIN
          EXECUTE 'SELECT count(*) FROM person WHERE name = ' || who INTO found; RETURN found; END $$;

    Good:
        CREATE FUNCTION rows_of(who text) RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE found bigint; BEGIN
          EXECUTE 'SELECT count(*) FROM person WHERE name = $1' INTO found USING who; RETURN found; END $$;
        CREATE FUNCTION rows_in(what text) RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE found bigint; BEGIN
          EXECUTE format('SELECT count(*) FROM %I', what) INTO found; RETURN found; END $$;
        CREATE FUNCTION drop_it(what text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
          EXECUTE 'DROP TABLE ' || quote_ident(what); END $$;
    """
    for each, body in _routines(subject):
        if each.language == "plpgsql" and any(
            _is_joined(found[1]) for found in _EXECUTES.finditer(_TEXTS.sub("''", body))
        ):
            yield Hit(
                object=subject.name(each),
                message=f"{subject.name(each)} runs a statement with values that it does not quote",
                fix=Fix(title="give values by USING, and names by format with %I"),
            )


def _is_joined(said: str) -> bool:
    """Whether a statement, its texts emptied, is joined with a bare name; what a function gives is taken as quoted."""
    return "||" in said and any(_BARE.fullmatch(part.strip()) for part in said.split("||"))


@SCHEMA_RULES.rule("TRG001", severity=Severity.INFO)
def guarded_at_insert_only(subject: SchemaSubject) -> Iterator[Hit]:
    """A trigger refuses rows when they are inserted, and none does when they are updated.

    Why: what may not get in by INSERT gets in by an INSERT and an UPDATE.

    Bad:
        -- engine: sqlite
        CREATE TABLE word (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TRIGGER lower_in BEFORE INSERT ON word WHEN NEW.name <> lower(NEW.name)
          BEGIN SELECT RAISE(ABORT, 'lower case only'); END;

    Good:
        -- engine: sqlite
        CREATE TABLE word (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TRIGGER lower_in BEFORE INSERT ON word WHEN NEW.name <> lower(NEW.name)
          BEGIN SELECT RAISE(ABORT, 'lower case only'); END;
        CREATE TRIGGER lower_up BEFORE UPDATE ON word WHEN NEW.name <> lower(NEW.name)
          BEGIN SELECT RAISE(ABORT, 'lower case only'); END;
    """
    bodies = {each.ref: each.body for each in subject.schema.of_kind(Function)}
    for table in subject.tables:
        guards = [each for each in subject.parts(table) if isinstance(each, Trigger) and _refuses(each, bodies)]
        events = {event for each in guards for event in trigger_events(each)}
        if "INSERT" in events and "UPDATE" not in events:
            first = next(each for each in guards if "INSERT" in trigger_events(each))
            yield Hit(
                object=subject.name(first),
                message=f"{subject.name(first)} refuses rows at INSERT, but nothing does at UPDATE",
                fix=Fix(title="let it fire at UPDATE too, or make it a check"),
            )


def _refuses(trigger: Trigger, bodies: Mapping[Ref, str]) -> bool:
    if _REFUSES.search(str(trigger.definition)):
        return True
    return any(_REFUSES.search(bodies[ref]) for ref in trigger.depends if ref in bodies)


def trigger_events(trigger: Trigger) -> frozenset[str]:
    """INSERT, UPDATE, DELETE, TRUNCATE: what a trigger fires at."""
    found = _EVENTS.search(str(trigger.definition))
    text = found[2].upper() if found is not None else ""
    return frozenset(event for event in ("INSERT", "UPDATE", "DELETE", "TRUNCATE") if re.search(rf"\b{event}\b", text))


@SCHEMA_RULES.rule("TRG002", severity=Severity.INFO)
def nobody_keeps_it_up(subject: SchemaSubject) -> Iterator[Hit]:
    """A column says when a row was last changed, and no trigger of its table keeps it up.

    Why: every program has to remember it at every update; the first that forgets makes the column wrong for good.

    Bad:
        CREATE TABLE house (id integer PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());

    Good:
        CREATE TABLE house (id integer PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN NEW.updated_at := now(); RETURN NEW; END';
        CREATE TRIGGER touch BEFORE UPDATE ON house FOR EACH ROW EXECUTE FUNCTION touch();
    """
    for table in subject.tables:
        column = next((name for name in table.columns if name.lower() in _KEPT_UP), None)
        if column is None:
            continue
        triggers = [each for each in subject.parts(table) if isinstance(each, Trigger)]
        if not any("UPDATE" in trigger_events(each) for each in triggers):
            yield Hit(
                object=subject.column(table, column),
                message=f"no trigger keeps {subject.column(table, column)} up",
                fix=Fix(title="add a trigger before UPDATE, or the bundle audit"),
            )
