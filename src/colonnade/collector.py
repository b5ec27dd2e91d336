"""The collector of cyclic garbage, which has nothing to find among frozen values but looks at all of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """No search for cycles while the block, or a decorated function, makes many values and no cycles.

    It saves up to half of the time. What is no longer used is freed as before, by its count of references. A process
    whose collector is off already stays as it is.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
