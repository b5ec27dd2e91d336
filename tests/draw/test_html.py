"""The page as a text: self-contained, safe, complete."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings

from colonnade.draw import Theme, html, layout
from colonnade.model.diagram import Diagram
from tests.draw.samples import by_chance, diagrams
from tests.draw.test_svg import hostile

VOID = frozenset("meta input link br hr img".split())


class Page(HTMLParser):
    """Elements, inline texts and attributes, with a check that every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag in self.inline:
            self.inline[tag].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.inline:
            self.inline[self.open[-1]][-1] += data


def model(page: Page) -> dict[str, list[dict[str, object]]]:
    kinds = [attributes.get("type") for tag, attributes in page.elements if tag == "script"]
    found: dict[str, list[dict[str, object]]] = json.loads(page.inline["script"][kinds.index("application/json")])
    return found


def test_the_page_speaks_to_no_other_host() -> None:
    text = html(layout(by_chance(1, boxes=12, edges=14)))
    assert set(re.findall(r"[a-z]+://[^\"'\s<)]+", text)) <= {"http://www.w3.org/2000/svg"}
    page = Page(text)
    assert not {"link", "img", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in page.elements}
    assert all("src" not in attributes for _, attributes in page.elements)


def test_the_policy_allows_exactly_the_inline_parts() -> None:
    page = Page(html(layout(by_chance(1, boxes=5, edges=5))))
    (policy,) = [attrs["content"] or "" for tag, attrs in page.elements if tag == "meta" and attrs.get("http-equiv")]

    def expression(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    (sheet,), (_, script) = page.inline["style"], page.inline["script"]
    assert f"style-src {expression(sheet)};" in policy
    assert f"script-src {expression(script)};" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not any(key == "style" or key.startswith("on") for _, attributes in page.elements for key in attributes)


def test_hostile_names_stay_texts() -> None:
    diagram = hostile()
    page = Page(html(layout(diagram)))
    assert page.open == []
    assert len(page.inline["script"]) == 2
    assert "</" not in page.inline["script"][0]
    known = model(page)
    assert len(known["boxes"]) == len(diagram.boxes)
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    assert {box["id"] for box in known["boxes"]} <= set(ids)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(diagrams())
def test_the_page_knows_everything(diagram: Diagram) -> None:
    page = Page(html(layout(diagram)))
    known = model(page)
    assert [len(box["rows"]) for box in known["boxes"] if isinstance(box["rows"], list)] == [
        len(box.rows) for box in diagram.boxes
    ]
    ids = {box.id: str(told["id"]) for box, told in zip(diagram.boxes, known["boxes"], strict=True)}
    assert [(edge["source"], edge["target"], edge["kind"]) for edge in known["edges"]] == [
        (ids[edge.source], ids[edge.target], edge.kind) for edge in diagram.edges
    ]


def test_a_theme_can_be_forced() -> None:
    made = layout(by_chance(1, boxes=2, edges=1))
    assert '<html lang="en">' in html(made)
    assert '<html lang="en" data-theme="dark">' in html(made, theme=Theme.DARK)
