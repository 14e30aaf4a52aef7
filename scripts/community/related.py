"""Which records have something to do with each other, and why: derived from what they have in common."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from community.addresses import PAGE_FOLDERS
from community.model import Community, leaves
from community.reads import Reads
from community.text import Ref

Key = tuple[str, str]
Pair = tuple[Key, Key]

# The records that readers are led to.
COLLECTIONS_RELATED = (*PAGE_FOLDERS, "resources")
MOST, MOST_OF_A_KIND, MOST_REASONS = 6, 3, 2
# How much it says that two records share one of these, before it is divided among all who share it.
_WEIGHTS = {
    "challenges": 4, "clusters": 4, "models": 3, "topics": 3, "incentives": 3, "guidelines": 3, "recommendations": 3,
    "case_studies": 3, "countries": 2, "policy_briefs": 2, "courses": 2, "resources": 2, "templates": 2, "sources": 2,
}  # fmt: skip
# What records are sorted under. Editors name these on purpose: that a guideline and a topic occur in the same case
# study does not bring them together.
_SUBJECTS = frozenset(("countries", "models", "challenges", "topics", "incentives"))
_MEETING_POINTS = _SUBJECTS | {"clusters", "sources"}
_WEIGHT_OF_A_REFERENCE = 8
# What more than this part of all records share tells nothing about two of them.
_COMMONPLACE = 1 / 3
# What more records than these share, in a large network, brings no two of them together; where something else does, it
# counts. So the work grows with the number of records, and not with its square.
_MOST_SHARING = 64
# A pair that has only one weak thing in common is left alone.
_LEAST_SCORE = 4.0

# Kinds of records whose pages already show each other as cards or links when one names the other.
ON_BOTH_PAGES = frozenset(
    frozenset(pair)
    for pair in (
        ("guidelines", "case_studies"), ("guidelines", "clusters"), ("guidelines", "recommendations"),
        ("guidelines", "models"), ("guidelines", "challenges"), ("guidelines", "topics"), ("guidelines", "templates"),
        ("recommendations", "policy_briefs"), ("recommendations", "topics"),
        ("case_studies", "countries"), ("case_studies", "clusters"), ("case_studies", "models"),
        ("case_studies", "challenges"), ("case_studies", "topics"),
        ("clusters", "countries"), ("clusters", "models"), ("clusters", "challenges"),
        ("countries", "challenges"), ("countries", "incentives"),
        ("policy_briefs", "countries"), ("policy_briefs", "topics"), ("resources", "topics"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """Another record, and what both have in common, the most telling first. `named`: one names the other."""

    collection: str
    id: str
    reasons: tuple[Key, ...]
    named: bool


class Related:
    """For each record, those related to it: if A lists B, then B lists A."""

    def __init__(self, community: Community, reads: Reads | None = None) -> None:
        self._community = community
        self._reads = reads or Reads()

    def of(self, collection: str, record_id: str) -> tuple[Link, ...]:
        """Return the records related to one, the nearest first."""
        self._reads.note("related", collection, record_id)
        return self.web.chosen.get((collection, record_id), ())

    @cached_property
    def web(self) -> "Web":
        """Who names whom in the whole community."""
        references = {
            ((collection, record.id), (value.collection, str(value))): None
            for collection, record in self._community.records()
            for _, value in leaves(record)
            if isinstance(value, Ref)
        }
        nodes = sorted((name, key) for name in COLLECTIONS_RELATED for key in self._community.collection(name))
        return _web(tuple(references), tuple(nodes))


class Web:
    """Who names whom, and what follows from that for the records that readers are led to."""

    def __init__(self, references: tuple[Pair, ...], nodes: tuple[Key, ...]) -> None:
        self.nodes = nodes
        self._neighbours: dict[Key, set[Key]] = defaultdict(set)
        for one, other in references:
            self._neighbours[one].add(other)
            self._neighbours[other].add(one)

    def _shared(self) -> Iterator[tuple[Key, float, list[Key]]]:
        """Yield what several records have in common, its weight for each pair of them, and the records."""
        places = {key: place for place, key in enumerate(self.nodes)}
        for hub in sorted(self._neighbours):
            sharing = sorted((key for key in self._neighbours[hub] if key in places), key=places.__getitem__)
            if hub[0] in _WEIGHTS and 1 < len(sharing) <= max(2, len(places) * _COMMONPLACE):
                yield hub, _WEIGHTS[hub[0]] * math.log(len(places) / len(sharing)), sharing

    @cached_property
    def scored(self) -> dict[Pair, list[tuple[float, Key]]]:
        """What each pair has in common, with its weight, the heaviest first; sources come last, they say least."""
        found: dict[Pair, list[tuple[float, Key]]] = defaultdict(list)
        large: dict[Key, dict[Key, float]] = defaultdict(dict)
        for hub, weight, sharing in self._shared():
            if len(sharing) > _MOST_SHARING:
                for one in sharing:
                    large[one][hub] = weight
                continue
            for one, other in combinations(sharing, 2):
                if _counts(one, other, hub):
                    found[one, other].append((weight, hub))
        for one in self.nodes:
            for other in self._neighbours.get(one, ()):
                if one < other and other[0] in COLLECTIONS_RELATED:
                    found[one, other].append((_WEIGHT_OF_A_REFERENCE, one))
        for (one, other), shared in found.items():
            shared += [(large[one][hub], hub) for hub in large[one].keys() & large[other] if _counts(one, other, hub)]
        return {
            pair: sorted(shared, key=lambda item: (item[1][0] == "sources", -item[0], item[1]))
            for pair, shared in found.items()
        }

    @cached_property
    def chosen(self) -> dict[Key, tuple[Link, ...]]:
        """The nearest pairs first, as long as both of a pair have room, so that each link goes both ways."""
        total = {pair: sum(weight for weight, _ in shared) for pair, shared in self.scored.items()}
        found: dict[Key, list[Link]] = defaultdict(list)
        kinds: dict[Key, Counter[str]] = defaultdict(Counter)
        for pair in sorted(total, key=lambda pair: (-total[pair], pair)):
            named = pair[1] in self._neighbours[pair[0]]
            shown = named and frozenset((pair[0][0], pair[1][0])) in ON_BOTH_PAGES
            if (
                shown
                or total[pair] < _LEAST_SCORE
                or not all(
                    len(found[here]) < MOST and kinds[here][there[0]] < MOST_OF_A_KIND
                    for here, there in (pair, pair[::-1])
                )
            ):
                continue
            reasons = tuple(key for _, key in self.scored[pair] if key not in pair)[: MOST_REASONS - named]
            for here, there in (pair, pair[::-1]):
                found[here].append(Link(*there, reasons, named))
                kinds[here][there[0]] += 1
        return {key: tuple(links) for key, links in found.items()}


# A preview asks again at every change, and most changes are to words.
_web = lru_cache(maxsize=2)(Web)


def _counts(one: Key, other: Key, hub: Key) -> bool:
    """Tell whether it says something of two records that both have to do with a third."""
    subjects = {one[0], other[0]} & _SUBJECTS
    return not subjects or one[0] == other[0] or hub[0] in _MEETING_POINTS
