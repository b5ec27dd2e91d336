"""PNG: a picture of the right size with text in it, or an error that says what is missing."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest

from colonnade.draw import Fonts, Layout, Theme, layout, png
from colonnade.draw.paint.frame import frame
from colonnade.draw.paint.png import BadScaleError, NoFontError, NoRendererError
from tests.draw.samples import by_chance

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.fixture(scope="module")
def made() -> Layout:
    pytest.importorskip("resvg_py", reason="the optional package resvg-py is not installed")
    return layout(by_chance(1, boxes=8, edges=9))


def size(picture: bytes) -> tuple[int, int]:
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    wide, tall = struct.unpack(">II", picture[16:24])
    return wide, tall


@pytest.fixture
def fonts() -> Fonts:
    if not FONT.is_file():
        pytest.skip(f"no font at {FONT}")
    return Fonts(files=(str(FONT),), family="DejaVu Sans", system=False)


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0])
def test_a_picture_has_the_size_asked_for(made: Layout, fonts: Fonts, scale: float) -> None:
    around = frame(made)
    wide, tall = size(png(made, scale=scale, fonts=fonts))
    assert wide == pytest.approx(around.width * scale, abs=2)
    assert tall == pytest.approx(around.height * scale, abs=2)


def test_a_huge_scale_is_capped(made: Layout, fonts: Fonts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("colonnade.draw.paint.png.MOST_PIXELS", 1_000_000)
    wide, tall = size(png(made, scale=1e6, fonts=fonts))
    assert 900_000 < wide * tall < 1_010_000


@pytest.mark.parametrize("scale", [0, -1, float("nan"), float("inf")])
def test_a_bad_scale_is_refused(made: Layout, scale: float) -> None:
    with pytest.raises(BadScaleError):
        png(made, scale=scale)


def test_dark_and_light_differ(made: Layout, fonts: Fonts) -> None:
    light, dark = png(made, fonts=fonts, scale=1), png(made, fonts=fonts, scale=1, theme=Theme.DARK)
    assert light != dark
    assert png(made, fonts=fonts, scale=1, theme=Theme.AUTO) == light


def test_no_font_is_an_error_and_no_empty_picture(made: Layout) -> None:
    with pytest.raises(NoFontError, match="no font"):
        png(made, fonts=Fonts(system=False))


def test_a_missing_renderer_is_named(made: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(NoRendererError, match="resvg-py"):
        png(made, fonts=Fonts(family="one that no other test asked for"))
