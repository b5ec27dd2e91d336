"""The SQL texts of a model in the words of another engine; what can't be said there is left out and noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from colonnade.dialect import Dialect, load
from colonnade.model import (
    PORTABLE,
    Attribute,
    Check,
    DefaultKind,
    Domain,
    Entity,
    Index,
    IndexPart,
    Model,
    Named,
    Rule,
    Trigger,
    View,
    sql_default,
)
from colonnade.realize.outcome import Notes
from colonnade.realize.sqltext import Grammar, TextForm, UntranslatableError, translated


def in_words_of(model: Model, dialect: Dialect, notes: Notes) -> Model:
    """The model with all its SQL in the words of an engine."""
    understood = model.dialect == dialect.name or (model.dialect == PORTABLE and dialect.name == _WIDEST)
    if understood and all(view.dialect in {"", dialect.name} for view in model.views.values()):
        return model
    return _Translation(model, dialect, notes).model()


_WIDEST = "postgresql"
"""The engine that understands the portable dialect as it is."""


class _Translation:
    """One pass over a model."""

    def __init__(self, model: Model, dialect: Dialect, notes: Notes) -> None:
        self.of = model
        self.notes = notes
        self.dialect = dialect
        self.target = Grammar.of(dialect)

    def model(self) -> Model:
        """The model in the target's words."""
        return replace(
            self.of,
            domains=Named(self._domain(each) for each in self.of.domains.values()),
            bundles=Named(
                replace(
                    each,
                    attributes=self._attributes(each.attributes.values(), f"bundle {each.name}"),
                    checks=self._checks(each.checks, f"bundle {each.name}"),
                    indexes=self._indexes(each.indexes, f"bundle {each.name}"),
                )
                for each in self.of.bundles.values()
            ),
            entities=Named(self._entity(each) for each in self.of.entities.values()),
            declared_relationships=Named(
                replace(each, attributes=self._attributes(each.attributes.values(), each.key))
                for each in self.of.declared_relationships.values()
            ),
            views=Named(made for each in self.of.views.values() if (made := self._view(each)) is not None),
        )

    def _text(
        self, text: str, of: str, what: str, *, source: str = "", form: TextForm = TextForm.EXPRESSION
    ) -> str | None:
        """The text in the target's words; None, and a note, when there are none."""
        name = source or self.of.dialect
        if not text or name == self.dialect.name or (name == PORTABLE and self.dialect.name == _WIDEST):
            return text
        grammar = Grammar.of(load(_WIDEST if name == PORTABLE else name))
        try:
            return translated(text, grammar, self.target, form=form)
        except UntranslatableError as error:
            self.notes.lose(of, f"{what}: {text}", f"{self.dialect.traits.title} has no words for it: {error.message}")
            return None

    def _domain(self, each: Domain) -> Domain:
        default = each.default
        if default is not None and default.kind is DefaultKind.SQL:
            text = self._text(default.value, each.key, "default")
            default = sql_default(text) if text else None
        return replace(
            each,
            default=default,
            check=self._text(each.check, each.key, "check") or "",
            checks=self._checks(each.checks, each.key),
        )

    def _attributes(self, found: Iterable[Attribute], of: str) -> Named[Attribute]:
        return Named(self._attribute(each, f"{of}.{each.name}") for each in found)

    def _attribute(self, each: Attribute, of: str) -> Attribute:
        default = each.default
        if default is not None and default.kind is DefaultKind.SQL:
            text = self._text(default.value, of, "default")
            default = sql_default(text) if text else None
        generated = self._text(each.generated, of, "computed value") or ""
        return replace(
            each,
            default=default,
            generated=generated,
            virtual=each.virtual and bool(generated),
            check="" if self._is_of_type(each) else self._text(each.check, of, "check") or "",
            # Collations are an engine's own, but for those that both have.
            collation=each.collation if self.of.dialect == PORTABLE else "",
        )

    def _is_of_type(self, each: Attribute) -> bool:
        """Whether a check only says what the type promises, which the source's engine does not keep by itself."""
        if self.of.dialect == PORTABLE or not each.check:
            return False
        idioms = load(self.of.dialect).idioms
        if idioms is None or idioms.type_condition is None:
            return False
        column = each.physical or each.name
        return idioms.type_condition(column, each.type) == idioms.write_condition(each.check)

    def _checks(self, checks: Mapping[str, Check], of: str) -> Named[Check]:
        found = ((each, self._text(each.expression, of, "check")) for each in checks.values())
        return Named(replace(each, expression=text) for each, text in found if text)

    def _entity(self, each: Entity) -> Entity:
        return replace(
            each,
            attributes=self._attributes(each.attributes.values(), each.key),
            checks=self._checks(each.checks, each.key),
            indexes=self._indexes(each.indexes, each.key),
            rules=Named(self._rule(rule, each.key) for rule in each.rules.values()),
            triggers=Named(made for one in each.triggers.values() if (made := self._trigger(one, each.key))),
            access=tuple(
                replace(
                    policy,
                    where=self._text(policy.where, each.key, "access") or "",
                    check=self._text(policy.check, each.key, "access") or "",
                )
                for policy in each.access
            )
            if self.target.has_access
            else each.access,
        )

    def _rule(self, rule: Rule, of: str) -> Rule:
        return replace(rule, expression=self._text(rule.expression, of, f"rule {rule.name}") or "")

    def _trigger(self, trigger: Trigger, of: str) -> Trigger | None:
        """A trigger whole, or not at all."""
        when = self._text(trigger.when, of, f"trigger {trigger.name}")
        found = [self._text(each, of, f"trigger {trigger.name}", form=TextForm.STATEMENT) for each in trigger.run]
        run = tuple(each for each in found if each is not None)
        return None if when is None or len(run) < len(found) else replace(trigger, when=when, run=run)

    def _indexes(self, indexes: Mapping[str, Index], of: str) -> Named[Index]:
        return Named(made for each in indexes.values() if (made := self._index(each, of)) is not None)

    def _index(self, each: Index, of: str) -> Index | None:
        where = self._text(each.where, of, "index where")
        parts = [self._part(part, of) for part in each.parts]
        if where is None or any(part is None for part in parts):
            return None
        return replace(each, where=where, parts=tuple(part for part in parts if part is not None))

    def _part(self, part: IndexPart, of: str) -> IndexPart | None:
        if not part.expression:
            return part
        text = self._text(part.expression, of, "index on")
        return None if text is None else replace(part, expression=text)

    def _view(self, each: View) -> View | None:
        query = self._text(each.query, each.key, "view", source=each.dialect, form=TextForm.QUERY)
        if query is None:
            return None
        return replace(each, query=query, dialect="", indexes=self._indexes(each.indexes, each.key))
