"""Measuring a step in a process of its own, and saying on what it was measured."""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

CORES = 2
"""Processors and engine threads that every step may use."""

PACKAGES = ("duckdb", "duckdb-sqlalchemy", "sqlalchemy", "pyarrow", "pandas", "streamlit")


@dataclass(frozen=True)
class Run:
    """One run of a step: logs dealt with, seconds, and MB of memory at the peak and how many of
    those the step itself added."""

    logs: int
    seconds: float
    peak: float
    growth: float

    @property
    def rate(self) -> float:
        """Logs a second."""
        return self.logs / self.seconds


@dataclass(frozen=True)
class Median:
    """The medians of several runs of one step, and the slowest and fastest rate."""

    rate: float
    peak: float
    growth: float
    slowest: float
    fastest: float


def medians(runs: Sequence[Run]) -> Median:
    """The medians of several runs."""
    rates = [run.rate for run in runs]
    return Median(
        statistics.median(rates),
        statistics.median(run.peak for run in runs),
        statistics.median(run.growth for run in runs),
        min(rates),
        max(rates),
    )


def measured(step: Callable[[], int]) -> Run:
    """Run a step that returns the number of logs it dealt with."""
    before = _memory("VmRSS")
    began = time.perf_counter()
    logs = step()
    seconds = time.perf_counter() - began
    peak = _memory("VmHWM")
    return Run(logs, seconds, peak, peak - before)


def print_measured(step: Callable[[], int]) -> None:
    """Run a step and print the run for `apart` to read."""
    print(json.dumps(asdict(measured(step))))


def apart(module: str, *arguments: str | Path, **environment: str | Path) -> Any:
    """What a module prints as JSON, run in a process of its own on `CORES` processors."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        stdout=subprocess.PIPE,
        check=True,
        env=os.environ | {name: str(value) for name, value in environment.items()},
    )
    return json.loads(done.stdout)


def run_apart(module: str, *arguments: str | Path, **environment: str | Path) -> Run:
    """The run that a module measures in a process of its own."""
    return Run(**apart(module, *arguments, **environment))


@contextmanager
def confined() -> Iterator[None]:
    """Keep this process, its children and their engines to `CORES` processors."""
    os.environ["AUDIT_THREADS"] = str(CORES)
    if hasattr(os, "sched_setaffinity"):
        mine = os.sched_getaffinity(0)
        os.sched_setaffinity(0, sorted(mine)[-CORES:])
        try:
            yield
        finally:
            os.sched_setaffinity(0, mine)
    else:
        yield


def surroundings() -> str:
    """The machine and the versions, in one sentence."""
    python = f"Python {platform.python_version()}"
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    processor = _processor()
    return f"{CORES} cores of {processor}, {platform.system()}; {python}, {packages}."


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; all columns but the first are numbers."""
    marks = ["---", *("---:" for _ in head[1:])]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, marks, *rows])


def write_section(document: Path, name: str, text: str) -> None:
    """Replace what stands between the marks of that name in a document."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, rest = document.read_text(encoding="utf-8").split(begin)
    after = rest.split(end)[1]
    document.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def _memory(name: str) -> float:
    """MB of this process: VmRSS now, VmHWM at the peak. Elsewhere than on Linux always the peak,
    which `getrusage` gives in bytes on macOS."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith(name))
        return int(line.split()[1]) / 1024
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (2**20 if sys.platform == "darwin" else 1024)


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    names = path.read_text().splitlines() if path.exists() else []
    found = [line.partition(":")[2].strip() for line in names if line.startswith("model name")]
    return found[0] if found else platform.machine()
