"""Where addresses have moved: what editors say in `published/moved.yaml`, and what the aliases of records say.

Every address of the register is answered by the site, leads to its new address in one step, or is declared gone.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Annotated

from pydantic import AfterValidator

from community.addresses import NOT_FOUND_PAGE, PAGE_FOLDERS, address_of, national_path, page_path
from community.model import Community
from community.problems import Problem, ProblemsFound, nearest
from community.published import FOLDER, REGISTER
from community.records.base import Language, Part
from community.text import SOURCE_LOCALE, matching

MOVED = f"{FOLDER}/moved.yaml"
_DOCUMENTS = "documents/"
Address = Annotated[
    str,
    AfterValidator(
        matching(
            "address",
            r"(?!(?:.*/)?\.{1,2}(?:/|$))(?:[A-Za-z0-9._-]+/)*(?:[A-Za-z0-9._-]*\*?)",
            "is no address of this site, such as about/results/; a redirect stays on it",
        )
    ),
]


class Moved(Part):
    """One line of moved.yaml: an address, all that begin alike (`about/*`) or a language; and where they went."""

    was: Address | None = None
    language: Language | None = None
    now: Address | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """An address that is no longer answered; `new` is None where it is gone. The place is where an editor said so."""

    old: str
    new: str | None
    place: tuple[str, int]
    known: bool = True  # whether it was ever published
    follows: bool = False  # made from a pattern, which can't know that what it leads to has moved as well


@dataclass(frozen=True, slots=True)
class Moves:
    """What is declared, before it is known which addresses a site answers."""

    register: Mapping[str, int] = field(default_factory=dict)
    locales: tuple[str, ...] = (SOURCE_LOCALE,)
    aliases: tuple[Move, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()  # ids of records in the names of documents
    declared: tuple[tuple[Moved, int], ...] = ()

    def resolve(self, answered: Collection[str], pages_only: bool = False) -> dict[str, str | None]:
        """Return the new address of every old one, None for one that is gone. Raises ProblemsFound.

        `answered` is every address that the site answers itself; with `pages_only`, those of its pages.
        """
        answered = set(answered)
        wanted = {a: line for a, line in self.register.items() if not pages_only or is_page(a)}
        problems: list[Problem] = []
        moves: dict[str, Move] = {}
        doubled: set[tuple[str, int]] = set()
        for move in self._moves(answered, wanted, pages_only):
            if move.old in moves and move.place[0] == MOVED and move.place not in doubled:
                first = moves[move.old].place
                message = f"'{move.old}' is told by {first[0]}:{first[1]} already"
                problems.append(Problem(*move.place, message))
                doubled.add(move.place)
            moves.setdefault(move.old, move)
        for move in [move for move in moves.values() if move.follows]:
            moves[move.old] = replace(move, new=_end(move, moves))
        told: set[tuple[str, int]] = set()  # a line is told once, not for each language
        for move in moves.values():
            if move.place not in told and (found := list(self._check(move, moves, answered, pages_only))):
                told.add(move.place)
                problems += found
        problems += self._lost(wanted, moves, answered)
        if problems:
            raise ProblemsFound(problems)
        return {move.old: move.new for move in moves.values()}

    # --- what is declared, address by address

    def _moves(self, answered: set[str], wanted: Mapping[str, int], pages_only: bool) -> Iterator[Move]:
        yield from self.aliases
        exact = [(entry, line) for entry, line in self.declared if entry.was is not None and entry.was[-1:] != "*"]
        for entry, line in exact:
            assert entry.was is not None
            if pages_only and not is_page(entry.was):
                continue
            prefixes = self._prefixes(entry.was)
            # A language that came later never had the page; it is enough that one did.
            known = any(prefix + entry.was in self.register for prefix in prefixes)
            for prefix in prefixes if known else prefixes[:1]:
                new = None if entry.now is None else prefix + entry.now
                yield Move(prefix + entry.was, new, (MOVED, line), known=known)
        told = {move.old for move in self.aliases} | {
            prefix + (entry.was or "") for entry, _ in exact for prefix in self._prefixes(entry.was or "")
        }
        lost = [address for address in wanted if address not in answered and address not in told]
        for entry, line in self.declared:
            for address in lost:
                if entry.was is not None and entry.was[-1:] == "*":
                    for prefix in self._prefixes(entry.was):
                        begin = prefix + entry.was[:-1]
                        if address.startswith(begin):
                            way = None if entry.now is None else prefix + entry.now
                            yield Move(address, _continued(way, address[len(begin) :]), (MOVED, line), follows=True)
                elif entry.language is not None and (rest := _of_language(address, entry.language)):
                    new = self._in_language(entry, rest, answered)
                    yield Move(address, new, (MOVED, line), follows=True)
        for address in lost:
            if address.startswith(_DOCUMENTS) and (new := self._renamed_document(address, answered)):
                yield Move(address, new, (REGISTER, wanted[address]))

    def _prefixes(self, address: str) -> tuple[str, ...]:
        """Return the folders of the languages in which an address moves: its own if it names one, none for a file."""
        if not is_page(address.rstrip("*")) or address.partition("/")[0] in self.locales[1:]:
            return ("",)
        return tuple(folder_of(locale) for locale in self.locales)

    def _in_language(self, entry: Moved, rest: tuple[str, str], answered: set[str]) -> str | None:
        """Return the address of the same page or document in another language; a document that it lacks is gone."""
        if entry.now is None:
            return None
        before, after = rest
        if not before and not after.startswith("."):
            return folder_of(entry.now) + after
        new = f"{before}{entry.now}{after}"
        return new if new in answered else None

    def _renamed_document(self, address: str, answered: set[str]) -> str | None:
        """Return the new name of a document, which holds the ids of its records."""
        names = {address}
        for alias, new_id in self.renamed:
            names |= {name.replace(f"-{alias}-", f"-{new_id}-") for name in names}
        return next((name for name in sorted(names) if name in answered), None)

    # --- what is wrong with it

    def _check(self, move: Move, moves: Mapping[str, Move], answered: set[str], pages_only: bool) -> Iterator[Problem]:
        old, place = move.old, move.place
        tell = partial(Problem, *place)
        if old in answered:
            yield tell(f"'{old}' is said to have moved, but the site has a page there; remove the line")
        if not move.known:
            yield tell(f"'{old}' was never published{nearest(old, self.register)}")
        if move.new is None or move.new in answered or (pages_only and not is_page(move.new)):
            return
        end = _end(move, moves)
        if end in moves:
            yield tell(f"'{old}' leads to '{move.new}', which leads back to where it began; name a page that is there")
        elif move.new in moves:
            last = "gone; write gone: true" if end is None else f"moved to '{end}'; write that"
            yield tell(f"'{old}' leads to '{move.new}', which is itself {last}")
        else:
            yield tell(f"'{old}' leads to '{move.new}', which does not exist{nearest(move.new, answered)}")

    def _lost(self, wanted: Mapping[str, int], moves: Mapping[str, Move], answered: set[str]) -> Iterator[Problem]:
        """An address of the register is answered or has moved; a page that is lost is named once, not by language."""
        lost = {address: line for address, line in wanted.items() if address not in answered and address not in moves}
        named = dict.fromkeys(address.partition("/")[0] for address in lost)
        dropped = {name for name in named if name not in self.locales and self._was_language(name)}
        told: set[str] = set()
        for address, line in lost.items():
            locale, _, rest = address.partition("/")
            if locale in dropped and locale not in told:
                message = f"'{address}' is in a language that the site no longer has; {_HOW_LANGUAGE.format(locale)}"
                yield Problem(REGISTER, line, message)
            elif locale not in dropped and not (locale in self.locales and rest in lost):
                yield Problem(REGISTER, line, f"'{address or '/'}' is no longer on the site; {_HOW}")
            told.add(locale)

    def _was_language(self, folder: str) -> bool:
        """Tell whether a folder was that of a language: then it had pages that English has without a folder."""
        if not _LOCALE.fullmatch(folder):
            return False
        rests = (address.removeprefix(f"{folder}/") for address in self.register if address.startswith(f"{folder}/"))
        return any(rest and rest in self.register for rest in rests)


_LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")
_HOW = (
    f"give the record its old id as alias, or write into {MOVED} where it is now (was:, now:) or that it is gone "
    "(was:, gone: true)"
)
_HOW_LANGUAGE = f"write into {MOVED} which language readers get instead (language: {{}}, now: en)"


def page_addresses(community: Community, written: Iterable[str], locales: Iterable[str]) -> set[str]:
    """Return the address of every page in every language: those that people wrote, and those made from records."""
    paths = [path for path in written if path != NOT_FOUND_PAGE]
    paths += [page_path(collection, one) for collection in PAGE_FOLDERS for one in community.collection(collection)]
    paths += [national_path(country) for country in community.countries]
    return {folder_of(locale) + address_of(path) for locale in locales for path in paths}


def _end(move: Move, moves: Mapping[str, Move]) -> str | None:
    """Return where an address leads in the end: None for one that is gone, an old address for one that leads round."""
    seen = {move.old}
    while move.new is not None and move.new in moves and move.new not in seen:
        seen.add(move.new)
        move = moves[move.new]
    return move.new


def folder_of(locale: str) -> str:
    """Return the folder of a language: English has none."""
    return "" if locale == SOURCE_LOCALE else f"{locale}/"


def is_page(address: str) -> bool:
    """Tell whether an address is that of a page and not of a file."""
    return not address or address.endswith("/")


def _continued(way: str | None, rest: str) -> str | None:
    """Return where an address that begins alike leads: to the same rest, or all to one place."""
    if way is None:
        return None
    return way[:-1] + rest if way.endswith("*") else way


def _of_language(address: str, locale: str) -> tuple[str, str] | None:
    """Return what stands before and after the language in an address: `hu/x/`, `a/x-hu.pdf`, `a/hu.svg`."""
    if address.startswith(f"{locale}/"):
        return "", address.removeprefix(f"{locale}/")
    folder, slash, file = address.rpartition("/")
    stem, dot, ending = file.rpartition(".")
    if dot and (stem == locale or stem.endswith(f"-{locale}")):
        return f"{folder}{slash}{stem.removesuffix(locale)}", f".{ending}"
    return None
