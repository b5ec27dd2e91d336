"""The data dictionary: every entity and attribute is in it, links lead somewhere, texts stay texts."""

from __future__ import annotations

import html
import re
from pathlib import Path

from tests.cli.running import cln

MODEL = """\
model: shop
entities:
  customer:
    about: <script>alert(1)</script> & "friends"
    attributes:
      id: integer key
      name: {is: string(50) required, about: As on the <passport>}
  sale:
    attributes:
      id: integer key
      customer_id: integer required -> customer
  lonely:
    attributes:
      id: integer key
"""


def test_the_dictionary(tmp_path: Path) -> None:
    (tmp_path / "m.colonnade.yaml").write_text(MODEL)
    out = tmp_path / "out"
    made = cln("docs", tmp_path / "m.colonnade.yaml", "-o", out, "--format", "json").document()
    assert (made["entities"], made["attributes"]) == (3, 5)
    pages = {path: path.read_text() for path in out.rglob("*.html")}
    assert len(pages) == 5
    index = pages[out / "index.html"]
    for name in ("customer", "sale", "lonely"):
        assert f">{name}</a>" in index
    entity = next(text for path, text in pages.items() if path.parent != out and "<h1>customer</h1>" in text)
    assert html.escape("As on the <passport>") in entity
    assert ">sale</a>" in entity
    assert "<svg" in entity
    for path, text in pages.items():
        assert "<script>alert(1)" not in text
        assert not re.search(r"(?:src|href)=.https?:", text)
        for link in re.findall(r'<a href="([^"#]+)"', text):
            assert (path.parent / link).resolve().exists(), (path, link)


def test_a_folder_has_to_be_named(tmp_path: Path) -> None:
    (tmp_path / "m.colonnade.yaml").write_text(MODEL)
    assert "-o" in cln("docs", tmp_path / "m.colonnade.yaml", expect=2).err
