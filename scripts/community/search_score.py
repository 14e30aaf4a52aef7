"""How well a search finds what readers look for: a list of queries with the pages that answer them, and its score."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from community.read import read_yaml
from community.text import SOURCE_LOCALE

FIRST = 5


@dataclass(frozen=True, slots=True)
class Query:
    """Something that a reader types, in a language and a way, and the pages that answer it (below the language)."""

    locale: str
    way: str
    text: str
    pages: tuple[str, ...]

    def rank(self, found: Sequence[str]) -> int | None:
        """Return the place of the first page that answers it among those found, 1 for the first; None if there is none.

        Pages are addresses below the site's root; an entry of a page stands for the page.
        """
        prefix = "" if self.locale == SOURCE_LOCALE else f"{self.locale}/"
        wanted = {f"{prefix}{'' if page == 'index' else page}" for page in self.pages}
        return next((place for place, page in enumerate(found, 1) if page.partition("#")[0] in wanted), None)


@dataclass(frozen=True, slots=True)
class Score:
    """The share of queries answered among the first five results, and the mean of the answers' reciprocal ranks."""

    queries: int
    recall: float
    reciprocal_rank: float


def read_queries(path: Path) -> tuple[Query, ...]:
    """Return the queries of a file: language, way, text, page or pages."""
    return tuple(
        Query(locale, way, text, (pages,) if isinstance(pages, str) else tuple(pages))
        for locale, ways in read_yaml(path, path.name).value.items()
        for way, queries in ways.items()
        for text, pages in queries.items()
    )


def score(ranks: Iterable[int | None]) -> Score:
    """Return the score of queries by the rank of each one's answer."""
    own = [*ranks]
    reached = sum(1 for rank in own if rank and rank <= FIRST)
    return Score(len(own), reached / len(own), sum(1 / rank for rank in own if rank) / len(own))
