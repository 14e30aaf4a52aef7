"""How long a command takes, how much processor time, and how much memory: of itself and of all that it starts."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

# Seconds between two looks at the memory. To count shared pages once, the system goes through all pages of a process,
# which waits meanwhile: the larger it is, the longer. So a watch rests this many times as long as it looks.
_EVERY = 0.05
_REST = 50


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the clock and of the processor; megabytes of its largest process and of all together."""

    wall: float
    cpu: float
    process_mb: float
    group_mb: float


class CommandError(RuntimeError):
    """A command ended with another code than 0; the message is what it said."""


def run(command: list[str], folder: Path, environment: dict[str, str]) -> Run:
    """Run a command to its end and return what it took; CommandError with its last lines if it fails."""
    log = folder / "bench.log"
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        group = watch.end()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
        raise CommandError(f"{' '.join(command)} ended with {process.returncode}:\n" + "\n".join(said))
    largest = usage.ru_maxrss / 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, largest, max(group, largest))


class _Watch:
    """Looks at the memory of a session's processes until it is told to end.

    Pages that processes share are counted once (PSS); forked processes would seem larger than they are.
    """

    def __init__(self, session: int) -> None:
        self._session = session
        self._most = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> float:
        """Return the most megabytes that were seen."""
        self._done.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        rest = _EVERY
        while not self._done.wait(rest):
            start = time.perf_counter()
            self._most = max(self._most, memory_of_session(self._session))
            rest = max(_EVERY, _REST * (time.perf_counter() - start))


def memory_of_session(session: int) -> float:
    """Return the megabytes that the processes of a session have at this moment."""
    total = 0.0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            # After the name in brackets: state, parent, group, session.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) != session:
                continue
            lines = (folder / "smaps_rollup").read_text().splitlines()
        except (OSError, ValueError):
            continue  # it has ended meanwhile
        total += next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
    return total
