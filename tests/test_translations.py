"""A text that is not translated stays English and says so; a broken translation never reaches a reader."""

import re
from pathlib import Path

import pytest

from community.catalogue import read_catalogue
from community.pages import Writer
from community.problems import ProblemsFound
from community.project import Project
from community.site import Site
from community.strings import strings_files
from community.text import Text

HEADER = r"""msgid ""
msgstr ""
"Language: hr\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

"""


def catalogue_of(tmp_path: Path, name: str, text: str):
    (tmp_path / name).write_text(HEADER + text, encoding="utf-8")
    return read_catalogue(tmp_path, "hr", "docs/hr")


def test_a_plural_form_that_is_empty_is_told_and_english_shown(tmp_path: Path) -> None:
    entry = (
        'msgid "%(count)s school"\nmsgid_plural "%(count)s schools"\n'
        'msgstr[0] "%(count)s škola"\nmsgstr[1] ""\nmsgstr[2] "%(count)s škola"\n'
    )
    catalogue = catalogue_of(tmp_path, "interface.po", entry)
    assert catalogue.ngettext("%(count)s school", "%(count)s schools", 5) == "%(count)s schools"
    assert [fault.message for fault in catalogue.faults] == ["1 of 3 plural forms are empty"]


def test_a_translated_text_changes_its_language(tmp_path: Path) -> None:
    entry = 'msgctxt "topics/light.name"\nmsgid "Light"\nmsgstr "Svjetlo"\n'
    catalogue = catalogue_of(tmp_path, "records.po", entry)
    assert catalogue.text("topics/light.name", Text("Light")) == Text("Svjetlo", "hr")
    assert catalogue.text("topics/other.name", Text("Light")) == Text("Light", "en")


@pytest.mark.parametrize(
    ("english", "translation", "fault"),
    [
        ("All {clusters} clusters", "Svi klasteri", "{clusters}"),
        ("All {clusters} clusters", "Svi {klasteri}", "{clusters}"),
        ("See [this](https://a.example)", "Vidi [ovo](https://b.example)", "https://a.example"),
        ("Plain", "<b>Podebljano</b>", "HTML"),
        ("On 27 August 2021", "28. kolovoza 2021.", "the number 27 of the English is missing"),
        ("In 2021", "Lani, 2022., u 2021.", "the number 2022 is not in the English"),
    ],
)
def test_a_broken_translation_is_put_aside_and_told(tmp_path: Path, english: str, translation: str, fault: str) -> None:
    entry = f'msgctxt "topics/light.name"\nmsgid "{english}"\nmsgstr "{translation}"\n'
    catalogue = catalogue_of(tmp_path, "records.po", entry)
    assert catalogue.text("topics/light.name", Text(english)).locale == "en"
    assert {problem.path for problem in catalogue.faults} == {"docs/hr/records.po"}
    assert any(fault in problem.message for problem in catalogue.faults)


def test_a_message_that_stands_twice_is_told(tmp_path: Path) -> None:
    entry = 'msgctxt "topics/light.name"\nmsgid "Light"\nmsgstr "Svjetlo"\n\n'
    with pytest.raises(ProblemsFound, match=r"docs/hr/records\.po:10: holds a message twice; the first is on line 6"):
        catalogue_of(tmp_path, "records.po", entry + entry)


def test_a_reviewed_text_says_who_read_it(tmp_path: Path) -> None:
    entry = '# reviewed: a teacher in Split, 2027-03-01\nmsgctxt "topics/light.name"\nmsgid "Light"\nmsgstr "Svjetlo"\n'
    reviews = catalogue_of(tmp_path, "records.po", entry).reviews
    assert reviews == {("topics/light.name", "Light"): "a teacher in Split, 2027-03-01"}


def test_a_fuzzy_translation_is_not_shown(tmp_path: Path) -> None:
    entry = '#, fuzzy\nmsgctxt "topics/light.name"\nmsgid "Light"\nmsgstr "Svijetlo"\n'
    assert catalogue_of(tmp_path, "records.po", entry).text("topics/light.name", Text("Light")).locale == "en"


