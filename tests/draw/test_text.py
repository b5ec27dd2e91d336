"""Texts: what XML forbids is gone, and measured widths are never too small."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.draw.text import ELLIPSIS, Face, clean, escape, fit, width


@given(st.text())
def test_any_text_is_safe_in_xml(text: str) -> None:
    element = ET.fromstring(f'<a b="{escape(text)}">{escape(text)}</a>')
    assert element.attrib["b"] == clean(text)
    assert (element.text or "") == clean(text)


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("a\x00b\x1b[0m", "ab[0m"),
        ("two\nlines\r\nand\ttab", "two lines  and tab"),
        ("\u202eevil", "evil"),
        ("\ud800x", "x"),
        ("\uffffx\ufffe", "x"),
        ("  blank  ", "blank"),
        ("שלום", "שלום"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
    ],
)
def test_cleaning(dirty: str, tidy: str) -> None:
    assert clean(dirty) == tidy


@given(st.text(), st.floats(20, 400), st.sampled_from(tuple(Face)))
def test_a_fitted_text_fits(text: str, limit: float, face: Face) -> None:
    fitted = fit(text, limit, 12, face)
    assert fitted.width <= limit + 1e-9
    assert fitted.cut == (fitted.text != clean(text))
    assert not fitted.cut or fitted.text.endswith(ELLIPSIS)


def test_no_mark_is_torn_from_its_letter() -> None:
    for limit in range(20, 200):
        shown = fit("e\u0301" * 40, limit, 12).text.removesuffix(ELLIPSIS)
        assert shown == "e\u0301" * (len(shown) // 2)


def test_bold_is_wider_and_size_scales() -> None:
    assert width("customer", 12, Face.BOLD) > width("customer", 12)
    assert width("customer", 24) == pytest.approx(2 * width("customer", 12))


@pytest.mark.parametrize("text", ["漢字", "😀", "ქართული"])
def test_unknown_characters_are_thought_wide(text: str) -> None:
    assert width(text, 10) >= 10 * len(text)
