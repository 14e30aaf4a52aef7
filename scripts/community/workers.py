"""Work that several processes share. They are forked, so that each has all that was loaded before."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

_work: Callable[[Any], Any] | None = None


def processors() -> int:
    """Return how many processes this machine can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[Job], Result], jobs: Sequence[Job], processes: int) -> Iterator[Result]:
    """Yield the result of each job, in their order."""
    global _work  # what a forked process inherits need not be sent to it
    if processes == 1 or len(jobs) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, jobs)
        return
    gc.collect()
    gc.freeze()  # looking for garbage would copy into each process what they share
    try:
        _work = work
        with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_call, jobs)
    finally:
        _work = None
        gc.unfreeze()


def _call(job: Any) -> Any:
    assert _work is not None
    return _work(job)
