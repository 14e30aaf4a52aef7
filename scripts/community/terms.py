"""The words that the glossary agreed on: forms to avoid are found in translated texts, also inflected.

A form to avoid is wrong for its own term and often right for another: Dutch `vrije tijd` is no protected time, and yet
the word for leisure. Which of the two a translator meant stands in the English: a form is reported only where the
English text says the term more often than the translation says its agreed form.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from community.inflection import BETWEEN, WORD, Word, keys_of, places, same, words
from community.passages import passages, unquoted, without_names
from community.problems import Problem
from community.project import Project
from community.records.library import Term
from community.text import SOURCE_LOCALE

# In English a word that so many terms have can stand for one of them: cluster, cluster coordinator, cluster diary.
_ENGLISH_SHARING = 3


@dataclass(frozen=True, slots=True)
class Avoided:
    """A form to avoid: of which term, and how it is told from the forms that are agreed.

    One that has the stems of an agreed form (`scuola mentore` and `scuola mentor`) is found only as it is written; one
    that differs from it in capitals only is found as it is written, whatever the English says. One that is another
    term's agreed form, or part of it, is not reported where the English says that term (`others`).
    """

    term: str
    form: str
    words: tuple[Word, ...]
    as_written: bool = False
    capitals: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misuse:
    """A form to avoid as it stands in a text, and the form to use."""

    start: int
    found: str
    use: str
    term: str


@dataclass(frozen=True)
class Glossary:
    """The terms of a glossary in one language and in English, ready to be looked for."""

    terms: Mapping[str, Term]
    locale: str

    @cached_property
    def agreed(self) -> dict[str, tuple[Word, ...]]:
        """The form to use of each term, in this language."""
        return self._agreed(self.locale)

    @cached_property
    def english(self) -> dict[str, tuple[Word, ...]]:
        """The form to use of each term, in English."""
        return self._agreed(SOURCE_LOCALE)

    @cached_property
    def avoided(self) -> tuple[Avoided, ...]:
        """All forms to avoid in this language."""
        return tuple(
            self._avoided(name, form)
            for name, term in self.terms.items()
            if self.locale in term.forms
            for form in term.forms[self.locale].avoid
        )

    def _agreed(self, locale: str) -> dict[str, tuple[Word, ...]]:
        return {
            name: tuple(words(term.forms[locale].use, locale))
            for name, term in self.terms.items()
            if locale in term.forms
        }

    def _avoided(self, term: str, form: str) -> Avoided:
        own = tuple(words(form, self.locale))
        as_written = capitals = False
        others = []
        for name, agreed in self.agreed.items():
            for start in places(own, agreed):
                there = agreed[start : start + len(own)]
                if [word.text for word in own] == [word.text for word in there]:
                    others += [name] if name != term else []
                elif [word.text.lower() for word in own] == [word.text.lower() for word in there]:
                    as_written = capitals = True
                else:
                    as_written = True
        return Avoided(term, form, own, as_written, capitals, tuple(others))

    @cached_property
    def _beginnings(self) -> dict[str, list[str]]:
        """The terms by the keys of the first word of their form."""
        found: dict[str, list[str]] = {}
        for name, form in self.agreed.items():
            for key in form[0].keys if form else ():
                found.setdefault(key, []).append(name)
        return found

    @cached_property
    def _begun_by(self) -> Callable[[str], frozenset[str]]:
        """What gives the terms whose form a word may begin: none for most."""
        keys = keys_of(self.locale)

        @cache
        def begun_by(word: str) -> frozenset[str]:
            return frozenset(name for key in keys(word) for name in self._beginnings.get(key, ()))

        return begun_by

    def said(self, text: str) -> tuple[str, ...]:
        """Return the terms that a text says by their agreed form, inflected or not, in the order of the glossary."""
        beginning = {word: names for word in set(WORD.findall(text)) if (names := self._begun_by(word))}
        places = list(WORD.finditer(text)) if beginning else []
        found: set[str] = set()
        for number, place in enumerate(places):
            if place[0] not in beginning:
                continue
            for name in beginning[place[0]] - found:
                form = self.agreed[name]
                if number + len(form) <= len(places):
                    piece = text[place.start() : places[number + len(form) - 1].end()]
                    there = words(piece, self.locale)
                    joined = all(BETWEEN.fullmatch(piece, a.end, b.start) for a, b in pairwise(there))
                    if joined and same(form, there):
                        found.add(name)
        return tuple(name for name in self.agreed if name in found)

    def misuses(self, text: str, english: str) -> Iterator[Misuse]:
        """Yield every form to avoid in a text that stands for the term of which the English speaks."""
        text, english = without_names(unquoted(text), unquoted(english))
        own, source = words(text, self.locale), words(english, SOURCE_LOCALE)
        for avoided in self.avoided:
            starts = [start for start in places(avoided.words, own) if self._stands(avoided, own, start, text)]
            if not starts:
                continue
            found = {start + number for start in starts for number in range(len(avoided.words))}
            others = [word for number, word in enumerate(own) if number not in found]
            if not avoided.capitals and not self._meant(avoided, others, source):
                continue
            for start in starts:
                first, last = own[start], own[start + len(avoided.words) - 1]
                written = " ".join(text[first.start : last.end].split())
                yield Misuse(first.start, written, self.terms[avoided.term].forms[self.locale].use, avoided.term)

    def _stands(self, avoided: Avoided, own: list[Word], start: int, text: str) -> bool:
        """Tell whether a form is there as it may be told: in one piece, and not in a longer form that is agreed."""
        found = own[start : start + len(avoided.words)]
        if any(not BETWEEN.fullmatch(text, a.end, b.start) for a, b in pairwise(found)):
            return False
        if avoided.as_written:
            fold = str if avoided.capitals else str.lower
            if [fold(word.text) for word in found] != [fold(word.text) for word in avoided.words]:
                return False
        for agreed in self.agreed.values():
            if len(agreed) > len(found):
                for place in places(agreed, own):
                    if place <= start and start + len(found) <= place + len(agreed):
                        return False
        return True

    def _meant(self, avoided: Avoided, others: list[Word], source: list[Word]) -> bool:
        """Tell whether the English speaks of the term more often than the other words of the text do."""
        if avoided.term not in self.english:
            return True
        said = _count(avoided.term, self.english, source, _ENGLISH_SHARING)
        if said <= _count(avoided.term, self.agreed, others, 1):
            return False
        if any(_count(other, self.english, source, _ENGLISH_SHARING) for other in avoided.others):
            return False
        # The English has the very word, and for something else than the term: mentoring and tutoring.
        borrowed = words(avoided.form, SOURCE_LOCALE)
        return _stands_in(borrowed, self.english[avoided.term]) or not _stands_in(borrowed, source)


def _stands_in(form: Sequence[Word], among: Sequence[Word]) -> bool:
    return next(places(form, among), None) is not None


def _count(term: str, forms: dict[str, tuple[Word, ...]], text: list[Word], sharing: int) -> int:
    """Return how often a text says a term: by its whole form, or by the word of it that is its own.

    The own word is the one that fewer terms have than any other word of the form, and no more than `sharing`: `mentee`
    of `mentee school`. Nobody writes the whole form every time.
    """
    form = forms[term]
    shared = Counter(word for word in form for other in forms.values() if any(w.is_form_of(word) for w in other))
    rarest = min(shared.values(), default=0)
    own = [word for word in form if shared[word] == rarest]
    return sum(1 for _ in places(own if len(own) == 1 and rarest <= sharing else form, text))


def check_terms(project: Project) -> Iterator[Problem]:
    """Translated texts use the agreed form of a term, and none of those that its glossary entry says to avoid.

    Forms are found inflected, by Snowball's stems: klastr, klastru and klastrech are one. Not reported is what stands
    in the glossary's own records, in quotation marks or in *emphasis*, inside a longer agreed form, and a form that is
    the agreed form of another term where the English says that other: Portuguese `agrupamento` is right for an
    agrupamento de escolas and wrong for a cluster, which only the English text beside it tells.
    """
    for locale in project.locales:
        if locale == SOURCE_LOCALE:
            continue
        glossary = Glossary(project.community.glossary, locale)
        for passage in passages(project, locale):
            if passage.context.startswith("glossary/"):
                continue
            for misuse in glossary.misuses(passage.text, passage.english):
                message = (
                    f"'{misuse.found}' is a form to avoid for the term '{misuse.term}'; "
                    f"the glossary's form is '{misuse.use}'"
                )
                yield Problem(passage.path, passage.line_at(misuse.start), message)
