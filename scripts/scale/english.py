"""English sentences that say that they are invented, without figures, and the same for the same seed."""

import random
from typing import Any

from scale.pseudo import MARK

_SUBJECTS = (
    "mentor school", "mentee school", "teacher", "headteacher", "cluster coordinator", "library",
    "ministry officer", "inspector", "parents’ council", "class of pupils", "training centre", "town council",
    "school nurse", "caretaker", "choir", "reading club", "workshop", "science room", "school garden",
    "museum guide",
)  # fmt: skip
_VERBS = (
    "wrote down", "shared", "compared", "postponed", "planned", "visited", "borrowed", "translated", "counted",
    "described", "rehearsed", "repaired", "observed", "drew", "read aloud", "explained", "tried out",
    "left out", "began with", "came back to", "measured", "discussed", "photographed", "copied",
)  # fmt: skip
_OBJECTS = (
    "the first lesson", "a shared timetable", "the visit of the other school", "a small plan",
    "the notes of the winter", "an open question", "the list of wishes", "a drawing of the yard",
    "the new laboratory", "the long corridor", "a letter to the parents", "the evening meeting",
    "an unfinished report", "the common calendar", "a borrowed method", "the shelf of tools",
    "a page of feedback", "the quiet corner", "the bus journey", "a week without bells",
    "the diary of the cluster", "a promise of help", "the handover", "an honest mistake",
)  # fmt: skip
_ENDINGS = (
    "before the holidays", "without asking for money", "in the smallest room", "with two colleagues",
    "after a long talk", "because nobody else did", "in spite of the rain", "as soon as the doors opened",
    "between two lessons", "although the time was short", "and kept the result", "and changed the plan",
    "next to the old gymnasium", "during the second year", "while the others listened",
    "for the youngest pupils", "until everybody agreed", "and told the neighbours", "with borrowed chairs",
    "on a quiet afternoon", "under a new roof", "step by step",
)  # fmt: skip
_SYLLABLES = ("lu", "ma", "vor", "ti", "ren", "sa", "bel", "no", "dri", "ka", "mon", "fe", "zul", "pa", "gor", "we")


class English:
    """Writes texts with one stream of chance, so that a project is the same whenever it is made."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - nothing is kept secret with it

    def sentence(self) -> str:
        """Return one sentence."""
        pick = self.chance.choice
        return f"The {MARK} {pick(_SUBJECTS)} {pick(_VERBS)} {pick(_OBJECTS)} {pick(_ENDINGS)}."

    def text(self, sentences: int) -> str:
        """Return several sentences."""
        return " ".join(self.sentence() for _ in range(sentences))

    def title(self) -> str:
        """Return a heading."""
        pick = self.chance.choice
        return f"The {MARK} {pick(_SUBJECTS)}: {pick(_OBJECTS)} {pick(_ENDINGS)}"

    def name(self) -> str:
        """Return a name of a place that is nowhere."""
        return "".join(self.chance.choice(_SYLLABLES) for _ in range(self.chance.randint(2, 3))).capitalize()

    def some(self, of: list[str], count: int) -> list[str]:
        """Return a few of several things, in their order."""
        chosen = set(self.chance.sample(of, min(count, len(of))))
        return [one for one in of if one in chosen]

    def statements(self, count: int, sources: list[str]) -> list[dict[str, Any]]:
        """Return statements, each with a source."""
        return [{"text": self.text(1), "sources": self.some(sources, 1)} for _ in range(count)]
