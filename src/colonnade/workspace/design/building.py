"""Everything of a model in one call: checked, drawn, analysed, generated and documented."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from colonnade.findings import Finding, Severity
from colonnade.formats.losses import Written
from colonnade.model import Attribute, Document, Entity, Model
from colonnade.model.language import document_of, read, write
from colonnade.model.language.writer import short_or_long
from colonnade.model.phrase.types import type_text
from colonnade.workspace.checking import FindingDocument, check_source, checked
from colonnade.workspace.ddl.deployment import guide
from colonnade.workspace.ddl.making import DdlResult, ddl, ddl_result
from colonnade.workspace.design.drawing import Notation, Part, diagram, draw
from colonnade.workspace.design.recommending import Area, Recommendation, area_of, recommendations
from colonnade.workspace.source import Form, Source

DRAWN = (Notation.MERMAID, Notation.PLANTUML, Notation.D2, Notation.DOT, Notation.SVG)


class ModelType(StrEnum):
    """What kind of model was built."""

    ENTERPRISE_ERD = "ENTERPRISE_ERD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulated:
    """An attribute that is classified, and how it is looked after."""

    entity: str
    attribute: str
    classification: str
    owner: str
    retention: str
    frameworks: tuple[str, ...]
    """Those that the model, the entity and the attribute name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Where the values of an entity, or of one attribute of it, come from."""

    source: str
    target: str
    transformation: str
    expression: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What is found about a model, by what it is about; every finding is in one of the first three."""

    validation: tuple[FindingDocument, ...]
    governance: tuple[FindingDocument, ...]
    performance: tuple[FindingDocument, ...]
    compliance: tuple[Regulated, ...]
    lineage: tuple[Flow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Documentation:
    """A model in Markdown, and how its DDL is deployed on each engine."""

    data_dictionary: str
    deployment: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComprehensiveModel:
    """Everything of a model."""

    model_name: str
    model_type: ModelType
    generated_at: str
    """In ISO 8601, UTC."""
    entities: Mapping[str, object]
    relationships: Mapping[str, object]
    """Those on lines of their own; references of attributes are in `entities`."""
    model_text: str
    """The whole model as its file."""
    diagrams: Mapping[Notation, str]
    analysis: Analysis
    schema_generation: Mapping[str, DdlResult]
    """By engine."""
    documentation: Documentation
    business_context: Mapping[str, str]
    recommendations: tuple[Recommendation, ...]

    @property
    def model(self) -> Model:
        """The model itself."""
        return read(self.model_text)


def create_comprehensive_data_model(
    model_name: str,
    entities: Mapping[str, Document],
    relationships: Sequence[Document] = (),
    business_context: Mapping[str, str] | None = None,
    *,
    engines: Sequence[str] = ("postgresql", "sqlite"),
    generated_at: datetime | None = None,
) -> ComprehensiveModel:
    """Build everything of a model whose parts are said in the model language.

    It is checked on the first of `engines`. Raises ModelError with every mistake, RefusedByEngineError when an engine
    refuses what is made of it, NotExpressibleError, UnknownEngineError.
    """
    said: dict[str, Document] = {"model": model_name, "entities": dict(entities)}
    if relationships:
        said["relationships"] = list(relationships)
    # JSON is YAML, so the one reader of the language reads it, with all its checks
    return comprehensive(read(json.dumps(said)), business_context or {}, engines=engines, generated_at=generated_at)


def comprehensive(
    model: Model,
    business_context: Mapping[str, str],
    *,
    engines: Sequence[str] = ("postgresql", "sqlite"),
    generated_at: datetime | None = None,
) -> ComprehensiveModel:
    """Build everything of a model. Raises as `create_comprehensive_data_model` does."""
    source = Source(text=model.name, form=Form.MODEL, name=model.name, model=model)
    findings = check_source(source, engine=engines[0]) if engines else check_source(source)
    shown = diagram(source, Part())
    schemas = {engine: ddl_result(source, ddl(source, engine)) for engine in engines}
    whole = document_of(model)
    return ComprehensiveModel(
        model_name=model.name,
        model_type=ModelType.ENTERPRISE_ERD,
        generated_at=(generated_at or datetime.now(UTC)).isoformat(),
        entities=_mapping(whole.get("entities")),
        relationships=_mapping(whole.get("relationships")),
        model_text=write(model),
        diagrams={each: made.text for each in DRAWN if isinstance(made := draw(shown, each), Written)},
        analysis=_analysis(model, findings),
        schema_generation=schemas,
        documentation=Documentation(
            data_dictionary="\n".join(_dictionary(model)) + "\n",
            deployment={engine: guide(made) for engine, made in schemas.items()},
        ),
        business_context=dict(business_context),
        recommendations=recommendations(findings),
    )


def _mapping(node: Document) -> Mapping[str, object]:
    return dict(node) if isinstance(node, Mapping) else {}


def _analysis(model: Model, findings: tuple[Finding, ...]) -> Analysis:
    told = checked(model.name, findings, Severity.ERROR).findings
    return Analysis(
        validation=tuple(each for each in told if area_of(each.rule) is Area.VALIDATION),
        governance=tuple(each for each in told if area_of(each.rule) is Area.GOVERNANCE),
        performance=tuple(each for each in told if area_of(each.rule) is Area.PERFORMANCE),
        compliance=tuple(_regulated(model)),
        lineage=tuple(_flows(model)),
    )


def _regulated(model: Model) -> Iterator[Regulated]:
    for entity in model.entities.values():
        for attribute in entity.attributes.values():
            said = _classification(model, attribute)
            if said:
                yield Regulated(
                    entity=entity.key,
                    attribute=attribute.name,
                    classification=said,
                    owner=entity.owner or model.owner,
                    retention=_retention(entity),
                    frameworks=tuple(dict.fromkeys((*model.compliance, *entity.compliance, *attribute.compliance))),
                )


def _classification(model: Model, attribute: Attribute) -> str:
    found = model.classification_of(attribute)
    words = (found.level.value if found.level else "", "pii" if found.pii else "")
    return ", ".join(word for word in (*words, "sensitive" if found.sensitive else "") if word)


def _retention(entity: Entity) -> str:
    if entity.retention is None:
        return ""
    said = short_or_long(entity.retention)
    return said if isinstance(said, str) else json.dumps(said, default=str)


def _flows(model: Model) -> Iterator[Flow]:
    for entity in model.entities.values():
        named = [(entity.key, entity.lineage)]
        named += [(f"{entity.key}.{each.name}", each.lineage) for each in entity.attributes.values()]
        for target, lineage in named:
            for each in lineage:
                yield Flow(
                    source=each.source,
                    target=target,
                    transformation=each.transformation.value,
                    expression=each.expression,
                )


def _dictionary(model: Model) -> Iterator[str]:
    """The data dictionary in Markdown."""
    yield f"# {model.name}"
    if model.about:
        yield from ("", model.about)
    for entity in model.entities.values():
        yield from ("", f"## {entity.business_name or entity.key}", "")
        facts = (("", entity.about), ("Owner: ", entity.owner or model.owner), ("Kept: ", _retention(entity)))
        yield from (f"{word}{text}  " for word, text in facts if text)
        yield from (
            "",
            "| attribute | business name | type | what it means | classification |",
            "|---|---|---|---|---|",
        )
        for each in entity.attributes.values():
            cells = (each.name, each.business_name, type_text(each.type), each.about, _classification(model, each))
            yield "| " + " | ".join(cell.replace("|", "&#124;").replace("\n", " ") for cell in cells) + " |"
