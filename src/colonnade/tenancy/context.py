"""Whose rows a transaction sees: statements that say it, for this transaction and no longer."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from colonnade.tenancy.signing import CHALLENGE, LIFETIME_SECONDS, SETTING, SigningKey


class Statement(NamedTuple):
    """A query of one value, with `%s` for each parameter."""

    sql: str
    values: Sequence[str] = ()


Steps: TypeAlias = Generator[Statement, str | None, None]
"""Statements one after the other; each answer is sent back before the next."""

_SET = "SELECT pg_catalog.set_config(%s, %s, true)"
_NOW = "SELECT pg_catalog.current_setting(%s, true)"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedContext:
    """A context that the database trusts: a value by setting, such as `{"app.tenant_id": "7"}`."""

    settings: Mapping[str, object]

    @property
    def names(self) -> tuple[str, ...]:
        """The settings it is held in."""
        return tuple(self.settings)

    def enter(self) -> Steps:
        """What sets it."""
        for name, value in self.settings.items():
            yield Statement(_SET, (name, str(value)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedContext:
    """A context that the database verifies (`context: strict`): a value by attribute, such as `{"tenant_id": "7"}`.

    It holds for one transaction, and at most so many seconds of it: after them no row is seen.
    """

    values: Mapping[str, object]
    key: SigningKey
    seconds: int = LIFETIME_SECONDS

    @property
    def names(self) -> tuple[str, ...]:
        """The setting it is held in."""
        return (SETTING,)

    def enter(self) -> Steps:
        """What signs and sets it."""
        challenge = yield Statement(CHALLENGE)
        values = {name: str(value) for name, value in self.values.items()}
        yield Statement(_SET, (SETTING, self.key.sign(values, challenge or "", seconds=self.seconds)))


Context: TypeAlias = TrustedContext | SignedContext


def before(context: Context, found: dict[str, str]) -> Steps:
    """What a context is about to cover, into `found`: a block inside another one gives it back."""
    for name in context.names:
        found[name] = (yield Statement(_NOW, (name,))) or ""


def back(found: Mapping[str, str]) -> Steps:
    """Give back what was covered."""
    for name, value in found.items():
        yield Statement(_SET, (name, value))
