"""What is asked of an object beyond that it is there."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialects.postgresql.privileges import ALL, is_public
from colonnade.dialects.postgresql.quote import literal, quote
from colonnade.dialects.postgresql.validation.rows import CatalogRow
from colonnade.dialects.postgresql.validation.spelling import boolean, is_type, relation, sorted_texts, texts
from colonnade.schema import (
    OWNER,
    Check,
    Command,
    CompositeType,
    Constraint,
    Deferral,
    DomainType,
    Enabled,
    EngineObject,
    EnumType,
    Exclusion,
    ForeignKey,
    Function,
    Index,
    Key,
    MaterializedView,
    Persistence,
    Policy,
    QName,
    Routine,
    SchemaObject,
    Sequence,
    Table,
    Trigger,
)

# pg_policy.polcmd
_COMMANDS = {
    Command.ALL: "*",
    Command.SELECT: "r",
    Command.INSERT: "a",
    Command.UPDATE: "w",
    Command.DELETE: "d",
}


# pg_trigger.tgenabled and its like of rules and event triggers
_ENABLED = {Enabled.ORIGIN: "O", Enabled.REPLICA: "R", Enabled.ALWAYS: "A", Enabled.DISABLED: "D"}


def made(each: SchemaObject) -> Iterator[str]:
    """What holds of an object that was just made; its row of the catalogue is `it`."""
    match each:
        case Table():
            yield from _table(each)
        case MaterializedView():
            yield f"it.relispopulated = {boolean(each.populated)}"
        case _:
            yield from lasting(each)


def lasting(each: SchemaObject) -> Iterator[str]:
    """What holds of an object that was made or altered; its row of the catalogue is `it`."""
    match each:
        case Constraint():
            yield from _constraint(each)
        case Index():
            yield from _index(each)
        case EnumType():
            labels = "SELECT e.enumlabel::pg_catalog.text FROM pg_catalog.pg_enum e WHERE e.enumtypid = it.oid"
            yield f"ARRAY({labels} ORDER BY e.enumsortorder) = {texts(each.values)}"
        case DomainType():
            yield from _domain(each)
        case CompositeType():
            yield _columns("it.typrelid", [x.name for x in each.fields])
        case Routine():
            yield from _routine(each)
        case Policy():
            yield f"it.polcmd = {literal(_COMMANDS[each.command])}"
            yield f"it.polpermissive = {boolean(each.permissive)}"
            yield f"(it.polqual IS NOT NULL) = {boolean(each.using is not None)}"
            yield f"(it.polwithcheck IS NOT NULL) = {boolean(each.with_check is not None)}"
        case Sequence():
            yield from _sequence(each)
        case Trigger():
            yield f"it.tgenabled = {literal(_ENABLED[each.enabled])}"
        case EngineObject():
            yield from _engine_object(each)
        case _:
            return


def _engine_object(each: EngineObject) -> Iterator[str]:
    enabled = _ENABLED[Enabled(each.attributes.get("enabled", "origin"))]
    match each.engine_kind:
        case "trigger_state":
            words = {"ENABLE": "O", "DISABLE": "D", "ENABLE REPLICA": "R", "ENABLE ALWAYS": "A"}
            ends = {letter: f" {word} TRIGGER {quote(each.name)}" for word, letter in words.items()}
            yield from (f"it.tgenabled = '{x}'" for x, end in ends.items() if each.definition.endswith(end))
        case "rule":
            yield f"it.ev_enabled = {literal(enabled)}"
        case "event_trigger":
            yield f"it.evtenabled = {literal(enabled)}"
        case "operator":
            # Another operator that names it as its commutator makes it as a shell.
            yield "it.oprcode <> 0"
        case _:
            return


def altered(before: SchemaObject, after: SchemaObject, changed: frozenset[str], row: CatalogRow) -> Iterator[str]:
    """What holds of an object that was altered."""
    yield from lasting(after)
    if isinstance(after, Table):
        yield from _table_settings(after, changed)
    # The namespace public without a comment of its own has the one that initdb gives to it.
    own_words = after.comment is not None or not is_public(after)
    if "comment" in changed and row.described is not None and own_words:
        comment = "NULL" if after.comment is None else literal(after.comment)
        yield f"pg_catalog.obj_description(it.oid, {literal(row.described)}) IS NOT DISTINCT FROM {comment}"
    if "owner" in changed and after.owner is not None and row.owner is not None:
        yield f"pg_catalog.pg_get_userbyid({row.owner}) = {literal(after.owner)}"
    if "privileges" in changed and after.privileges is not None and row.access is not None and row.owner is not None:
        yield from _privileges(after, row)


def _table(each: Table) -> Iterator[str]:
    letter = "f" if each.foreign else "p" if each.partition_by else "r"
    yield f"it.relkind = {literal(letter)}"
    yield f"it.relispartition = {boolean(each.partition_of is not None)}"
    yield _columns("it.oid", each.columns)


def _columns(relation_number: str, names: object) -> str:
    assert isinstance(names, list | dict)
    found = (
        "SELECT c.attname::pg_catalog.text FROM pg_catalog.pg_attribute c"
        f" WHERE c.attrelid = {relation_number} AND c.attnum > 0 AND NOT c.attisdropped ORDER BY c.attname"
    )
    return f"ARRAY({found}) = {sorted_texts(names)}"


def _table_settings(each: Table, changed: frozenset[str]) -> Iterator[str]:
    if "row_security" in changed:
        yield f"it.relrowsecurity = {boolean(each.row_security)}"
    if "force_row_security" in changed:
        yield f"it.relforcerowsecurity = {boolean(each.force_row_security)}"
    if "persistence" in changed:
        yield f"it.relpersistence = {literal('u' if each.persistence is Persistence.UNLOGGED else 'p')}"
    if "partition_of" in changed:
        yield f"it.relispartition = {boolean(each.partition_of is not None)}"


def _constraint(each: Constraint) -> Iterator[str]:
    match each:
        case Key():
            yield f"it.contype = {literal('p' if each.primary else 'u')}"
            yield _key_columns("it.conrelid", "it.conkey", each.columns)
            yield _valid_index("it.conindid")
        case ForeignKey():
            yield "it.contype = 'f'"
            yield _key_columns("it.conrelid", "it.conkey", each.columns)
            yield f"it.confrelid = {relation(each.target)}"
            yield _key_columns("it.confrelid", "it.confkey", each.target_columns)
            if each.enforced:
                yield f"it.convalidated = {boolean(each.valid)}"
        case Check():
            yield "it.contype = 'c'"
            if each.enforced:
                yield f"it.convalidated = {boolean(each.valid)}"
        case Exclusion():
            yield "it.contype = 'x'"
            yield _valid_index("it.conindid")
        case _:
            return
    yield f"it.condeferrable = {boolean(each.deferral is not Deferral.NEVER)}"
    yield f"it.condeferred = {boolean(each.deferral is Deferral.DEFERRED)}"


def _key_columns(relation_number: str, numbers: str, names: QName) -> str:
    found = (
        f"SELECT c.attname::pg_catalog.text FROM pg_catalog.unnest({numbers}) WITH ORDINALITY AS k(number, place)"
        f" JOIN pg_catalog.pg_attribute c ON c.attrelid = {relation_number} AND c.attnum = k.number ORDER BY k.place"
    )
    return f"ARRAY({found}) = {texts(names)}"


def _valid_index(number: str) -> str:
    # That of a partitioned table is valid only when every partition has one of its own.
    return (
        "EXISTS (SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
        f" WHERE i.indexrelid = {number} AND (i.indisvalid OR c.relkind = 'I'))"
    )


def _index(each: Index) -> Iterator[str]:
    valid = " AND (i.indisvalid OR it.relkind = 'I')" if each.valid else ""
    yield (
        "EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indexrelid = it.oid"
        f" AND i.indrelid = {relation(each.on)} AND i.indisunique = {boolean(each.unique)}{valid})"
    )


def _domain(each: DomainType) -> Iterator[str]:
    yield is_type("it.typbasetype", each.base, "it.typtypmod")
    yield f"it.typnotnull = {boolean(not each.nullable)}"
    checks = "SELECT k.conname::pg_catalog.text FROM pg_catalog.pg_constraint k WHERE k.contypid = it.oid"
    for valid in (True, False):
        names = [x.name for x in each.checks if x.valid is valid]
        held = f"{checks} AND k.contype = 'c' AND k.convalidated = {boolean(valid)}"
        yield f"ARRAY({held} ORDER BY k.conname) = {sorted_texts(names)}"


def _routine(each: Routine) -> Iterator[str]:
    yield f"it.prosecdef = {boolean(each.security_definer)}"
    if each.body and each.object_file is None:
        yield f"it.prosrc = {literal(each.body)}"
    if isinstance(each, Function):
        yield f"it.provolatile = {literal(each.volatility[0])}"
        yield f"it.proisstrict = {boolean(each.strict)}"


def _sequence(each: Sequence) -> Iterator[str]:
    options = each.options
    stated = {
        "seqstart": options.start,
        "seqincrement": options.increment,
        "seqmin": options.minimum,
        "seqmax": options.maximum,
        "seqcache": options.cache,
    }
    wanted = [f"s.{column} = {number}" for column, number in stated.items() if number is not None]
    whole = " AND ".join(("s.seqrelid = it.oid", f"s.seqcycle = {boolean(options.cycle)}", *wanted))
    yield f"EXISTS (SELECT FROM pg_catalog.pg_sequence s WHERE {whole})"


def _privileges(each: SchemaObject, row: CatalogRow) -> Iterator[str]:
    """Who but the owner holds what."""
    grants = [grant for grant in each.privileges or () if grant.to != OWNER]
    whole = {grant.to for grant in grants if ALL in (grant.privileges, grant.grantable)}
    held = {
        f"{grant.to} {word}{' *' if word in grant.grantable else ''}"
        for grant in grants
        if grant.to not in whole
        for word in grant.privileges
    }
    name = "CASE a.grantee WHEN 0 THEN 'public' ELSE pg_catalog.pg_get_userbyid(a.grantee)::pg_catalog.text END"
    word = f"{name} || ' ' || a.privilege_type || CASE WHEN a.is_grantable THEN ' *' ELSE '' END"
    if whole:
        word = f"CASE WHEN {name} = ANY ({sorted_texts(whole)}) THEN {name} ELSE {word} END"
    found = (
        f'SELECT DISTINCT ({word}) COLLATE pg_catalog."C" FROM pg_catalog.aclexplode({row.access}) a'
        f" WHERE a.grantee <> {row.owner} ORDER BY 1"
    )
    yield f"ARRAY({found}) = {sorted_texts(whole | held)}"
