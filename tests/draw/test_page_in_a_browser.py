"""The page in a real browser: it shows, finds, tells, and asks nobody for anything."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from colonnade.draw import html, layout
from colonnade.model.diagram import Box, BoxStyle, Diagram, Edge, Mark, Row
from tests.draw.samples import by_chance
from tests.draw.test_svg import hostile

sync_api = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")


class Shown:
    """A page that is open in the browser, and what went wrong in it."""

    def __init__(self, page: Any, path: Path) -> None:
        self.page = page
        self.asked: list[str] = []
        self.troubles: list[str] = []
        self.address = path.as_uri()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.troubles.append(message.text))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.goto(self.address)

    def view(self) -> tuple[float, float, float]:
        """Shift to the right and down, and zoom."""
        x, y, zoom = self.page.evaluate(
            "() => { const m = document.getElementById('world').transform.baseVal.consolidate().matrix;"
            " return [m.e, m.f, m.a]; }"
        )
        return float(x), float(y), float(zoom)

    def settle(self) -> tuple[float, float, float]:
        """Wait until the view rests."""
        last = self.view()
        for _ in range(60):
            self.page.wait_for_timeout(60)
            now = self.view()
            if now == last:
                return now
            last = now
        raise AssertionError("the view does not come to rest")


Show = Callable[[Diagram], Shown]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as started:
        running = started.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield running
        running.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Show]:
    pages: list[Any] = []

    def opened(diagram: Diagram) -> Shown:
        path = tmp_path / "diagram.html"
        path.write_text(html(layout(diagram)), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        pages.append(page)
        return Shown(page, path)

    yield opened
    for page in pages:
        page.close()


def shop() -> Diagram:
    customer = Box(
        id="customer",
        title="Customer",
        name="tbl_cust",
        area="Sales",
        owner="Anna",
        about="Who buys <b>things</b>.",
        style=BoxStyle.PII,
        rows=(
            Row(name="id", type="bigint", marks=(Mark.PRIMARY,), required=True),
            Row(name="email", type="text", pii=True, note="lower case"),
        ),
    )
    order = Box(
        id="order",
        title="Order",
        name="order",
        area="Sales",
        rows=(
            Row(name="id", type="bigint", marks=(Mark.PRIMARY,), required=True),
            Row(name="customer_id", type="bigint", marks=(Mark.FOREIGN,), required=True),
        ),
    )
    lonely = Box(id="setting", title="Setting", name="setting", area="Rest", rows=(Row(name="value", type="jsonb"),))
    edge = Edge(
        id="places",
        source="customer",
        target="order",
        label="places",
        source_rows=("id",),
        target_rows=("customer_id",),
    )
    return Diagram(title="Shop", boxes=(customer, order, lonely), edges=(edge,), notes=("Checked: keys.",))


def test_the_whole_diagram_is_seen_at_first_and_nobody_is_asked(show: Show) -> None:
    seen = show(by_chance(4, boxes=40, edges=60, areas=3))
    stage = seen.page.locator("#stage").bounding_box()
    for box in seen.page.locator(".cn-card").all():
        at = box.bounding_box()
        assert stage["x"] <= at["x"]
        assert at["x"] + at["width"] <= stage["x"] + stage["width"]
        assert stage["y"] <= at["y"]
        assert at["y"] + at["height"] <= stage["y"] + stage["height"]
    assert seen.asked == [seen.address]
    assert seen.troubles == []


def test_search_finds_an_attribute_and_flies_to_it(show: Show) -> None:
    seen = show(by_chance(4, boxes=120, edges=180))
    before = seen.settle()
    name = seen.page.locator(".cn-row").nth(300).get_attribute("data-row")
    seen.page.keyboard.press("/")
    seen.page.keyboard.type(name)
    assert seen.page.locator("#results li").count() > 0
    seen.page.keyboard.press("Enter")
    assert seen.settle() != before
    found = seen.page.locator(".cn-row.found").first.bounding_box()
    stage = seen.page.locator("#stage").bounding_box()
    assert stage["x"] <= found["x"] <= stage["x"] + stage["width"]
    assert stage["y"] <= found["y"] <= stage["y"] + stage["height"]
    assert seen.page.locator("#panel").is_visible()
    assert seen.troubles == []


def test_search_says_when_there_is_nothing(show: Show) -> None:
    seen = show(shop())
    seen.page.fill("#find", "zzz")
    assert seen.page.locator("#results").inner_text() == "Nothing found"


def test_a_click_tells_everything_about_an_entity(show: Show) -> None:
    seen = show(shop())
    seen.page.click("#entity-customer .cn-title")
    told = seen.page.locator("#panel").inner_text()
    for text in ("Customer", "tbl_cust", "Sales", "Anna", "Who buys <b>things</b>.", "email?", "lower case", "places"):
        assert text in told
    lit = seen.page.locator(".cn-box.lit").evaluate_all("boxes => boxes.map(box => box.dataset.entity)")
    assert sorted(lit) == ["customer", "order"]
    seen.page.locator("#panel .go").click()
    assert seen.page.locator("#panel h2").inner_text() == "Order"
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator("#panel").is_visible()
    assert seen.troubles == []


def test_a_drag_moves_and_the_wheel_zooms_at_the_pointer(show: Show) -> None:
    seen = show(shop())
    x, y, zoom = seen.settle()
    mouse = seen.page.mouse
    mouse.move(600, 700)
    mouse.down()
    mouse.move(650, 660, steps=4)
    mouse.up()
    moved = seen.settle()
    assert moved == pytest.approx((x + 50, y - 40, zoom))
    assert not seen.page.locator("#panel").is_visible(), "a drag is no click"
    box = seen.page.locator("#entity-order .cn-card")
    at = box.bounding_box()
    middle = (at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    mouse.move(*middle)
    mouse.wheel(0, -120)
    assert seen.settle()[2] > zoom
    after = box.bounding_box()
    assert (after["x"] + after["width"] / 2, after["y"] + after["height"] / 2) == pytest.approx(middle, abs=1.5)


def test_keys_and_buttons(show: Show) -> None:
    seen = show(shop())
    start = seen.settle()
    seen.page.keyboard.press("+")
    assert seen.settle()[2] > start[2]
    seen.page.click("#out")
    seen.page.click("#out")
    assert seen.settle()[2] < start[2]
    seen.page.keyboard.press("ArrowRight")
    seen.page.click("#fit")
    assert seen.settle() == pytest.approx(start)


def test_entities_are_reached_by_keyboard_alone(show: Show) -> None:
    seen = show(shop())
    seen.page.locator(".cn-box[tabindex='0']").focus()
    seen.page.keyboard.press("ArrowRight")
    focused = seen.page.evaluate("document.activeElement.dataset.entity")
    assert focused == "order"
    seen.page.keyboard.press("Enter")
    assert seen.page.locator("#panel h2").inner_text() == "Order"
    seen.page.click("#list")
    assert seen.page.locator("#panel h3").all_inner_texts() == ["SALES", "REST"]
    assert seen.page.locator("#panel .go").all_inner_texts() == ["Customer", "Order", "Setting"]


def test_the_theme_changes(show: Show) -> None:
    seen = show(shop())
    colour = "getComputedStyle(document.body).backgroundColor"
    light = seen.page.evaluate(colour)
    seen.page.click("#theme")
    assert seen.page.evaluate(colour) != light
    header = seen.page.locator("#entity-customer .cn-head").evaluate("head => getComputedStyle(head).fill")
    assert header == "rgb(75, 33, 38)"


def test_hostile_names_run_nothing(show: Show) -> None:
    seen = show(hostile())
    assert seen.page.title() == "</title><script>alert(1)</script>"
    assert seen.asked == [seen.address]
    assert seen.troubles == []
    assert seen.page.locator(".cn-box").count() == len(hostile().boxes)


def test_no_text_leaves_its_box(show: Show) -> None:
    """The measured widths hold for the fonts that this machine's browser picks."""
    seen = show(by_chance(9, boxes=40, edges=40))
    seen.page.evaluate("document.getElementById('world').classList.remove('far')")
    assert seen.page.locator(".cn-title").first.is_visible()
    outside = seen.page.evaluate(
        """() => Array.from(document.querySelectorAll('.cn-box')).flatMap((box) => {
          const card = box.querySelector('.cn-card').getBBox();
          return Array.from(box.querySelectorAll('text:not(.cn-far)')).filter((text) => {
            const at = text.getBBox();
            return at.x < card.x || at.x + at.width > card.x + card.width;
          }).map((text) => text.textContent);
        })"""
    )
    assert outside == []
    meeting = seen.page.evaluate(
        """() => Array.from(document.querySelectorAll('.cn-row')).filter((row) => {
          const name = row.querySelector('.cn-name').getBBox(), type = row.querySelector('.cn-type').getBBox();
          return name.x + name.width > type.x;
        }).map((row) => row.textContent)"""
    )
    assert meeting == []


def test_a_link_opens_at_an_entity(show: Show) -> None:
    seen = show(shop())
    seen.page.goto(seen.address + "#entity-order")
    seen.page.reload()
    assert seen.page.locator("#panel h2").inner_text() == "Order"


def test_from_afar_captions_grow_and_dashes_go(show: Show) -> None:
    """Dashes too small to be seen are the dearest thing to paint."""
    seen = show(by_chance(4, boxes=60, edges=80, areas=3))
    assert seen.settle()[2] < 0.42
    style = "element => [getComputedStyle(element).fontSize, getComputedStyle(element).strokeDasharray]"
    assert seen.page.locator(".cn-caption").first.evaluate(style)[0] == "30px"
    assert seen.page.locator(".cn-loose").first.evaluate(style)[1] == "none"
    seen.page.evaluate("document.getElementById('world').classList.remove('far')")
    assert seen.page.locator(".cn-loose").first.evaluate(style)[1] != "none"
