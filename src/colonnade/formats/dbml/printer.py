"""A document as DBML text: one spelling for each thing, so that it compares well in Git."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from colonnade.errors import InputError
from colonnade.formats.dbml.ast import (
    Check,
    Column,
    Document,
    Endpoint,
    EnumType,
    Index,
    IndexPart,
    Injection,
    Nullability,
    Project,
    Records,
    Reference,
    Setting,
    StickyNote,
    Table,
    TableGroup,
    TypeName,
    Value,
    ValueKind,
)

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_BARE_TYPE = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_BARE_SETTING = re.compile(r"[a-z_][a-z0-9_]*( [a-z_][a-z0-9_]*)*")
_KEYWORDS = frozenset(
    "project table tablepartial enum ref tablegroup note records indexes checks as dep diagramview metadata use reuse"
    " pk unique null".split()
)
_ESCAPES = {
    "\\": "\\\\", "'": "\\'", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", "\b": "\\b", "\v": "\\v", "\f": "\\f",
}  # fmt: skip


class UnprintableError(InputError):
    """DBML cannot say this: an expression that holds a backtick."""

    code = "CO151"


def to_text(document: Document) -> str:
    """The text of a document; parsing it gives an equal document."""
    blocks = [
        *([_project(document.project)] if document.project else []),
        *(_block_of_enum(enum) for enum in document.enums),
        *(_table("TablePartial", partial) for partial in document.partials),
        *(_table("Table", table) for table in document.tables),
        *(_reference(reference) for reference in document.references),
        *(_group(group) for group in document.groups),
        *(_sticky_note(note) for note in document.notes),
        *(_records(records, "") for records in document.records),
        *(other.text for other in document.others),
    ]
    return "".join(f"{separator}{block}" for separator, block in _separated(blocks))


def _separated(blocks: list[str]) -> Iterator[tuple[str, str]]:
    """Blocks with a blank line between them, but lines of one kind close together."""
    before = ""
    for block in blocks:
        close = "\n" not in block and "\n" not in before and block[:3] == before[:3]
        yield ("" if not before or close else "\n"), f"{block}\n"
        before = block


def name(text: str) -> str:
    """A name, quoted where a bare one would be read as something else."""
    if _BARE.fullmatch(text) and text.lower() not in _KEYWORDS:
        return text
    return '"' + _escaped(text).replace("\\'", "'").replace('"', '\\"') + '"'


def path(parts: Iterable[str]) -> str:
    return ".".join(name(part) for part in parts)


def string(text: str, indent: str = "") -> str:
    """A string: of several lines where that gives the same text back."""
    lines = text.split("\n")
    if len(lines) > 1 and _survives_indentation(lines):
        inner = f"{indent}  "
        body = "\n".join(f"{inner}{_escaped(line)}" if line else "" for line in lines)
        return f"'''\n{body}\n{inner}'''"
    return f"'{_escaped(text)}'"


def _survives_indentation(lines: list[str]) -> bool:
    if not lines[0].strip() or not lines[-1].strip():
        return False
    if any(line and not line.strip() for line in lines):
        return False
    return any(line and not line[0].isspace() for line in lines)


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def expression(text: str) -> str:
    if "`" in text:
        raise UnprintableError(f"an expression with a backtick: {text}", hint="quote names in it with double quotes")
    return f"`{text}`"


def value(found: Value, indent: str = "") -> str:
    match found.kind:
        case ValueKind.STRING:
            return string(found.text, indent)
        case ValueKind.EXPRESSION:
            return expression(found.text)
        case _:
            return found.text


def type_name(found: TypeName) -> str:
    parts = [part if _BARE_TYPE.fullmatch(part) else name(part) for part in found.path]
    arguments = ""
    if found.arguments is not None:
        arguments = f"({','.join(value(argument) for argument in found.arguments)})"
    return f"{'.'.join(parts)}{arguments}{''.join(f'[{size}]' for size in found.dimensions)}"


def _listed(settings: list[str]) -> str:
    return f" [{', '.join(settings)}]" if settings else ""


def _extra(settings: Iterable[Setting], indent: str = "") -> list[str]:
    written = []
    for setting in settings:
        key = setting.name if _BARE_SETTING.fullmatch(setting.name) else name(setting.name)
        written.append(key if setting.value is None else f"{key}: {value(setting.value, indent)}")
    return written


def _note(text: str | None, indent: str = "") -> list[str]:
    return [] if text is None else [f"note: {string(text, indent)}"]


def _table(keyword: str, table: Table) -> str:
    alias = f" as {name(table.alias)}" if table.alias is not None else ""
    colour = [f"headercolor: {table.header_colour}"] if table.header_colour is not None else []
    lines = [f"{keyword} {path(table.path)}{alias}{_listed([*colour, *_extra(table.extra)])} {{"]
    lines += [f"  {_member(member)}" for member in table.members]
    for title, entries in (
        ("indexes", [_index(index) for index in table.indexes]),
        ("checks", [_check(check) for check in table.checks]),
    ):
        if entries:
            lines += ["", f"  {title} {{", *(f"    {entry}" for entry in entries), "  }"]
    for records in table.records:
        lines += ["", _records(records, "  ")]
    if table.note is not None:
        lines += ["", f"  Note: {string(table.note, '  ')}"]
    return "\n".join([*lines, "}"])


def _member(member: Column | Injection) -> str:
    if isinstance(member, Injection):
        return f"~{name(member.partial)}"
    flags = (("pk", member.primary), ("increment", member.increment), ("unique", member.unique))
    settings = [flag for flag, given in flags if given]
    if member.nullability is not Nullability.UNSAID:
        settings.append(member.nullability.value)
    if member.default is not None:
        settings.append(f"default: {value(member.default, '  ')}")
    settings += [f"check: {expression(check)}" for check in member.checks]
    settings += [f"ref: {item.relation} {endpoint(item.target)}" for item in member.references]
    settings += [*_extra(member.extra, "  "), *_note(member.note, "  ")]
    return f"{name(member.name)} {type_name(member.type)}{_listed(settings)}"


def _index(index: Index) -> str:
    parts = ", ".join(_index_part(part) for part in index.parts)
    settings = [flag for flag, given in (("pk", index.primary), ("unique", index.unique)) if given]
    settings += [f"name: {string(index.name)}"] if index.name is not None else []
    settings += [f"type: {_word_or_string(index.method)}"] if index.method is not None else []
    settings += [*_extra(index.extra, "    "), *_note(index.note, "    ")]
    single = len(index.parts) == 1
    return f"{parts if single else f'({parts})'}{_listed(settings)}"


def _word_or_string(text: str) -> str:
    return text if _BARE.fullmatch(text) else string(text)


def _index_part(part: IndexPart) -> str:
    return expression(part.text) if part.is_expression else name(part.text)


def _check(check: Check) -> str:
    settings = [f"name: {string(check.name)}"] if check.name is not None else []
    return f"{expression(check.expression)}{_listed([*settings, *_extra(check.extra, '    ')])}"


def _records(records: Records, indent: str) -> str:
    columns = f"({', '.join(name(column) for column in records.columns)})" if records.columns else ""
    head = f"records {path(records.table)}{columns or '()'}" if records.table else f"records {columns}".rstrip()
    rows = [f"{indent}  {', '.join(value(field, indent) for field in row)}" for row in records.rows]
    return "\n".join([f"{indent}{head} {{", *rows, f"{indent}}}"])


def endpoint(found: Endpoint) -> str:
    if len(found.columns) == 1:
        return path((*found.table, *found.columns))
    return f"{path(found.table)}.({', '.join(name(column) for column in found.columns)})"


def _reference(reference: Reference) -> str:
    settings = [f"delete: {reference.on_delete}"] if reference.on_delete is not None else []
    settings += [f"update: {reference.on_update}"] if reference.on_update is not None else []
    settings += _extra(reference.extra)
    label = f" {name(reference.name)}" if reference.name is not None else ""
    edge = f"{endpoint(reference.left)} {reference.relation} {endpoint(reference.right)}"
    return f"Ref{label}: {edge}{_listed(settings)}"


def _block_of_enum(enum: EnumType) -> str:
    settings = [*_extra(enum.extra), *_note(enum.note)]
    values = [f"  {name(item.name)}{_listed([*_extra(item.extra), *_note(item.note, '  ')])}" for item in enum.values]
    return "\n".join([f"Enum {path(enum.path)}{_listed(settings)} {{", *values, "}"])


def _group(group: TableGroup) -> str:
    settings = [f"color: {group.colour}"] if group.colour is not None else []
    lines = [f"TableGroup {name(group.name)}{_listed([*settings, *_extra(group.extra)])} {{"]
    lines += [f"  {path(table)}" for table in group.tables]
    if group.note is not None:
        lines += ["", f"  Note: {string(group.note, '  ')}"]
    return "\n".join([*lines, "}"])


def _sticky_note(note: StickyNote) -> str:
    return f"Note {name(note.name)}{_listed(_extra(note.extra))} {{\n  {string(note.text, '  ')}\n}}"


def _project(project: Project) -> str:
    label = f" {name(project.name)}" if project.name is not None else ""
    lines = [f"Project{label} {{"]
    for setting in project.fields:
        written = "" if setting.value is None else value(setting.value, "  ")
        lines.append(f"  {name(setting.name)}: {written}")
    if project.note is not None:
        lines.append(f"  Note: {string(project.note, '  ')}")
    return "\n".join([*lines, "}"])
