"""What was done in which time, and what was proved."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.workspace.demo.result import Demonstration, Proof, Verdict
from colonnade.workspace.report.markup import join, seconds, tag, text

_SIGNS = {Verdict.HOLDS: ("✓", "good"), Verdict.FAILS: ("✗", "bad"), Verdict.NOT_TRIED: ("–", "quiet")}


def stages_section(result: Demonstration) -> str:
    """The stages as bars of their time."""
    longest = max((each.elapsed_ms for each in result.stages), default=1.0) or 1.0
    rows = (
        tag(
            "li",
            join(
                (
                    tag("div", tag("b", text(each.title)) + tag("span", seconds(each.elapsed_ms)), class_="line"),
                    tag("div", "", class_="bar", style=f"width:{max(each.elapsed_ms / longest * 100, 0.6):.1f}%"),
                    tag("p", text(" · ".join(each.facts)), class_="quiet"),
                )
            ),
        )
        for each in result.stages
    )
    return tag("section", tag("h2", "What was done") + tag("ol", join(rows), class_="stages"), id="done")


def proofs_section(result: Demonstration) -> str:
    """All proofs with their verdicts."""
    return tag("section", tag("h2", "What was proved") + tag("ul", join(_proofs(result)), class_="proofs"), id="proofs")


def _proofs(result: Demonstration) -> Iterator[str]:
    for stage in result.stages:
        for proof in stage.proofs:
            yield _proof(stage.name, proof)


def _proof(stage: str, proof: Proof) -> str:
    sign, class_ = _SIGNS[proof.verdict]
    words = proof.what if proof.verdict is not Verdict.NOT_TRIED else f"{proof.what}: not tried"
    detail = tag("span", text(f"{stage}{f': {proof.detail}' if proof.detail else ''}"), class_="quiet")
    return tag("li", tag("i", sign, class_=class_) + tag("div", tag("b", text(words)) + detail))
