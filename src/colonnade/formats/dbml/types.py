"""Types of columns: as DBML users write them, and as the model means them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from colonnade.formats.dbml.ast import TypeName, Value, ValueKind
from colonnade.model import Base, Identity, Type, native_type

POSTGRESQL: Final = "postgresql"
MYSQL: Final = "mysql"

DATABASE_NAMES: Final[Mapping[str, str]] = {
    POSTGRESQL: "PostgreSQL",
    MYSQL: "MySQL",
    "sqlite": "SQLite",
    "mssql": "SQL Server",
    "oracle": "Oracle",
    "snowflake": "Snowflake",
}
"""What `database_type` of a project says for a dialect."""

DATABASE_TYPES: Final[Mapping[str, str]] = {
    **{name.lower(): dialect for dialect, name in DATABASE_NAMES.items()},
    "postgres": POSTGRESQL,
    "mariadb": MYSQL,
    "mssql": "mssql",
}
"""The dialect that a `database_type` in small letters means."""

_PLAIN: Final[Mapping[str, Base]] = {
    "text": Base.TEXT,
    "smallint": Base.SMALLINT,
    "int2": Base.SMALLINT,
    "int": Base.INTEGER,
    "integer": Base.INTEGER,
    "int4": Base.INTEGER,
    "bigint": Base.BIGINT,
    "int8": Base.BIGINT,
    "real": Base.REAL,
    "float4": Base.REAL,
    "double precision": Base.FLOAT,
    "double": Base.FLOAT,
    "float8": Base.FLOAT,
    "float": Base.FLOAT,
    "boolean": Base.BOOLEAN,
    "bool": Base.BOOLEAN,
    "date": Base.DATE,
    "json": Base.JSON,
    "uuid": Base.UUID,
    "inet": Base.INET,
    "ltree": Base.LTREE,
    "point": Base.POINT,
    "object_id": Base.OBJECT_ID,
}
_LENGTH: Final[Mapping[str, Base]] = {
    "varchar": Base.STRING,
    "character varying": Base.STRING,
    "nvarchar": Base.STRING,
    "varchar2": Base.STRING,
    "nvarchar2": Base.STRING,
    "string": Base.STRING,
    "char": Base.CHAR,
    "character": Base.CHAR,
    "nchar": Base.CHAR,
    "varbinary": Base.BINARY,
    "bytea": Base.BINARY,
    "blob": Base.BINARY,
    "vector": Base.VECTOR,
}
_PRECISION: Final[Mapping[str, Base]] = {
    "time": Base.TIME,
    "datetime": Base.DATETIME,
    "timestamp": Base.DATETIME,
    "timestamp without time zone": Base.DATETIME,
    "timestamptz": Base.TIMESTAMP,
    "timestamp with time zone": Base.TIMESTAMP,
    "interval": Base.INTERVAL,
}
_DECIMAL: Final = frozenset({"decimal", "numeric", "number", "dec"})
_SERIAL: Final[Mapping[str, Base]] = {
    "smallserial": Base.SMALLINT,
    "serial": Base.INTEGER,
    "bigserial": Base.BIGINT,
}
_WORDS: Final[Mapping[Base, str]] = {
    Base.STRING: "varchar",
    Base.CHAR: "char",
    Base.TEXT: "text",
    Base.SMALLINT: "smallint",
    Base.INTEGER: "integer",
    Base.BIGINT: "bigint",
    Base.DECIMAL: "decimal",
    Base.REAL: "real",
    Base.FLOAT: "double precision",
    Base.BOOLEAN: "boolean",
    Base.DATE: "date",
    Base.TIME: "time",
    Base.DATETIME: "timestamp",
    Base.TIMESTAMP: "timestamptz",
    Base.INTERVAL: "interval",
    Base.JSON: "json",
    Base.UUID: "uuid",
    Base.BINARY: "varbinary",
    Base.INET: "inet",
    Base.LTREE: "ltree",
    Base.VECTOR: "vector",
    Base.POINT: "point",
    Base.OBJECT_ID: "object_id",
}
_SERIAL_WORDS: Final = {base: word for word, base in _SERIAL.items()}

# A type of several words that was quoted as a whole: `"character varying(20)"`, `"timestamp(3) with time zone"`.
_QUOTED: Final = re.compile(r"(?P<head>[A-Za-z_][\w ]*?)(?: ?\((?P<numbers>[\d, ]+)\)(?P<tail>[A-Za-z ]*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A type, and the numbering that its name asks for (`serial`)."""

    type: Type
    identity: Identity | None = None


