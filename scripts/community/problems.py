"""What an editor got wrong, and where."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

MOST_OF_A_FILE = 50
_LONGEST_WORD = 200


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
    """Return all problems, one a line, in the order of files and lines, with a count at the end.

    Of a file that is wrong throughout, only the first are told: nobody reads more.
    """
    ordered = sorted(set(problems))
    count = "1 problem" if len(ordered) == 1 else f"{len(ordered)} problems"
    told: list[str] = []
    for path, group in groupby(ordered, key=lambda problem: problem.path):
        found = list(group)
        told += [str(problem) for problem in found[:MOST_OF_A_FILE]]
        if len(found) > MOST_OF_A_FILE:
            told.append(f"{path}: {len(found) - MOST_OF_A_FILE} more in this file, which these may have caused")
    return "\n".join([*told, f"{count} found."])


def shown(word: str) -> str:
    """Return a word as a message shows it: on one line, and cut where it is long."""
    word = " ".join(word[:200].split())
    return word if len(word) <= 60 else f"{word[:57]}..."


def nearest(word: str, words: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the closest of the words, or nothing when none is close."""
    if len(word) > _LONGEST_WORD:  # what is compared takes the square of its length
        return ""
    close = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""
