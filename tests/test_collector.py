"""The collector rests while a block runs, and is as before afterwards."""

from __future__ import annotations

import gc

import pytest

from colonnade.collector import paused


@paused()
def _fail() -> None:
    assert not gc.isenabled()
    raise KeyError


def test_it_is_on_again_after_a_failure_and_not_before_the_outer_block_ends() -> None:
    assert gc.isenabled()
    with paused():
        with pytest.raises(KeyError):
            _fail()
        assert not gc.isenabled()
    with pytest.raises(KeyError):
        _fail()
    assert gc.isenabled()


def test_who_has_turned_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
