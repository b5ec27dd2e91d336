"""The real renderers, each fed many texts at once, and the pictures they make."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What a renderer made of one text."""

    svg: ET.Element
    source: str
    """The SVG as it was written, for facts that stand in its comments."""


class Refused(AssertionError):
    """A renderer refused a text or warned of something in it."""


def program(name: str) -> str:
    beside_python = Path(sys.executable).with_name(name)
    found = str(beside_python) if beside_python.exists() else shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def _picture(source: str) -> Picture:
    return Picture(svg=ET.fromstring(source), source=source)


def mermaid(texts: Sequence[str]) -> list[Picture]:
    """Rendered by Mermaid 11.16 in an embedded engine (PyPI `mermaidx`)."""
    if find_spec("mermaidx") is None:
        pytest.skip("mermaidx is not installed")
    import mermaidx

    return [_picture(mermaidx.render(text).svg()) for text in texts]


def dot(texts: Sequence[str]) -> list[Picture]:
    """Rendered by Graphviz, which must not say a word on its error output."""
    executable = program("dot")
    pictures = []
    for text in texts:
        run = subprocess.run([executable, "-Tsvg"], input=text.encode(), capture_output=True, check=False)
        if run.returncode or run.stderr:
            raise Refused(f"dot: {run.stderr.decode()}\n{text}")
        pictures.append(_picture(run.stdout.decode()))
    return pictures


def d2(texts: Sequence[str]) -> list[Picture]:
    """Compiled, laid out and rendered by D2."""
    executable = program("d2")
    pictures = []
    for text in texts:
        command = [executable, "--no-xml-tag", "--omit-version", "-", "-"]
        run = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
        said = run.stderr.decode()
        if run.returncode or "warn" in said or "err" in said:
            raise Refused(f"d2: {said}\n{text}")
        pictures.append(_picture(run.stdout.decode()))
    return pictures


def plantuml(texts: Sequence[str]) -> list[Picture]:
    """Rendered by PlantUML, all texts in one call since its virtual machine starts slowly."""
    executable = program("plantuml")
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.puml" for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, encoding="utf-8")
        command = [executable, "-charset", "UTF-8", "-nbthread", "2", "-tsvg", *map(str, files)]
        run = subprocess.run(command, capture_output=True, check=False)
        # A syntax error becomes a picture of itself; the exit code tells.
        if run.returncode or run.stderr or run.stdout:
            raise Refused(f"plantuml: {(run.stderr + run.stdout).decode()[:2000]}")
        return [_picture(file.with_suffix(".svg").read_text(encoding="utf-8")) for file in files]
