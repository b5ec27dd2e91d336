"""When two databases are made alike: at once, or at an interval."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from colonnade.connect.postgresql import connect, translated
from colonnade.stream.capture import CHANNEL
from colonnade.stream.exchange import Exchange, Exchanged, Side, exchange

_PATIENCE = 5.0
"""Seconds after which changes are looked for though none was announced."""


def keep_alike(
    what: Exchange,
    *,
    told: Callable[[Exchanged], None],
    stopped: Callable[[], bool],
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Carry changes over until it is stopped: when they are announced, or every so many minutes, as `what` says.

    Without either it is done once. `told` hears of each run, `stopped` is asked after it. Raises leaves of WorldError.
    """
    with _announced(what) as heard:
        while True:
            told(exchange(what))
            if stopped() or not (what.sync.real_time or what.sync.every_minutes):
                return
            if what.sync.real_time:
                heard()
            else:
                sleep((what.sync.every_minutes or 0) * 60)


@contextmanager
def _announced(what: Exchange) -> Iterator[Callable[[], None]]:
    """What waits until a sending side announces a change, or patience ends."""
    urls = {Side.SOURCE: what.source, Side.TARGET: what.target}
    wanted = [urls[side] for side in what.sends] if what.sync.real_time else []
    with translated():
        connections = [connect(url) for url in wanted]
        try:
            for each in connections:
                each.execute(f"LISTEN {CHANNEL}".encode())

            def heard() -> None:
                share = _PATIENCE if len(connections) == 1 else 0.05
                end = time.monotonic() + _PATIENCE
                while time.monotonic() < end:
                    for each in connections:
                        if any(True for _ in each.notifies(timeout=share, stop_after=1)):
                            return

            yield heard
        finally:
            for each in connections:
                each.close()
