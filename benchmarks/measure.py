"""Timing: the best and the median of several runs, and memory in a process of its own."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds of several runs."""

    name: str
    best_s: float
    median_s: float
    runs: int


def timed(name: str, work: Callable[[], object], *, runs: int = 3) -> Timing:
    """Run some work several times."""
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return Timing(name=name, best_s=min(seconds), median_s=statistics.median(seconds), runs=runs)


def peak_mib(code: str, *arguments: str) -> float:
    """Peak resident memory in MiB of Python code run in a fresh process."""
    text = code + "\nimport resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", text, *arguments], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1]) / 1024


def own_peak_mib() -> float:
    """Peak resident memory in MiB of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
