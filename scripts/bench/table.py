"""The table of a benchmark: medians, ratios to stock MkDocs and to Hugo, and what this project wants to reach."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.measure import Run

SCENARIOS = ("cold", "unchanged", "edit")
WORDS = {"cold": "cold", "unchanged": "nothing changed", "edit": "one page edited"}
_MOST_MB = 150


@dataclass(frozen=True, slots=True)
class Case:
    """What was run: the generator, the pages of a language, and the scenario."""

    engine: str
    size: int
    scenario: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The medians of some runs."""

    runs: int
    wall: float
    cpu: float
    process_mb: float
    group_mb: float


Results = Mapping[Case, Summary]


def summaries(runs: Iterable[tuple[Case, Run]]) -> dict[Case, Summary]:
    """Return the medians of all runs of each case; of memory, the most."""
    found: dict[Case, list[Run]] = defaultdict(list)
    for case, one in runs:
        found[case].append(one)
    return {
        case: Summary(
            len(several),
            median(one.wall for one in several),
            median(one.cpu for one in several),
            max(one.process_mb for one in several),
            max(one.group_mb for one in several),
        )
        for case, several in found.items()
    }


def ratio(results: Results, case: Case, to: Case) -> float | None:
    """Return how long a case takes in relation to another, on the clock; None where one was not run."""
    if case not in results or to not in results:
        return None
    return results[case].wall / results[to].wall


def table(results: Results, names: Mapping[str, str], locales: int) -> str:
    """Return a table in Markdown, a line for each case."""
    lines = [
        "| pages | build | generator | wall s | CPU s | MB, largest process | MB, all | ÷ stock | ÷ Hugo | runs |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    sizes = sorted({case.size for case in results})
    for size in sizes:
        for scenario in SCENARIOS:
            for engine, name in names.items():
                case = Case(engine, size, scenario)
                if case not in results:
                    continue
                one = results[case]
                others = (_ratio_words(ratio(results, case, _full(peer, size))) for peer in ("stock", "hugo"))
                lines.append(
                    f"| {size} × {locales} | {WORDS[scenario]} | {name} | {one.wall:.1f} | {one.cpu:.1f} "
                    f"| {one.process_mb:.0f} | {one.group_mb:.0f} | {' | '.join(others)} | {one.runs} |"
                )
    return "\n".join(lines)


def _full(engine: str, size: int) -> Case:
    """Return the full build that others are held against."""
    return Case(engine, size, "cold")


def _ratio_words(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}" if value >= 0.095 else f"{value:.3f}"


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to reach, and what was measured; None where it was not."""

    words: str
    most: float
    measured: float | None
    unit: str = ""

    @property
    def verdict(self) -> str:
        """Whether it is reached."""
        return "not measured" if self.measured is None else "reached" if self.measured <= self.most else "not reached"


def goals(results: Results, size: int = 200, larger: int = 500) -> list[Goal]:
    """Return the project's goals at a size, beside what was measured."""
    ours = {scenario: Case("ours", size, scenario) for scenario in SCENARIOS}
    stock, hugo = _full("stock", size), _full("hugo", size)
    memory = [one.process_mb for case, one in results.items() if case.engine == "ours"]
    return [
        Goal("cold build, of Hugo’s", 1.0, ratio(results, ours["cold"], hugo)),
        Goal("cold build, of stock’s", 0.14, ratio(results, ours["cold"], stock)),
        Goal("one page edited, of Hugo’s full build", 0.25, ratio(results, ours["edit"], hugo)),
        Goal("one page edited, of stock’s full build", 0.035, ratio(results, ours["edit"], stock)),
        Goal("nothing changed, of stock’s full build", 0.02, ratio(results, ours["unchanged"], stock)),
        Goal(f"cold build, {larger} pages of {size}", 2.6, ratio(results, Case("ours", larger, "cold"), ours["cold"])),
        Goal("memory of the largest process", _MOST_MB, max(memory, default=None), " MB"),
        Goal("whole cold build, of stock’s bare one", 0.35, ratio(results, Case("ours-whole", size, "cold"), stock)),
    ]


def goals_table(found: Sequence[Goal]) -> str:
    """Return the goals as a table in Markdown."""
    lines = ["| goal | at most | measured | |", "| --- | ---: | ---: | --- |"]
    for goal in found:
        measured = "" if goal.measured is None else f"{goal.measured:.3g}{goal.unit}"
        lines.append(f"| {goal.words} | {goal.most:g}{goal.unit} | {measured} | {goal.verdict} |")
    return "\n".join(lines)
