"""What of a thing of the model has no place in DBML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Final

from colonnade.formats.losses import Loss
from colonnade.model.spelling import SPELLING

_WHY: Final = "DBML has no place for it"


def unsaid(thing: object, place: str, *said: str) -> Iterator[Loss]:
    """A loss for each field of a part of the model that is set, beside the fields that were said."""
    for field in fields(thing):  # type: ignore[arg-type]  # every part of the model is a dataclass
        if field.name in said or SPELLING not in field.metadata:
            continue
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        value = getattr(thing, field.name)
        if value != default:
            key = field.metadata[SPELLING].key or field.name
            yield Loss(object=place, what=f"its {key.replace('_', ' ')}", why=_WHY)
