"""Reports on translations: a table for people, JSON and CSV for programs, a badge, and what a change makes stale."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from functools import cached_property
from typing import Any

from community.locales import Locale
from community.project import Project
from community.text import SOURCE_LOCALE
from community.translations import STATES, Unit, next_best, percent_good, translation_units

_FORMULA = ("=", "+", "-", "@", "\t")


def all_units(project: Project, locales: Iterable[str] | None = None) -> dict[str, list[Unit]]:
    """Return the units of each language but English, or of those asked for."""
    wanted = [locale for locale in locales or project.locales if locale != SOURCE_LOCALE]
    return {locale: list(translation_units(project, locale)) for locale in wanted}


class Progress:
    """What the page for translators shows, computed once for all languages."""

    def __init__(self, project: Project) -> None:
        self.locales = [Locale(locale) for locale in project.locales if locale != SOURCE_LOCALE]
        self._project = project

    @cached_property
    def units(self) -> dict[str, list[Unit]]:
        """All units by language."""
        return all_units(self._project)

    def percent(self, locale: str) -> int:
        """Return the share of words that are up to date in a language."""
        return percent_good(self.units[locale])

    def words(self, locale: str, state: str) -> int:
        """Return how many words of a language are in a state."""
        return sum(unit.words for unit in self.units[locale] if unit.state == state)

    def todo(self, locale: str) -> list[Unit]:
        """Return the ten next best things to translate."""
        return next_best(self.units[locale])


def table(units: dict[str, list[Unit]], every: bool = False) -> str:
    """Return words by state for each language, who read what, and what to do next; with `every`, all units."""
    header = f"{'language':<12}{'up to date':>12}" + "".join(f"{state:>12}" for state in STATES)
    lines = [header + "   (words)"]
    for locale, own in units.items():
        words = Counter(dict.fromkeys(STATES, 0))
        for unit in own:
            words[unit.state] += unit.words
        counts = "".join(f"{words[state]:>12}" for state in STATES)
        lines.append(f"{Locale(locale).own_name:<12}{percent_good(own):>11}%{counts}")
    for locale, own in units.items():
        lines += [f"  read by {unit.reviewed_by}: {unit.source} {unit.title}" for unit in own if unit.reviewed_by]
        if every:
            lines += ["", *(f"  {unit.state:<11}{unit.words:>5} words  {unit.source}  {unit.title}" for unit in own)]
        if todo := next_best(own):
            lines += ["", f"{Locale(locale).own_name}: next"]
            lines += [f"  {unit.state:<11}{unit.left:>5} words  {unit.source}  {unit.title}" for unit in todo]
            lines += [
                f"  changed since: {unit.title}: {', '.join(unit.stale)}" for unit in todo if unit.state == "stale"
            ]
    return "\n".join(lines)


def as_json(units: dict[str, list[Unit]]) -> str:
    """Return everything, for programs."""
    whole: dict[str, Any] = {
        locale: {"percent": percent_good(own), "units": [asdict(unit) for unit in own]} for locale, own in units.items()
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def as_csv(units: dict[str, list[Unit]]) -> str:
    """Return a row for each unit, for spreadsheets; no cell is taken for a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    columns = ("locale", "kind", "source", "title", "state", "words", "left", "stale", "reviewed_by")
    writer.writerow(columns)
    for own in units.values():
        for unit in own:
            row = asdict(unit) | {"stale": " ".join(unit.stale)}
            writer.writerow([_cell(row[column]) for column in columns])
    return buffer.getvalue()


def badge(locale: str, percent: int) -> str:
    """Return an SVG badge with a language's name and its share of words up to date."""
    name = Locale(locale).own_name
    left, right = 14 + 7 * len(name), 52
    colour = "#0b6b5b" if percent == 100 else "#123a6b" if percent >= 80 else "#8a4b00"
    label = f"{name}: {percent}%"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{label}">'
        f"<title>{label}</title>"
        f'<rect width="{left}" height="20" fill="#1b2430"/>'
        f'<rect x="{left}" width="{right}" height="20" fill="{colour}"/>'
        '<g fill="#fff" font-family="sans-serif" font-size="12" text-anchor="middle">'
        f'<text x="{left / 2}" y="14">{name}</text><text x="{left + right / 2}" y="14">{percent}%</text></g></svg>\n'
    )


def change_summary(before: dict[str, list[Unit]], after: dict[str, list[Unit]]) -> str:
    """Return a text for a pull request: what a change of the English makes stale or missing, by language."""
    lines = []
    for locale, own in after.items():
        old = {(unit.kind, unit.title, unit.source): unit for unit in before.get(locale, ())}
        sections, texts = 0, 0
        for unit in own:
            known = old.get((unit.kind, unit.title, unit.source))
            gained = len(set(unit.stale) - set(known.stale if known else ()))
            sections += gained if unit.kind == "page" else 0
            texts += gained if unit.kind == "record" else 0
        if sections or texts:
            lines.append(f"- {Locale(locale).own_name}: sections of pages: {sections}, texts of records: {texts}")
    if not lines:
        return "This change makes no translation stale.\n"
    return "\n".join(["This change makes translations stale:", "", *lines]) + "\n"


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
