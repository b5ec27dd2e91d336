"""Folders of migrations: which files run, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.connect.scratch import ScratchDatabase
from colonnade.connect.script.folder import read_folder
from colonnade.connect.script.load import load
from colonnade.connect.script.outcome import BadScript


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["10_b.sql", "2_a.sql", "notes.md"], ["2_a.sql", "10_b.sql"]),
        (
            ["2017-10-08-193512_b/up.sql", "20170308140527_a/up.sql", "20170308140527_a/down.sql"],
            ["20170308140527_a/up.sql", "2017-10-08-193512_b/up.sql"],
        ),
        (["1_a/up.sql", "1_a/down.sql", "seed.sql"], ["1_a/up.sql"]),
        (
            ["V1_10__c.sql", "V1_9__b.sql", "V1__a.sql", "V2__d.sql", "R__z.sql", "U2__d.sql"],
            ["V1__a.sql", "V1_9__b.sql", "V1_10__c.sql", "V2__d.sql", "R__z.sql"],
        ),
        (["V1.1__b.sql", "V1__a.sql"], ["V1__a.sql", "V1.1__b.sql"]),
        (
            ["2_b.up.sql", "2_b.down.sql", "1_a.up.sql", "1_a.down.sql"],
            ["1_a.up.sql", "2_b.up.sql"],
        ),
        (["1_shutdown_hooks.sql", "2_down_payment.sql"], ["1_shutdown_hooks.sql", "2_down_payment.sql"]),
        (["v1.10/a.sql", "v1.2/b.sql", ".git/c.sql"], ["v1.2/b.sql", "v1.10/a.sql"]),
    ],
)
def test_order(tmp_path: Path, files: list[str], expected: list[str]) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("SELECT 1;")
    scripts = read_folder(tmp_path)
    assert [str(Path(script.name).relative_to(tmp_path)) for script in scripts] == expected


@pytest.mark.parametrize(
    "text",
    [
        "-- +goose Up\nCREATE TABLE t ();\n-- +goose Down\nDROP TABLE t;\n",
        "-- migrate:up\nCREATE TABLE t ();\n\n-- migrate:down\nDROP TABLE t;\n",
        "-- +migrate Up\nCREATE TABLE t ();\n-- +migrate Down\nDROP TABLE t;\n",
    ],
)
def test_the_section_that_goes_back_is_left_out(tmp_path: Path, pg_scratch: ScratchDatabase, text: str) -> None:
    (tmp_path / "1.sql").write_text(text)
    assert load(read_folder(tmp_path), pg_scratch).statements == 1


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "1_a.down.sql").write_text("SELECT 1;")
    with pytest.raises(BadScript, match="no migrations"):
        read_folder(tmp_path)
