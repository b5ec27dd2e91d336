"""Every error has a code of its own, from the range of its root."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest

import colonnade
from colonnade.errors import ColonnadeError, InputError, RefusedError, WorldError
from colonnade.model.problems import ModelError, ProblemCode

RANGES: dict[type[ColonnadeError], str] = {InputError: "CO1", RefusedError: "CO2", WorldError: "CO3"}


def everywhere() -> None:
    """Import every module, so that every leaf of the error tree is known."""
    for module in pkgutil.walk_packages(colonnade.__path__, "colonnade."):
        importlib.import_module(module.name)


def leaves(root: type[ColonnadeError]) -> Iterator[type[ColonnadeError]]:
    for each in root.__subclasses__():
        if each.__module__.startswith("colonnade."):
            yield each
        yield from leaves(each)


def doubles(errors: Iterable[type[ColonnadeError]]) -> dict[str, list[str]]:
    """Codes that several errors have, or that an error took over from the class above it."""
    holders: dict[str, list[str]] = defaultdict(list)
    for each in errors:
        holders[each.code].append(f"{each.__module__}.{each.__qualname__}")
    for problem in ProblemCode:
        holders[problem.value].append(f"{ProblemCode.__module__}.{ProblemCode.__qualname__}.{problem.name}")
    return {code: names for code, names in holders.items() if len(names) > 1}


@pytest.fixture(scope="module", autouse=True)
def _all_modules() -> None:
    everywhere()


def test_codes_are_unique() -> None:
    assert not doubles({ColonnadeError, *leaves(ColonnadeError)})


def test_a_double_is_found() -> None:
    class Another(InputError):
        code = ModelError.code

    class Nameless(WorldError):
        pass

    assert set(doubles([ModelError, Another, WorldError, Nameless])) == {ModelError.code, WorldError.code}


@pytest.mark.parametrize(("root", "begin"), RANGES.items(), ids=str)
def test_codes_tell_the_root(root: type[ColonnadeError], begin: str) -> None:
    astray = {each.__qualname__: each.code for each in leaves(root) if not each.code.startswith(begin)}
    assert not astray


def test_every_error_says_what_it_is() -> None:
    assert not [each.__qualname__ for each in leaves(ColonnadeError) if not each.__doc__]
