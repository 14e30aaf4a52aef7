"""Translators see what is theirs to do: exactly what changed, in every clone the same, and nothing else."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from community.project import ROOT, Project
from community.prose import read_front_matter
from community.sections import START, changed_sections, fingerprints, read_stamp, write_stamp
from community.site import Site
from community.stamps import minor_stamp, stamp_text
from community.strings import strings_files
from community.structure import structure_faults
from community.translation_diff import section_diff
from community.translation_report import all_units, as_csv, as_json, badge, change_summary, table
from community.translations import Unit, next_best, page_stale_sections, percent_good

PAGE = "about/index.md"
TEXT = """One lamp.

## First { #first }

There were 12 lamps in [the house](house.md).

## Second { #second }

The end.
"""


def stamped(folder: Path, locale: str = "de") -> Project:
    """Stamp every page of a language in a copy of the example, and load it again."""
    project = Project.load(folder)
    for page_locale, path in project.prose:
        if page_locale == locale:
            file = folder / "docs" / locale / path
            file.write_text(stamp_text(file.read_text("utf-8"), project, path), "utf-8")
    return Project.load(folder)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def states(project: Project, locale: str = "de") -> dict[str, str]:
    return {unit.path: unit.state for unit in all_units(project)[locale] if unit.kind == "page"}


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("There were 12 lamps", "There were\n12  lamps", []),
        ("(house.md)", "(home.md)", []),
        ("12 lamps", "13 lamps", ["first"]),
        ("The end.", "The end is near.", ["second"]),
        ("## Second {", "## Third {", ["second"]),
        ("One lamp.", "Two lamps.", [START]),
    ],
)
def test_words_and_numbers_count_as_change_and_nothing_else(old: str, new: str, changed: list[str]) -> None:
    before = fingerprints("Title", "About", TEXT)
    after = fingerprints("Title", "About", TEXT.replace(old, new))
    assert changed_sections(after, before, {}) == changed


def test_a_stamp_is_read_as_it_was_written() -> None:
    prints = fingerprints("Title", "About", TEXT)
    assert read_stamp(write_stamp(prints)) == prints
    assert read_stamp("start=xyz junk second=12345678") == {"second": "12345678"}


def test_a_changed_sentence_makes_exactly_its_section_stale(example_copy: Path) -> None:
    project = stamped(example_copy)
    assert "stale" not in states(project).values()
    english = example_copy / "docs" / "en" / PAGE
    heading = english.read_text("utf-8").index("\n## ")
    anchor = english.read_text("utf-8")[heading:].split("{ #")[1].split(" }")[0]
    text = english.read_text("utf-8")
    end = text.index("\n", heading + 1)
    english.write_text(f"{text[:end]}\n\nA new sentence.\n{text[end:]}", "utf-8")
    after = Project.load(example_copy)
    assert page_stale_sections(after, "de", PAGE) == (anchor,)
    assert {path for path, state in states(after).items() if state == "stale"} == {PAGE}
    notice = Site(after).page("de", PAGE).stale
    assert [found for found, _ in notice] == [anchor]


def test_a_date_of_review_is_no_change(example_copy: Path) -> None:
    stamped(example_copy)
    edit(example_copy / "docs/en" / PAGE, "review_by: ", "review_by: 2040 #")
    assert page_stale_sections(Project.load(example_copy), "de", PAGE) == ()


def test_an_editor_can_say_that_a_change_is_minor(example_copy: Path) -> None:
    stamped(example_copy)
    english = example_copy / "docs" / "en" / PAGE
    edit(english, "description: ", "description: Now, ")
    project = Project.load(example_copy)
    assert page_stale_sections(project, "de", PAGE) == (START,)
    english.write_text(minor_stamp(english.read_text("utf-8"), project, PAGE), "utf-8")
    assert page_stale_sections(Project.load(example_copy), "de", PAGE) == ()


def test_an_editor_can_say_that_a_page_will_not_be_translated(example_copy: Path) -> None:
    edit(example_copy / "docs/en" / PAGE, "title: ", "not_translated: {nb: it is about Ireland}\ntitle: ")
    assert states(Project.load(example_copy), "nb")[PAGE] == "declined"


def test_a_broken_translation_is_set_aside_for_english_and_told(example_copy: Path) -> None:
    page = example_copy / "docs" / "de" / PAGE
    page.write_text(page.read_text("utf-8").replace("## ", "### ", 1).replace("{ #", "{ #x", 1), "utf-8")
    project = Project.load(example_copy)
    assert states(project)[PAGE] == "broken"
    assert Site(project).page("de", PAGE).text_locale == "en"
    assert {fault.path for fault in project.faults} == {f"docs/de/{PAGE}"}


def test_a_stamp_is_refused_to_a_broken_translation(example_copy: Path) -> None:
    page = example_copy / "docs" / "de" / PAGE
    broken = page.read_text("utf-8").replace("{ #", "{ #x", 1)
    page.write_text(broken, "utf-8")
    script = str(ROOT / "scripts/stamp_translation.py")
    command = [sys.executable, script, "--project", str(example_copy), str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"docs/de/{PAGE}:" in done.stderr
    assert page.read_text("utf-8") == broken


@pytest.mark.parametrize(
    ("translation", "fault"),
    [
        (TEXT, None),
        (TEXT.replace("{ #second }", "{ #zweite }"), "the anchor #second of the English is missing"),
        (TEXT.replace("(house.md)", "(haus.md)"), "the link to house.md of the English is missing"),
        (TEXT + "\n- one\n", "1 list items where the English has 0"),
        (TEXT + "\n{lamps}\n", "the mark {lamps} is not in the English"),
        (TEXT + "\nIn 2021.\n", "the number 2021 is not in the English"),
        (TEXT.replace("first", "tmp").replace("second", "first").replace("tmp", "second"), "another order"),
    ],
)
def test_a_translation_has_the_structure_of_its_english(translation: str, fault: str | None) -> None:
    faults = [message for _, message in structure_faults(TEXT, translation)]
    assert any(fault in message for message in faults) if fault else faults == []


def test_the_difference_is_shown_from_the_history(example_copy: Path) -> None:
    stamped(example_copy)
    git = ["git", "-C", str(example_copy), "-c", "user.name=t", "-c", "user.email=t@t.example"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "a"]):
        subprocess.run([*git, *arguments], check=True)
    edit(example_copy / "docs/en" / PAGE, "description: ", "description: Now, ")
    shown = section_diff(Project.load(example_copy), "de", PAGE)
    assert f"#{START}" in shown
    assert "\n-" in shown
    assert "\n+Now, " in shown


def test_without_the_history_the_new_text_is_shown(example_copy: Path) -> None:
    stamped(example_copy)
    edit(example_copy / "docs/en" / PAGE, "description: ", "description: Now, ")
    shown = section_diff(Project.load(example_copy), "de", PAGE)
    assert "the earlier English is not in this clone" in shown
    assert "Now, " in shown


def test_a_pull_request_is_told_what_it_makes_stale(example_copy: Path, example: Project) -> None:
    before = all_units(stamped(example_copy))
    edit(example_copy / "docs/en" / PAGE, "description: ", "description: Now, ")
    after = all_units(Project.load(example_copy))
    assert "- Deutsch: sections of pages: 1, texts of records: 0" in change_summary(before, after)
    assert change_summary(after, after) == "This change makes no translation stale.\n"


def test_the_reports_agree(example: Project) -> None:
    units = all_units(example)
    loaded = json.loads(as_json(units))
    assert set(loaded) == {"de", "nb"}
    assert len(as_csv(units).splitlines()) == 1 + sum(len(own) for own in units.values())
    assert f"{loaded['de']['percent']}%" in table(units)
    assert "Deutsch: 40%" in badge("de", 40)


def test_a_spreadsheet_takes_no_title_for_a_formula() -> None:
    unit = Unit(locale="de", kind="page", path="x.md", title="=1+1", source="x", state="missing", words=1, left=1)
    assert "'=1+1" in as_csv({"de": [unit]})


def test_home_comes_first_in_what_to_do_next(example: Project) -> None:
    todo = next_best(all_units(example, ["nb"])["nb"])
    assert len(todo) == 10
    assert [todo[0].kind, todo[1].path, todo[2].path] == ["interface", "countries/norway.md", "countries/index.md"]


def test_another_language_takes_one_line_and_one_command(example_copy: Path) -> None:
    config = example_copy / "mkdocs.yml"
    text = config.read_text("utf-8")
    line = next(line for line in text.splitlines() if "locale: nb" in line)
    config.write_text(text.replace(line, f"{line}\n{line.replace('nb', 'fr')}"), "utf-8")
    (example_copy / "docs" / "fr").mkdir()
    for file in strings_files(Project.load(example_copy)):
        file.path.write_text(file.text, "utf-8")
    project = Project.load(example_copy)
    assert project.locales[-1] == "fr"
    assert percent_good(all_units(project, ["fr"])["fr"]) == 0
    page = Site(project).page("fr", "index.md")
    assert page.text_locale == "en"
    assert not page.translated


def test_a_changed_sentence_is_stale_in_all_six_languages_and_nothing_else(project: Project) -> None:
    english = project.prose["en", "about/results.md"]
    text = english.markdown.replace("three key outputs", "four key outputs")
    assert text != english.markdown
    changed = replace(
        project,
        prose={**project.prose, ("en", english.path): replace(english, text=english.text[: english.body] + text)},
    )
    paths = dict.fromkeys(path for _, path in project.prose)
    for locale in project.locales[1:]:
        stale = {path: page_stale_sections(changed, locale, path) for path in paths}
        assert {path: found for path, found in stale.items() if found} == {"about/results.md": ("final-products",)}


def test_all_six_languages_are_complete(project: Project) -> None:
    assert {locale: percent_good(own) for locale, own in all_units(project).items()} == dict.fromkeys(
        project.locales[1:], 100
    )


def test_a_copy_without_history_and_with_other_dates_gives_the_same_report(
    example: Project, example_copy: Path
) -> None:
    for path in example_copy.rglob("*"):
        os.utime(path, (0, 0))
    assert as_json(all_units(Project.load(example_copy))) == as_json(all_units(example))


def test_a_translation_without_its_english_is_an_orphan(example_copy: Path) -> None:
    page = example_copy / "docs" / "de" / "about" / "old.md"
    page.write_text((example_copy / "docs" / "de" / PAGE).read_text("utf-8"), "utf-8")
    project = Project.load(example_copy)
    assert states(project)["about/old.md"] == "orphan"
    assert [fault.path for fault in project.faults] == ["docs/de/about/old.md"]
    assert "about/old.md" not in set(Site(project).index.paths())


def test_front_matter_is_read_even_where_it_is_wrong() -> None:
    assert read_front_matter("---\ntitle: a\nb: [\n---\nText") == ({}, "Text")
    assert read_front_matter("Text") == ({}, "Text")
