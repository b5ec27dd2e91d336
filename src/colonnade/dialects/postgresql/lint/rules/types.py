"""Types of columns that are new, and what new tables lack."""

from __future__ import annotations

from collections.abc import Iterator

from google.protobuf.message import Message

from colonnade.dialects.postgresql.casting import spelled
from colonnade.dialects.postgresql.lint.book import rule
from colonnade.dialects.postgresql.lint.step import Act
from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.tables.types import printed, serial
from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import Ref

_NEW = ("CreateStmt", "AT_AddColumn", "AT_AlterColumnType")


def stated(act: Act) -> Iterator[tuple[str, Message]]:
    """Columns whose type an action states, with their definitions."""
    if act.kind == "CreateStmt":
        for each in tree.many(act.node, "table_elts"):
            if tree.kind(each) == "ColumnDef" and tree.one(each, "type_name") is not None:
                yield tree.word(each, "colname"), each
    elif act.definition is not None and tree.one(act.definition, "type_name") is not None:
        yield act.column, act.definition


def _of_type(act: Act, *bases: str) -> Iterator[tuple[str, str]]:
    for name, type_, base in _types(act):
        if base in bases:
            yield name, type_


def _types(act: Act) -> tuple[tuple[str, str, str], ...]:
    """Columns with their types and those without length, worked out once for all rules; serials left out."""
    if act.order not in act.step.memory:
        found = []
        for name, definition in stated(act):
            node = tree.one(definition, "type_name")
            if not serial(node):
                type_ = printed(node, act.step.known)
                found.append((name, type_, spelled(type_).base))
        act.step.memory[act.order] = tuple(found)
    return act.step.memory[act.order]


def _say(act: Act, name: str, message: str, way: str) -> Hit:
    return act.hit(f"{name} {message}", fix=Fix(title=way))


@rule("COL001", Severity.WARNING, *_NEW, peers=("squawk:ban-char-field",))
def padded(act: Act) -> Iterator[Hit]:
    """A column is of type char(n).

    Why: Values are filled up with blanks, which count in length and not in comparisons, and nothing is gained.
    Bad:
        CREATE TABLE countries (code char(2) PRIMARY KEY);
    Good:
        CREATE TABLE countries (code text PRIMARY KEY CHECK (length(code) = 2));
    """
    for name, _ in _of_type(act, "character"):
        yield _say(act, name, "is filled up with blanks", "text with a check of its length")


@rule("COL002", Severity.INFO, *_NEW, peers=("squawk:prefer-bigint-over-int",), on_request=True)
def thirty_two_bits(act: Act) -> Iterator[Hit]:
    """A column is an integer of 32 bits.

    Why: It ends at 2,147,483,647. To widen it later writes the table anew.
    Bad:
        CREATE TABLE orders (id integer PRIMARY KEY);
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY);
    """
    for name, _ in _of_type(act, "integer"):
        yield _say(act, name, "ends at 2,147,483,647", "bigint")


@rule("COL003", Severity.INFO, *_NEW, peers=("squawk:prefer-bigint-over-smallint",), on_request=True)
def sixteen_bits(act: Act) -> Iterator[Hit]:
    """A column is an integer of 16 bits.

    Why: It ends at 32,767. To widen it later writes the table anew.
    Bad:
        CREATE TABLE orders (number smallint PRIMARY KEY);
    Good:
        CREATE TABLE orders (number bigint PRIMARY KEY);
    """
    for name, _ in _of_type(act, "smallint"):
        yield _say(act, name, "ends at 32,767", "bigint")


@rule("COL004", Severity.INFO, "CreateStmt", "AT_AddColumn", peers=("squawk:prefer-identity",))
def serial_column(act: Act) -> Iterator[Hit]:
    """A column is numbered by serial.

    Why: The sequence has rights and an owner of its own, and a value can be written by mistake. Identity columns are
    the standard's.
    Bad:
        CREATE TABLE orders (id bigserial PRIMARY KEY);
    Good:
        CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
    """
    for name, definition in stated(act):
        if serial(tree.one(definition, "type_name")):
            yield _say(act, name, "is numbered by serial", "bigint GENERATED ALWAYS AS IDENTITY")


