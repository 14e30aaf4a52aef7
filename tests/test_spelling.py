"""Words that no dictionary, name or list knows are told with file and line; a missing dictionary is never silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from community.passages import Passage, blanked
from community.project import ROOT, Project
from community.spelling import (
    DICTIONARIES,
    DictionaryMissing,
    accepted,
    check_spelling,
    unknown_in,
    unknown_words,
    words_file,
)

NAMES = {"Lantern Readers", "Trilj", "Short guide for kindergarrten"}

# A text of right words, and one with a word that is wrong. Where a dictionary is missing, these tests fail, and the
# failure is the command that brings it.
SENTENCES = [
    ("cs", "Školy v klastrech si pomáhají.", "Školy si pomáhajjí.", "pomáhajjí"),
    ("en", "Schools that don't give up, a school’s day", "All scholls are open.", "scholls"),
    ("hr", "Škole surađuju sa školama, bez žurbe.", "Škole surađuyu.", "surađuyu"),
    ("hu", "Az iskolák együttműködnek, 85%-ot érnek el.", "Az iskolák eggyüttműködnek.", "eggyüttműködnek"),
    ("it", "L'articolo dell’autrice dice perché. Un'altra c’è.", "Ma perchè?", "perchè"),
    ("nl", "Scholen leren van elkaars foto’s, in 3D.", "De schoolen leren.", "schoolen"),
    ("pt", "As escolas ajudam-se umas às outras.", "As escollas ajudam.", "escollas"),
]


def unknown(locale: str, text: str, english: str = "", known: frozenset[str] = frozenset()) -> list[str]:
    # As in a language with its list, for what every list must hold: dell', c'.
    right = accepted(ROOT, locale) | known
    return [found.word for found in unknown_in([Passage("a", 1, blanked(text), english)], locale, NAMES, right)]


@pytest.mark.parametrize(("locale", "right", "wrong", "word"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_a_misspelling_is_found_and_right_words_are_not(locale: str, right: str, wrong: str, word: str) -> None:
    assert unknown(locale, right) == []
    assert unknown(locale, wrong) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "`kodde` and {factt} %(nam)s [word](pagge.md#annchor) https://exammple.org/pagge",
        "See exammple.org/pagge or write to somme@exammple.org",
        "D2.1, H2020x, 3Dx",
        "The Lantern Readers in Trilj, Trilj’s school, Short guide for kindergarrten",
        "{clusters}-ot, 85%-ot",
        '!!! notte "A word"',
    ],
)
def test_what_is_no_word_of_the_language_is_left_out(text: str) -> None:
    assert unknown("en", text) == []


def test_what_was_left_english_in_brackets_and_quotation_marks_is_left_out() -> None:
    english = "A breaking room, *escolas*, and the Small Schools Interest Group"
    text = "Szoba („breaking room”), *escolas*, a Small Schools Interest Groupban"
    assert unknown("hu", text, english) == []
    assert unknown("hu", text) != []


def test_an_accepted_word_begins_a_sentence_too_and_several_words_hold_only_together() -> None:
    assert unknown("en", "Frobnicate or frobnicate", known=frozenset({"frobnicate"})) == []
    assert unknown("en", "frobnicate", known=frozenset({"Frobnicate"})) == ["frobnicate"]
    assert unknown("en", "základní škola, škola", known=frozenset({"základní škola"})) == ["škola"]


def test_an_ending_after_a_name_is_right_and_a_wrong_compound_is_told_whole() -> None:
    assert unknown("hu", "Trilj-ben") == []
    assert unknown("en", "school-scholl") == ["school-scholl"]


def test_an_unknown_word_is_told_with_file_and_line(example_copy: Path) -> None:
    path = example_copy / "docs" / "en" / "about" / "index.md"
    path.write_text(path.read_text("utf-8") + "\nA scholl of readers.\n", "utf-8")
    line = path.read_text("utf-8").splitlines().index("A scholl of readers.") + 1
    assert [
        str(problem) for problem in check_spelling(Project.load(example_copy), "en") if "scholl" in str(problem)
    ] == [f"docs/en/about/index.md:{line}: 'scholl' is not in the dictionary; mend it, or add it to docs/en/words.txt"]


@pytest.mark.parametrize("locale", [row[0] for row in SENTENCES])
def test_this_repository_has_no_unknown_word(project: Project, locale: str) -> None:
    assert [str(problem) for problem in check_spelling(project, locale)] == []


def test_every_language_of_this_repository_has_a_dictionary(project: Project) -> None:
    assert [locale for locale in project.locales if locale not in DICTIONARIES] == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/*/words.txt")), ids=lambda path: path.parent.name)
def test_a_list_of_accepted_words_is_in_order(path: Path) -> None:
    assert path.read_text("utf-8") == words_file(path.parent.name, accepted(ROOT, path.parent.name)), (
        "run: check_spelling.py --accept"
    )


def test_an_accepted_word_is_still_unknown_to_the_dictionary_or_a_part_of_it() -> None:
    """A word that the dictionary knows needs no place on the list."""
    needless = {}
    for path in sorted(ROOT.glob("docs/*/words.txt")):
        words = sorted(word for word in accepted(ROOT, path.parent.name) if " " not in word)
        texts = [Passage("a", number, word, "") for number, word in enumerate(words, start=1)]
        told = {found.line for found in unknown_in(texts, path.parent.name, set(), set())}
        needless[path.parent.name] = [word for number, word in enumerate(words, start=1) if number not in told]
    assert {locale: words for locale, words in needless.items() if words} == {}


def run(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts/check_spelling.py"), *options]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


def test_without_the_program_the_script_says_how_to_get_it_and_fails(tmp_path: Path) -> None:
    done = run("--locale", "hr", PATH=str(tmp_path))
    assert done.returncode == 2
    assert "run: apt-get install hunspell hunspell-hr" in done.stderr
    assert "No unknown word" not in done.stdout


def test_without_the_dictionary_the_check_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DICTIONARIES, "hr", ("xx_XX", "hunspell-xx"))
    with pytest.raises(DictionaryMissing, match=r"xx_XX.* run: apt-get install hunspell hunspell-xx"):
        unknown("hr", "škola")


def test_a_language_without_a_known_dictionary_is_not_passed_over() -> None:
    with pytest.raises(DictionaryMissing, match="no dictionary is known for 'qq'"):
        unknown("qq", "word")


def test_names_of_the_records_are_known(project: Project) -> None:
    words = {word.word for word in unknown_words(project, "en")}
    towns = {
        part for c in project.community.clusters.values() for s in c.schools if s for part in (s.town or "").split()
    }
    assert towns & words == set()