def meaning(written: TypeName, dialect: str) -> Meaning:
    """The model's type for a written one; what the model has no word for stays as the engine writes it."""
    element = TypeName(path=written.path, arguments=written.arguments)
    name, numbers = _parts(element)
    if name in _SERIAL and not numbers and not written.dimensions:
        return Meaning(type=Type(base=_SERIAL[name]), identity=Identity.SERIAL)
    found = _known(name, numbers, dialect) or native_type(element.text)
    for _ in written.dimensions:
        found = Type(base=Base.ARRAY, element=found)
    return Meaning(type=found)


def _parts(written: TypeName) -> tuple[str, tuple[int, ...] | None]:
    """The name in small letters and the numbers in its brackets, or None where they hold something else."""
    match = _QUOTED.fullmatch(written.text)
    if match is None:
        return written.text, None
    name = " ".join(f"{match['head']} {match['tail'] or ''}".lower().split())
    numbers = match["numbers"]
    return name, tuple(int(number) for number in numbers.split(",") if number.strip()) if numbers else ()


def _known(name: str, numbers: tuple[int, ...] | None, dialect: str) -> Type | None:
    match numbers:
        case None:
            return None
        case () if name == "json" and dialect == POSTGRESQL:
            return None  # the model's json is PostgreSQL's jsonb
        case () if name in _PLAIN:
            return Type(base=_PLAIN[name])
        case () if name == "jsonb":
            return Type(base=Base.JSON)
        case (number,) if name in _LENGTH and number:
            return Type(base=_LENGTH[name], length=number)
        case () if name in _LENGTH:
            return Type(base=_LENGTH[name])
        case () | (_,) if name in _PRECISION:
            base = Base.TIMESTAMP if (name, dialect) == ("timestamp", MYSQL) else _PRECISION[name]
            return Type(base=base, precision=numbers[0] if numbers else None)
        case () | (_,) | (_, _) if name in _DECIMAL:
            precision, scale = (*numbers, None, None)[:2]
            return Type(base=Base.DECIMAL, precision=precision, scale=scale)
        case _:
            return None


def written(of: Type, dialect: str, identity: Identity | None = None) -> TypeName:
    """The type as DBML writes it; `meaning` undoes it. Raises ValueError for a domain or an enum."""
    dimensions = 0
    while of.base is Base.ARRAY and of.element is not None:
        of, dimensions = of.element, dimensions + 1
    brackets = ("",) * dimensions
    if of.base is Base.NATIVE:
        return TypeName(path=(of.name,), dimensions=brackets)
    if identity is Identity.SERIAL and of.base in _SERIAL_WORDS:
        return TypeName(path=(_SERIAL_WORDS[of.base],))
    word = _WORDS.get(of.base)
    if word is None:
        raise ValueError(f"{of.base} has no name in DBML")
    if dialect == MYSQL and of.base in (Base.DATETIME, Base.TIMESTAMP):
        word = "datetime" if of.base is Base.DATETIME else "timestamp"
    if dialect == POSTGRESQL and of.base is Base.JSON:
        word = "jsonb"
    numbers = [number for number in (of.length, of.precision, of.scale) if number is not None]
    arguments = tuple(Value(kind=ValueKind.NUMBER, text=str(number)) for number in numbers)
    return TypeName(path=(word,), arguments=arguments or None, dimensions=brackets)