@rule("COL005", Severity.INFO, *_NEW, peers=("squawk:prefer-text-field",), on_request=True)
def limited_text(act: Act) -> Iterator[Hit]:
    """A column is a text with a limit in its type.

    Why: To lower the limit writes the table anew; a check can be changed without that.
    Bad:
        CREATE TABLE customers (name varchar(100) NOT NULL);
    Good:
        CREATE TABLE customers (name text NOT NULL CHECK (length(name) <= 100));
    """
    for name, type_ in _of_type(act, "character varying"):
        if spelled(type_).modifiers:
            yield _say(act, name, f"is {type_}", "text with a check of its length")


@rule("COL006", Severity.WARNING, *_NEW, peers=("squawk:prefer-timestamp-tz",))
def no_time_zone(act: Act) -> Iterator[Hit]:
    """A column is a timestamp without a time zone.

    Why: It says what a clock showed, not when: two programs in two time zones read two moments out of it.
    Bad:
        CREATE TABLE orders (placed_at timestamp NOT NULL);
    Good:
        CREATE TABLE orders (placed_at timestamptz NOT NULL);
    """
    for name, _ in _of_type(act, "timestamp without time zone"):
        yield _say(act, name, "does not say which moment it is", "timestamptz")


@rule("COL007", Severity.WARNING, *_NEW, peers=("eugene:E3", "strong_migrations:add_column_json"))
def json_column(act: Act) -> Iterator[Hit]:
    """A column is of type json.

    Why: json has no equality: SELECT DISTINCT and GROUP BY that worked before fail on a row with it, and no index holds
    it.
    Bad:
        ALTER TABLE orders ADD COLUMN extra json;
    Good:
        ALTER TABLE orders ADD COLUMN extra jsonb;
    """
    for name, _ in _of_type(act, "json"):
        yield _say(act, name, "can't be compared, so that DISTINCT and GROUP BY fail", "jsonb")


@rule("COL008", Severity.WARNING, *_NEW)
def money_column(act: Act) -> Iterator[Hit]:
    """A column is of type money.

    Why: What it means follows the server's locale: the same value is another amount elsewhere.
    Bad:
        CREATE TABLE orders (total money);
    Good:
        CREATE TABLE orders (total numeric(12, 2));
    """
    for name, _ in _of_type(act, "money"):
        yield _say(act, name, "follows the server's locale", "numeric(12, 2), and the currency beside it")


@rule("COL009", Severity.INFO, "CreateEnumStmt", peers=("eugene:W13",))
def enum_made(act: Act) -> Iterator[Hit]:
    """An enum is made.

    Why: A value can be added, but never removed, and the order is fixed; a table of words or a check is easier to
    change.
    Bad:
        CREATE TYPE state AS ENUM ('new', 'sent');
    Good:
        CREATE TABLE states (name text PRIMARY KEY);
    """
    name = ".".join(tree.words(tree.many(act.node, "type_name")))
    yield act.step.hit(f"values of {name} can't be removed later", fix=Fix(title="a table of words, or a check"))


@rule("COL010", Severity.WARNING, "AT_AddConstraint", "CreateStmt", "AT_AddColumn", peers=("eugene:E15",))
def reference_without_index(act: Act) -> Iterator[Hit]:
    """A foreign key is made on columns that no index begins with.

    Why: To delete or renumber a row of the other table the server searches this one for every row, whole.
    Bad:
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
        -- next migration
        ALTER TABLE orders ADD CONSTRAINT customer FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;
    Good:
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
        CREATE INDEX ON orders (customer_id);
        -- next migration
        ALTER TABLE orders ADD CONSTRAINT customer FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;
    """
    if act.contype != "CONSTR_FOREIGN" or act.ref is None or act.ref in act.step.known.assumed:
        return
    columns = tree.words(tree.many(act.definition, "fk_attrs"))
    if not any(each.keys[: len(columns)] == columns for each in act.step.known.indexes(act.ref)):
        fix = Fix(title=f"CREATE INDEX CONCURRENTLY over ({', '.join(columns)}) first")
        yield act.hit(f"no index begins with {', '.join(columns)}", fix=fix)


