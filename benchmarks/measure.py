"""Timing: wall clock and processor of several runs, here and in processes of their own."""

from __future__ import annotations

import os
import re
import select
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds of several runs."""

    name: str
    best_s: float
    """Wall clock of the fastest run."""
    median_s: float
    """Wall clock of the run in the middle."""
    cpu_s: float
    """The least processor time of a run: of this process, or of the process that was run; no server's."""
    peak_mib: float | None = None
    """The greatest resident memory of the process that was run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run."""

    wall_s: float
    cpu_s: float
    peak_mib: float | None = None


def timed(name: str, work: Callable[[], object], *, runs: int = 3) -> Timing:
    """Run some work several times in this process."""
    return _summary(name, [_here(work) for _ in range(runs)])


def timed_program(
    name: str, arguments: Sequence[str], *, environment: Mapping[str, str] | None = None, runs: int = 3
) -> Timing:
    """Run a program several times; what it prints is thrown away. Raises CalledProcessError when it fails."""
    return _summary(name, [_program(arguments, environment or {}) for _ in range(runs)])


def timed_python(name: str, code: str, *arguments: str, runs: int = 1) -> Timing:
    """Run Python code in a fresh process, its imports included."""
    return timed_program(name, [sys.executable, "-c", code, *arguments], runs=runs)


def _here(work: Callable[[], object]) -> Run:
    began, used = time.perf_counter(), time.process_time()
    work()
    return Run(wall_s=time.perf_counter() - began, cpu_s=time.process_time() - used)


def _program(arguments: Sequence[str], environment: Mapping[str, str]) -> Run:
    began = time.perf_counter()
    started = subprocess.Popen(arguments, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    peak = _watched(started.pid)
    _, status, used = os.wait4(started.pid, 0)
    wall = time.perf_counter() - began
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, arguments[0])
    return Run(wall_s=wall, cpu_s=used.ru_utime + used.ru_stime, peak_mib=peak)


def _watched(process: int) -> float:
    """Wait for the end of a process; its greatest resident memory until then, looked at every 10 ms.

    Not `ru_maxrss`: that begins with what the process had that started it (getrusage(2), exec_mmap() in Linux).
    """
    peak = 0
    handle = os.pidfd_open(process)
    try:
        while not select.select([handle], [], [], 0.01)[0]:
            found = _HIGHEST.search(Path(f"/proc/{process}/status").read_text())
            peak = int(found[1]) if found else peak
    finally:
        os.close(handle)
    return peak / 1024


_HIGHEST = re.compile(r"^VmHWM:\s*(\d+) kB", re.MULTILINE)


def _summary(name: str, runs: Sequence[Run]) -> Timing:
    peaks = [each.peak_mib for each in runs if each.peak_mib is not None]
    return Timing(
        name=name,
        best_s=min(each.wall_s for each in runs),
        median_s=statistics.median(each.wall_s for each in runs),
        cpu_s=min(each.cpu_s for each in runs),
        peak_mib=max(peaks, default=None),
    )
