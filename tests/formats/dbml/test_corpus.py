"""Every DBML text of the corpus: read whole, written and read again, counted by another reader."""

from __future__ import annotations

import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from colonnade.formats.dbml import DbmlError, Document, parse, to_text
from tests.formats.real_diagrams import CORPUS, needs_corpus

# Texts that their own makers' parser refuses too: one is broken on purpose, two are exports with
# an unescaped quote and an unquoted name.
_BROKEN = {
    "errors__syntax-errors.dbml": (5, 3),
    "ddl_create.out.dbml": (99, 43),
    "quoted_names.out.dbml": (6, 10),
}


def _files() -> list[Path]:
    needs_corpus()
    return sorted((CORPUS / "dbml").rglob("*.dbml"))


def _counts(document: Document) -> tuple[int, int, int, int]:
    columns = [column for table in document.tables for column in table.columns]
    references = len(document.references) + sum(len(column.references) for column in columns)
    return len(document.tables), len(columns), references, len(document.enums)


def test_every_text_is_read_and_written_and_read_again() -> None:
    read = 0
    for file in _files():
        if file.name in _BROKEN:
            continue
        document = parse(file.read_text(encoding="utf-8"), file=file.name)
        assert parse(to_text(document)) == document, file
        read += 1
    assert read == len(_files()) - len(_BROKEN) > 100


def test_broken_texts_are_refused_at_their_place() -> None:
    for file in _files():
        if file.name in _BROKEN:
            with pytest.raises(DbmlError) as caught:
                parse(file.read_text(encoding="utf-8"), file=file.name)
            place = caught.value.place
            assert place is not None
            assert (place.file, place.line, place.column) == (file.name, *_BROKEN[file.name])
            assert caught.value.hint


def test_a_text_of_25000_lines_is_read_in_seconds() -> None:
    needs_corpus()
    text = (CORPUS / "dbml" / "nav_25k_lines.dbml").read_text(encoding="utf-8")
    started = time.process_time()
    document = parse(text)
    seconds = time.process_time() - started
    tables, columns, references, _ = _counts(document)
    assert (tables, columns, references) == (1010, 18779, 4745)
    assert seconds < 3


@pytest.mark.filterwarnings("ignore")
def test_another_reader_counts_the_same() -> None:
    if find_spec("pydbml") is None:
        pytest.skip("pydbml is not installed")
    import pyparsing
    from pydbml import PyDBML

    agreed = 0
    for file in _files():
        if file.name in _BROKEN or file.stat().st_size > 10_000:
            continue
        text = file.read_text(encoding="utf-8")
        try:
            other = PyDBML(text)
        except pyparsing.ParseBaseException:
            continue  # it reads an older state of the language
        columns = sum(len(table.columns) for table in other.tables)
        expected = len(other.tables), columns, len(other.refs), len(other.enums)
        assert _counts(parse(text)) == expected, file
        agreed += 1
    assert agreed >= 80