@rule("COL011", Severity.WARNING, "CreateStmt")
def no_key(act: Act) -> Iterator[Hit]:
    """A table is made without a primary key.

    Why: Its rows can't be told apart, so that logical replication can't change or delete them.
    Bad:
        CREATE TABLE notes (about text);
    Good:
        CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, about text);
    """
    node = act.node
    named = tree.one(node, "relation")
    apart = (
        tree.many(node, "inh_relations") or tree.word(named, "relpersistence") == "t" or tree.one(node, "of_typename")
    )
    elements = tree.many(node, "table_elts")
    if apart or not elements or any(tree.kind(each) == "TableLikeClause" for each in elements):
        return
    constraints = [each for each in elements if tree.kind(each) == "Constraint"]
    constraints += [one for each in elements for one in tree.many(each, "constraints")]
    if not any(tree.choice(each, "contype") == "CONSTR_PRIMARY" for each in constraints):
        path = tree.relation(named)
        if not _keyed_later(act, path):
            yield act.step.hit(f"table {'.'.join(path)} has no primary key", ref=Ref("table", path))


def _keyed_later(act: Act, path: tuple[str, ...]) -> bool:
    """Whether a statement further down adds one, as dumps do."""
    for piece in act.step.script.pieces[act.step.number + 1 :]:
        text = piece.text.upper()
        if "PRIMARY KEY" in text and text.startswith("ALTER TABLE") and path[-1].upper() in text:
            return True
    return False


_WIDTHS = {"smallint": 2, "boolean": 1, "integer": 4, "real": 4, "date": 4, "bigint": 8, "double precision": 8}
_WIDTHS |= {"timestamp with time zone": 8, "timestamp without time zone": 8, "uuid": 1, "time without time zone": 8}
_WORD = 8


@rule("COL012", Severity.INFO, "CreateStmt", peers=("atlas:PG110",), on_request=True)
def padding(act: Act) -> Iterator[Hit]:
    """The order of the columns of a new table wastes space in every row.

    Why: A value of 8 bytes begins at a multiple of 8, so that a smaller one before it is followed by unused bytes.
    Bad:
        CREATE TABLE t (a boolean NOT NULL, b bigint NOT NULL, c boolean NOT NULL, d bigint NOT NULL);
    Good:
        CREATE TABLE t (b bigint NOT NULL, d bigint NOT NULL, a boolean NOT NULL, c boolean NOT NULL);
    """
    types = [spelled(printed(tree.one(each, "type_name"), act.step.known)).base for _, each in stated(act)]
    widths = [_WIDTHS[each] for each in types if each in _WIDTHS]
    if len(widths) != len(types):
        return
    wasted = _laid(widths) - _laid(sorted(widths, reverse=True))
    if wasted > 0:
        yield act.step.hit(f"{wasted} bytes of each row are unused", fix=Fix(title="put the widest columns first"))


def _laid(widths: list[int]) -> int:
    at = 0
    for each in widths:
        at = -(-at // each) * each + each
    return -(-at // _WORD) * _WORD


@rule("COL013", Severity.WARNING, *_NEW)
def zoned_clock(act: Act) -> Iterator[Hit]:
    """A column is a time of day with a time zone.

    Why: Without a date nobody knows whether summer time holds; the manual itself advises against the type.
    Bad:
        CREATE TABLE shops (opens timetz);
    Good:
        CREATE TABLE shops (opens time, zone text);
    """
    for name, _ in _of_type(act, "time with time zone"):
        yield _say(act, name, "has a time zone and no date", "time, and the name of the zone beside it")
