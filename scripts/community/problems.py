"""What an editor got wrong, and where."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that keeps the site from being published: a file, a line (1 is the first), and what to change."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ProblemsFound(Exception):  # noqa: N818  # what is found is the news, not that something broke
    """Raised at the edge, when all problems of a run are known and nothing has been written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """Return all problems, one a line, in the order of files and lines, with a count at the end."""
    ordered = sorted(set(problems))
    count = "1 problem" if len(ordered) == 1 else f"{len(ordered)} problems"
    return "\n".join([*(str(problem) for problem in ordered), f"{count} found."])


def nearest(word: str, words: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the closest of the words, or nothing when none is close."""
    close = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""
