"""CREATE TABLE as SQLite stores it, https://sqlite.org/lang_createtable.html and src/parse.y."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from colonnade.dialects.sqlite.read.cursor import Cursor, commas
from colonnade.dialects.sqlite.read.keys import conflict, key_part, key_parts
from colonnade.dialects.sqlite.read.normal import join
from colonnade.dialects.sqlite.read.tokens import Lexeme, Token, UnreadableSqlError, is_name, unquoted
from colonnade.dialects.sqlite.read.written import (
    WrittenCheck,
    WrittenColumn,
    WrittenForeignKey,
    WrittenKey,
    WrittenTable,
)
from colonnade.schema import Action, Deferral, GeneratedAs, Match

_CLAUSES = frozenset({"CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE", "REFERENCES"})
_CLAUSES |= {"AS", "DEFERRABLE"}
_TABLE_CLAUSES = frozenset({"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"})
_STANDARD = frozenset({"ANY", "BLOB", "INT", "INTEGER", "REAL", "TEXT"})
"""Types that the engine reports in upper case (sqlite3StdType)."""


def read_table(sql: str) -> WrittenTable:
    """What a CREATE TABLE says. Raises UnreadableSqlError."""
    cursor = Cursor(sql)
    cursor.expect("CREATE")
    cursor.one_of("TEMP", "TEMPORARY")
    cursor.expect("TABLE")
    cursor.take("IF", "NOT", "EXISTS")
    name = cursor.name()
    if cursor.take("."):
        name = cursor.name()
    cursor.expect("(")
    table = WrittenTable(name=name)
    _TableReader(cursor, table).run()
    cursor.expect(")")
    _options(cursor, table)
    return table


def _options(cursor: Cursor, table: WrittenTable) -> None:
    while not cursor.done():
        if cursor.take("WITHOUT", "ROWID"):
            table.without_rowid = True
        elif cursor.take("STRICT"):
            table.strict = True
        elif not cursor.take(","):
            raise cursor.error("expected WITHOUT ROWID or STRICT")


@lru_cache(maxsize=1024)
def declared_type(text: str) -> str:
    """A declared type in normal form: even white space, and upper case where the engine reports it so.

    Text that is no type to the grammar is left as it is; the engine reports such text for a type in quotes.
    """
    cursor = Cursor(text)
    found = _type(cursor)
    return found if cursor.done() else text


def is_type(text: str) -> bool:
    """Whether a text can stand as a type without quotes and is one in normal form."""
    try:
        cursor = Cursor(text)
        found = _type(cursor)
    except UnreadableSqlError:
        return False
    sizes = [token for token in cursor.parts if token.lexeme in {Lexeme.SIGN, Lexeme.NUMBER}]
    signed = all(token.lexeme is Lexeme.NUMBER or token.text in {"(", ")", ",", "+", "-"} for token in sizes)
    return cursor.done() and found == text and signed


def _type(cursor: Cursor) -> str:
    words: list[str] = []
    while is_name(cursor.next) and cursor.next.upper not in _CLAUSES:
        if cursor.sees("GENERATED", "ALWAYS", "AS"):
            break
        words.append(cursor.one().text)
    if not words:
        return ""
    text = " ".join(words)
    if cursor.next.text == "(":
        sizes = [join(each).replace(" ", "") for each in commas(cursor.group())]
        text = f"{text}({','.join(sizes)})"
    return text.upper() if text.upper() in _STANDARD else text


class _TableReader:
    """The body of a CREATE TABLE: columns first, then constraints of the table."""

    def __init__(self, cursor: Cursor, table: WrittenTable) -> None:
        self.cursor = cursor
        self.table = table

    def run(self) -> None:
        """Read everything up to the closing parenthesis."""
        cursor = self.cursor
        self._column()
        while cursor.take(","):
            if cursor.next.upper in _TABLE_CLAUSES:
                break
            self._column()
        while cursor.next.text != ")":
            if not cursor.take(","):
                self._constraint()

    def _column(self) -> None:
        cursor = self.cursor
        column = WrittenColumn(name=cursor.name())
        self.table.columns.append(column)
        column.type = _type(cursor)
        name: str | None = None
        while cursor.next.text not in {",", ")"}:
            if cursor.take("CONSTRAINT"):
                name = cursor.name()
            else:
                self._clause(column, name)
                name = None

    def _clause(self, column: WrittenColumn, name: str | None) -> None:
        cursor, table = self.cursor, self.table
        match cursor.one().upper:
            case "PRIMARY":
                cursor.expect("KEY")
                self._key_of(column, name, primary=True)
            case "UNIQUE":
                self._key_of(column, name, primary=False)
            case "NOT" if cursor.take("NULL"):
                column.not_null = True
                column.not_null_name = name
                column.not_null_conflict = conflict(cursor)
            case "NOT":
                cursor.expect("DEFERRABLE")
                self._defer(_initially(cursor, Deferral.NEVER))
            case "DEFERRABLE":
                self._defer(_initially(cursor, Deferral.IMMEDIATE))
            case "NULL":
                conflict(cursor)
            case "DEFAULT":
                column.default = tuple(_default(cursor))
            case "COLLATE":
                column.collation = cursor.name()
            case "CHECK":
                table.checks.append(WrittenCheck(name=name, parts=tuple(cursor.group())))
            case "REFERENCES":
                table.foreign_keys.append(_references(cursor, name, (column.name,)))
            case "GENERATED":
                cursor.expect("ALWAYS", "AS")
                self._generated(column)
            case "AS":
                self._generated(column)
            case _:
                cursor.at -= 1
                raise cursor.error("expected a column constraint")

    def _key_of(self, column: WrittenColumn, name: str | None, *, primary: bool) -> None:
        cursor = self.cursor
        direction = cursor.one_of("ASC", "DESC") if primary else None
        on_conflict = conflict(cursor)
        part = key_part([Token(Lexeme.DOUBLE, '"' + column.name.replace('"', '""') + '"', 0, "")])
        self.table.keys.append(
            WrittenKey(
                name=name,
                primary=primary,
                keys=(replace(part, descending=direction == "DESC"),),
                on_conflict=on_conflict,
                on_column=True,
                autoincrement=primary and cursor.take("AUTOINCREMENT"),
            )
        )

    def _generated(self, column: WrittenColumn) -> None:
        column.generated = tuple(self.cursor.group())
        if self.cursor.one_of("STORED", "VIRTUAL") == "STORED":
            column.stored = GeneratedAs.STORED

    def _defer(self, deferral: Deferral) -> None:
        """A deferral at a column concerns the last reference of the table so far (sqlite3DeferForeignKey)."""
        if self.table.foreign_keys:
            self.table.foreign_keys[-1] = replace(self.table.foreign_keys[-1], deferral=deferral)

    def _constraint(self) -> None:
        cursor, table = self.cursor, self.table
        name = cursor.name() if cursor.take("CONSTRAINT") else None
        match cursor.next.upper:
            case "PRIMARY" | "UNIQUE" as word:
                cursor.one()
                if word == "PRIMARY":
                    cursor.expect("KEY")
                inner = cursor.group()
                autoincrement = bool(inner) and inner[-1].upper == "AUTOINCREMENT"
                keys = key_parts(inner[:-1] if autoincrement else inner)
                table.keys.append(
                    WrittenKey(
                        name=name,
                        primary=word == "PRIMARY",
                        keys=keys,
                        on_conflict=conflict(cursor),
                        autoincrement=autoincrement,
                    )
                )
            case "CHECK":
                cursor.one()
                table.checks.append(WrittenCheck(name=name, parts=tuple(cursor.group())))
                conflict(cursor)
            case "FOREIGN":
                cursor.expect("FOREIGN", "KEY")
                columns = tuple(unquoted(each[0]) for each in commas(cursor.group()))
                cursor.expect("REFERENCES")
                table.foreign_keys.append(_references(cursor, name, columns))
                self._table_deferral()
            case "CONSTRAINT" | "," | ")" if name is not None:
                return
            case _:
                raise cursor.error("expected a table constraint")

    def _table_deferral(self) -> None:
        if self.cursor.take("NOT", "DEFERRABLE"):
            self._defer(_initially(self.cursor, Deferral.NEVER))
        elif self.cursor.take("DEFERRABLE"):
            self._defer(_initially(self.cursor, Deferral.IMMEDIATE))


def _initially(cursor: Cursor, deferral: Deferral) -> Deferral:
    if cursor.take("INITIALLY"):
        word = cursor.one_of("DEFERRED", "IMMEDIATE")
        if word == "DEFERRED" and deferral is not Deferral.NEVER:
            return Deferral.DEFERRED
    return deferral


def _default(cursor: Cursor) -> list[Token]:
    if cursor.next.text == "(":
        return cursor.group()
    start = cursor.at
    if cursor.next.text in {"+", "-"}:
        cursor.one()
        if cursor.next.text == "(":
            cursor.group()
            return cursor.parts[start : cursor.at]
    cursor.one()
    return cursor.parts[start : cursor.at]


_ACTIONS = {
    "CASCADE": Action.CASCADE,
    "RESTRICT": Action.RESTRICT,
    "SET NULL": Action.SET_NULL,
    "SET DEFAULT": Action.SET_DEFAULT,
    "NO ACTION": Action.NO_ACTION,
}


def _references(cursor: Cursor, name: str | None, columns: tuple[str, ...]) -> WrittenForeignKey:
    target = cursor.name()
    theirs: tuple[str, ...] = ()
    if cursor.next.text == "(":
        theirs = tuple(unquoted(each[0]) for each in commas(cursor.group()))
    found = WrittenForeignKey(name=name, columns=columns, target=target, target_columns=theirs)
    while True:
        if cursor.take("ON", "DELETE"):
            found = replace(found, on_delete=_action(cursor))
        elif cursor.take("ON", "UPDATE"):
            found = replace(found, on_update=_action(cursor))
        elif cursor.take("ON", "INSERT"):
            _action(cursor)
        elif cursor.take("MATCH"):
            found = replace(found, match=_MATCHES.get(cursor.name().upper(), Match.SIMPLE))
        else:
            return found


_MATCHES = {"FULL": Match.FULL, "PARTIAL": Match.PARTIAL}


def _action(cursor: Cursor) -> Action:
    word = cursor.one().upper
    if word in {"SET", "NO"}:
        word = f"{word} {cursor.one().upper}"
    if word not in _ACTIONS:
        raise cursor.error("expected an action of a foreign key")
    return _ACTIONS[word]