@pytest.mark.parametrize(("number", "words"), [(1, "1 škola"), (3, "3 škole"), (5, "5 škola"), (21, "21 škola")])
def test_croatian_has_three_plural_forms(tmp_path: Path, number: int, words: str) -> None:
    entry = (
        'msgid "%(count)s school"\nmsgid_plural "%(count)s schools"\n'
        'msgstr[0] "%(count)s škola"\nmsgstr[1] "%(count)s škole"\nmsgstr[2] "%(count)s škola"\n'
    )
    catalogue = catalogue_of(tmp_path, "interface.po", entry)
    assert catalogue.ngettext("%(count)s school", "%(count)s schools", number) % {"count": number} == words


def test_an_english_text_is_marked_in_a_page_of_another_language(example: Project) -> None:
    guidelines = example.community.guidelines
    pages = {page.path: page for page in Writer(example.community, example.catalogues["de"]).pages().values()}
    untranslated = [p for p in pages.values() if p.path.startswith("guidelines/") and p.untranslated]
    assert untranslated
    for page in untranslated:
        record = guidelines[Path(page.path).stem]
        assert f'<span lang="en">{record.checklist[0].value}</span>' in page.markdown


def test_the_string_files_are_found_again_as_they_were_written(example: Project) -> None:
    assert [file.path.name for file in strings_files(example) if not file.is_current] == []


def test_a_changed_english_text_makes_only_its_translation_fuzzy(example_copy: Path) -> None:
    path = example_copy / "data" / "guidelines.yaml"
    path.write_text(path.read_text("utf-8").replace("Hang it beside the lamp.", "Hang it under the lamp."), "utf-8")
    project = Project.load(example_copy)
    changed = {file.path.relative_to(example_copy / "docs").as_posix(): file for file in strings_files(project)}
    german = changed["de/records.po"].text
    before = (example_copy / "docs/de/records.po").read_text("utf-8")
    assert not changed["de/interface.po"].text.count("#, fuzzy") > before.count("#, fuzzy")
    fuzzy = re.findall(r"#, fuzzy\n(?:#\|.*\n)*msgctxt \"([^\"]+)\"", german)
    assert set(fuzzy) - set(re.findall(r"#, fuzzy\n(?:#\|.*\n)*msgctxt \"([^\"]+)\"", before)) <= {
        "guidelines/keep-the-lamp-lit.roadblocks.response"
    }


def test_merging_twice_gives_what_merging_once_gives(example_copy: Path) -> None:
    path = example_copy / "data" / "guidelines.yaml"
    path.write_text(path.read_text("utf-8").replace("Light the first lamp", "Light your first lamp"), "utf-8")
    for file in strings_files(Project.load(example_copy)):
        file.path.write_text(file.text, "utf-8")
    again = list(strings_files(Project.load(example_copy)))
    assert all(file.is_current for file in again)
    assert any('#| msgid "Light the first lamp"' in file.text for file in again)


def test_a_translators_comment_is_kept(example_copy: Path) -> None:
    path = example_copy / "docs" / "de" / "records.po"
    text = path.read_text("utf-8")
    first = text.index("#: data/")
    path.write_text(text[:first] + "# asked Berlin about this word\n" + text[first:], "utf-8")
    merged = {file.path: file.text for file in strings_files(Project.load(example_copy))}
    assert "# asked Berlin about this word" in merged[path]


def test_a_page_exists_in_a_language_only_where_all_of_it_is_translated(example: Project) -> None:
    site = Site(example)
    assert site.index.languages_of("index.md") == ("en", "de", "nb")
    complete = [p for p in site.index.paths() if p.startswith("guidelines/") and "nb" in site.index.languages_of(p)]
    assert len(complete) == 1  # nb translates every text of one guideline


def test_an_empty_file_counts_as_not_translated(example: Project) -> None:
    empty = [p for p in (example.root / "docs/de").rglob("*.md") if not p.stat().st_size]
    assert empty
    for path in empty:
        assert ("de", path.relative_to(example.root / "docs/de").as_posix()) not in example.prose
