"""The short forms of the model language: one line for the common case of each class of the model."""

from collections.abc import Mapping
from typing import Any

from colonnade.model.phrase import attribute, constraint, facets, governance, relationship
from colonnade.model.phrase.scan import PhraseError
from colonnade.model.phrase.short import Short
from colonnade.model.phrase.types import default_text, parse_default, parse_type, type_text

SHORT_FORMS: Mapping[type[object], Short[Any]] = {
    each.of: each
    for each in (
        attribute.ATTRIBUTE,
        attribute.DOMAIN,
        relationship.RELATIONSHIP,
        constraint.KEY,
        constraint.INDEX,
        constraint.CHECK,
        constraint.RULE,
        facets.RETENTION,
        facets.VOLUME,
        facets.PARTITIONING,
        facets.PARTITION,
        facets.MASKING,
        facets.PATTERN,
        facets.AREA,
        governance.QUALITY,
        governance.ACCESS,
        governance.LINEAGE,
        governance.CHANGE,
    )
}
"""Every short form, by the class it is of."""

__all__ = ["SHORT_FORMS", "PhraseError", "Short", "default_text", "parse_default", "parse_type", "type_text"]
