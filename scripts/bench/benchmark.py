"""A benchmark: every generator builds every size, in turns, so that a slow minute of the machine hits all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.engine import Engine, Work
from bench.install import Installed
from bench.markdown import pages
from bench.measure import Run, run
from bench.table import SCENARIOS, Case


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured. From the size `once` on there is one round, without warm builds of those that forget."""

    sizes: tuple[int, ...]
    rounds: int
    once: int

    def rounds_of(self, size: int) -> int:
        """Return how often a size is built."""
        return 1 if size >= self.once else self.rounds

    def scenarios(self, name: str, engine: Engine, size: int, number: int) -> tuple[str, ...]:
        """Return the builds of a generator in a round.

        For one that remembers nothing, a warm build is another cold one: once is enough. The whole of this generator is
        wanted cold only.
        """
        if name == "ours-whole":
            return ("cold",)
        if engine.remembers or (number == 0 and size < self.once):
            return SCENARIOS
        return ("cold",)


def measured(plan: Plan, engines: Mapping[str, Engine], installed: Installed) -> Iterator[tuple[Case, Run]]:
    """Yield every run with its case, round by round."""
    for size in plan.sizes:
        written = list(pages(size))
        works = {name: Work(installed.work / f"{name}-{size}", written) for name in engines}
        for name, engine in engines.items():
            engine.prepare(works[name])
        for number in range(plan.rounds_of(size)):
            for name in _turned(list(engines), number):
                engine, work = engines[name], works[name]
                for scenario in plan.scenarios(name, engine, size, number):
                    yield Case(name, size, scenario), build(engine, work, scenario, number)


def build(engine: Engine, work: Work, scenario: str, number: int) -> Run:
    """Return one run of a scenario; it must have built every page."""
    if scenario == "cold":
        engine.forget(work)
    elif scenario == "edit":
        engine.edit(work, number + 1)
    done = run(engine.command(work), work.folder, engine.environment)
    engine.check(work)
    return done


def _turned(names: Sequence[str], number: int) -> list[str]:
    """Return the names beginning with another one in each round."""
    start = number % len(names)
    return [*names[start:], *names[:start]]
