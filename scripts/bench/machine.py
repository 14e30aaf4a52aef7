"""The machine that something was measured on, in a line of words that names no machine."""

import os
import platform
import re
from pathlib import Path


def describe() -> str:
    """Return the processor, how many of its cores may be used, the memory and the system."""
    processor = _first(r"model name\s*:\s*(.*)", "/proc/cpuinfo") or platform.machine()
    memory = _first(r"MemTotal:\s*(\d+)", "/proc/meminfo")
    gigabytes = f"{int(memory) / 1024**2:.0f} GB of memory" if memory else "memory unknown"
    cores = len(os.sched_getaffinity(0))
    return f"{processor}, {cores} cores, {gigabytes}, {platform.system()} {platform.release().split('-')[0]}"


def load() -> float:
    """Return how many processes want the processor, on average of the last minute."""
    return os.getloadavg()[0]


def _first(pattern: str, file: str) -> str:
    path = Path(file)
    found = re.search(pattern, path.read_text(encoding="utf-8")) if path.exists() else None
    return " ".join(found[1].split()) if found else ""
