"""Attributes as columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from colonnade.formats.dbml import ast
from colonnade.formats.dbml.reading.columns import EXPRESSIONS
from colonnade.formats.dbml.types import written
from colonnade.formats.dbml.writing.unsaid import unsaid
from colonnade.formats.losses import Loss
from colonnade.model import Attribute, Base, Default, DefaultKind, Domain, Identity, Model, Type

_FUNCTIONS = {default.kind: text for text, default in EXPRESSIONS.items()}


def path_of(namespace: str, name: str) -> tuple[str, ...]:
    """The path of a table or an enum."""
    return (namespace, name) if namespace else (name,)


@dataclass(frozen=True, slots=True)
class WrittenColumns:
    """Writes columns; enums without a name of their own are collected."""

    model: Model
    losses: list[Loss]
    enums: list[ast.EnumType] = field(default_factory=list)

    def column(self, attribute: Attribute, owner: str) -> ast.Column:
        """The column of an attribute, without what it refers to."""
        place = f"{owner}.{attribute.name}"
        self.losses.extend(
            unsaid(
                attribute, place, "name", "type", "primary", "required", "unique", "identity", "default", "check",
                "references", "about",
            )
        )  # fmt: skip
        domains = self.domains(attribute.type)
        default = attribute.default or next((each.default for each in domains if each.default is not None), None)
        stated = attribute.required or any(each.required for each in domains)
        conditions = [attribute.check, *(each.check for each in domains)]
        conditions += [check.expression for each in domains for check in each.checks.values()]
        serial = attribute.identity is Identity.SERIAL
        type_name = self.type(attribute.type, owner, attribute.name, attribute.identity)
        if attribute.identity is Identity.ALWAYS:
            why = "DBML says only that it is numbered"
            self.losses.append(Loss(object=place, what="that it is numbered always", why=why))
        return ast.Column(
            name=attribute.name,
            type=type_name,
            primary=attribute.primary,
            unique=attribute.unique,
            increment=attribute.identity is not None and not (serial and type_name.text.endswith("serial")),
            nullability=ast.Nullability.NOT_NULL if stated and not attribute.primary else ast.Nullability.UNSAID,
            default=None if default is None else self.default(default, place),
            note=attribute.about or None,
            checks=tuple(self.expression(text, place) for text in conditions if text),
        )

    def domains(self, of: Type) -> list[Domain]:
        """The domains a type goes through that are no enums: DBML has none, so each column says what they say."""
        found: list[Domain] = []
        while of.base is Base.DOMAIN and of.name in self.model.domains:
            domain = self.model.domains[of.name]
            if domain.is_enum or domain in found:
                break
            found.append(domain)
            of = domain.type
        return found

    def type(self, of: Type, owner: str, name: str, identity: Identity | None = None) -> ast.TypeName:
        """The type of a column; that of a domain is what the domain is of."""
        element, dimensions = of, 0
        while element.base is Base.ARRAY and element.element is not None:
            element, dimensions = element.element, dimensions + 1
        domain = self.model.domains.get(element.name) if element.base is Base.DOMAIN else None
        if domain is not None and domain.is_enum:
            return ast.TypeName(path=path_of(domain.namespace, domain.name), dimensions=("",) * dimensions)
        if domain is not None:
            why = "DBML has no domains; the column says what it says"
            self.losses.append(Loss(object=f"{owner}.{name}", what=f"its domain {domain.key!r}", why=why))
            inner = self.type(domain.type, owner, name, identity)
            return ast.TypeName(
                path=inner.path, arguments=inner.arguments, dimensions=(*inner.dimensions, *("",) * dimensions)
            )
        if element.base is Base.ENUM:
            return ast.TypeName(path=self.named_enum(element, owner, name), dimensions=("",) * dimensions)
        if element.base is Base.DOMAIN:
            return ast.TypeName(path=(element.name,), dimensions=("",) * dimensions)
        return written(of, self.model.dialect, identity)

    def named_enum(self, of: Type, owner: str, name: str) -> tuple[str, ...]:
        """An enum of its own for the words of one attribute."""
        taken = {*self.model.domains, *(each.path[-1] for each in self.enums)}
        words = tuple(ast.EnumValue(name=word) for word in of.values)
        stem = f"{owner.rpartition('.')[2]}_{name}"
        for each in self.enums:
            if each.values == words and each.path[-1].startswith(stem):
                return each.path
        path, number = stem, 2
        while path in taken:
            path, number = f"{stem}_{number}", number + 1
        self.enums.append(ast.EnumType(path=(path,), values=words))
        why = "a DBML enum has a name and stands by itself"
        self.losses.append(Loss(object=f"{owner}.{name}", what=f"its enum, written as {path!r}", why=why))
        return (path,)

    def default(self, default: Default, place: str) -> ast.Value:
        """A default as a literal."""
        match default.kind:
            case DefaultKind.TEXT:
                return ast.Value(kind=ast.ValueKind.STRING, text=default.value)
            case DefaultKind.NUMBER:
                return ast.Value(kind=ast.ValueKind.NUMBER, text=default.value)
            case DefaultKind.BOOLEAN | DefaultKind.NULL:
                return ast.Value(kind=ast.ValueKind.WORD, text=default.value or "null")
            case DefaultKind.NOW | DefaultKind.TODAY | DefaultKind.UUID:
                return ast.Value(kind=ast.ValueKind.EXPRESSION, text=_FUNCTIONS[default.kind])
            case DefaultKind.SQL:
                return ast.Value(kind=ast.ValueKind.EXPRESSION, text=self.expression(default.value, place))

    def expression(self, text: str, place: str) -> str:
        """An expression that can stand between backticks."""
        if "`" not in text:
            return text
        why = "an expression of DBML stands between backticks and cannot hold one"
        self.losses.append(Loss(object=place, what="its backticks, written as double quotes", why=why))
        return text.replace("`", '"')
