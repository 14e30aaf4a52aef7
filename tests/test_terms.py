"""Forms that the glossary says to avoid are found in translations, inflected too, and only where the term is meant."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from community.passages import blanked
from community.project import ROOT, Project
from community.records.library import Term, TermForm
from community.terms import Glossary, check_terms
from reader import cases

CASES = cases("terms")
SAID = cases("terms_said")


def glossary(case: dict[str, Any]) -> Glossary:
    terms = {}
    for name, forms in case["terms"].items():
        own = TermForm(use=forms["use"], avoid=tuple(forms.get("avoid", ())))
        terms[name] = Term(id=name, definition="A word.", forms={"en": TermForm(use=forms["en"]), case["locale"]: own})
    return Glossary(terms, case["locale"])


@pytest.mark.parametrize("case", CASES, ids=[str(case["name"]) for case in CASES])
def test_a_form_to_avoid_is_found_where_its_term_is_meant(case: dict[str, Any]) -> None:
    misuses = sorted(glossary(case).misuses(case["text"], case["english"]), key=lambda misuse: misuse.start)
    assert [misuse.found for misuse in misuses] == case["found"]


@pytest.mark.parametrize("case", SAID, ids=[str(case["name"]) for case in SAID])
def test_the_terms_that_a_text_says_are_found_inflected(case: dict[str, Any]) -> None:
    forms = {
        name: {"en": TermForm(use=name), case["locale"]: TermForm(use=form)} for name, form in case["terms"].items()
    }
    terms = {name: Term(id=name, definition="A word.", forms=form) for name, form in forms.items()}
    assert list(Glossary(terms, case["locale"]).said(case["text"])) == case["said"]


def test_the_translations_of_this_repository_use_the_agreed_forms(project: Project) -> None:
    assert [str(problem) for problem in check_terms(project)] == []


@pytest.fixture
def broken(example_copy: Path) -> Path:
    """The example with a German form to avoid in a page, in a record and in the glossary itself."""
    for name, old, new in (
        ("data/glossary.yaml", "{use: Vorlesen, avoid: [Ablesen, Lautlesen]}", "{use: Vortrag, avoid: [Lautlesung]}"),
        ("docs/en/index.md", "Tom & Ann drew", "Reading aloud is fun. Tom & Ann drew"),
        ("docs/de/index.md", "Tom & Ann haben", "Lautlesungen machen Freude. Tom & Ann haben"),
    ):
        path = example_copy / name
        text = path.read_text("utf-8")
        assert old in text, "the test no longer fits the example"
        path.write_text(text.replace(old, new, 1), "utf-8")
    entries = (
        '\nmsgctxt "guidelines/a.title"\nmsgid "Reading aloud"\nmsgstr "Über Lautlesungen"\n'
        '\nmsgctxt "glossary/reading-aloud.note"\nmsgid "Reading aloud"\nmsgstr "Lautlesung ist ein anderes Wort."\n'
        '\n#, fuzzy\nmsgctxt "guidelines/b.title"\nmsgid "Reading aloud"\nmsgstr "Eine Lautlesung"\n'
    )
    records = example_copy / "docs/de/records.po"
    records.write_text(records.read_text("utf-8").rstrip("\n") + "\n" + entries, "utf-8")
    return example_copy


def test_a_form_to_avoid_is_told_with_file_and_line(broken: Path) -> None:
    page = (broken / "docs/de/index.md").read_text("utf-8").splitlines()
    records = (broken / "docs/de/records.po").read_text("utf-8").splitlines()
    told = "'Lautlesungen' is a form to avoid for the term 'reading-aloud'; the glossary's form is 'Vortrag'"
    page_line = next(number for number, line in enumerate(page, start=1) if "Lautlesungen" in line)
    record_line = records.index('msgctxt "guidelines/a.title"') + 2
    found = [problem for problem in check_terms(Project.load(broken)) if "/de/" in problem.path]
    assert [str(problem) for problem in sorted(found)] == [
        f"docs/de/index.md:{page_line}: {told}",
        f"docs/de/records.po:{record_line}: {told}",
    ]


def test_the_script_fails_when_a_form_to_avoid_is_found(broken: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts/check_terms.py"), "--project", str(broken)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "docs/de/index.md" in done.stderr


def test_what_nobody_reads_as_text_is_left_out() -> None:
    text = "See `code` and [words](page.md#part) {source:x} %(count)s https://a.example/b <br> {{ block }}"
    assert blanked(text).split() == ["See", "and", "[words"]
    assert len(blanked(text)) == len(text)
