"""What a script says of itself and of its tables, for who reads it: comments, which no engine runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from colonnade.model import Entity, Model

_WIDTH = 118


def header(model: Model, engine: str, at: datetime | None) -> str:
    """The head of a script; the time only where one is given, so that the same model gives the same script."""
    return "".join(f"-- {line}\n" for line in _lines_of_model(model, engine, at))


def _lines_of_model(model: Model, engine: str, at: datetime | None) -> Iterator[str]:
    version = f" {model.version}" if model.version else ""
    yield from _one_line(f"{model.name}{version} for {engine}")
    yield from _one_line(f"purpose: {model.about or 'not specified'}")
    strictest = max(
        (model.classification_of_entity(each).effective for each in model.entities.values()),
        key=lambda level: level.strictness,
        default=None,
    )
    yield f"classification: {strictest.value if strictest is not None else 'not specified'}"
    yield from _one_line(f"compliance: {', '.join(model.compliance) or 'not specified'}")
    if at is not None:
        yield f"generated: {at.isoformat(timespec='seconds')}"


def of_entity(model: Model, entity: Entity) -> str:
    """What stands before the table of an entity."""
    found = model.classification_of_entity(entity)
    flags = [word for word, said in (("personal", found.pii), ("sensitive", found.sensitive)) if said]
    rows = entity.volume.rows if entity.volume is not None else None
    lines = [
        *_one_line(f"{entity.business_name or entity.key}: {entity.about or 'purpose not specified'}"),
        f"classification: {', '.join((found.effective.value, *flags))}",
        f"estimated volume: {f'{rows:,} rows' if rows is not None else 'not specified'}",
        *_one_line(f"compliance: {', '.join(entity.compliance or model.compliance) or 'not specified'}"),
    ]
    return "".join(f"-- {line}\n" for line in lines)


def _one_line(text: str) -> Iterator[str]:
    """A text on one line, whatever stands in it: nothing of it may end the comment."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    yield plain if len(plain) <= _WIDTH else f"{plain[: _WIDTH - 1]}…"
