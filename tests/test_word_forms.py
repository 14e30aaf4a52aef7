"""Which words the lexicon of the search takes for one, and what it tells of other languages."""

from typing import Any

import pytest

from community.lexicon import lexicon, translations
from community.passages import Passage
from community.search_entries import Entry
from community.word_forms import families, folded
from reader import cases


@pytest.mark.parametrize("case", cases("word_forms"), ids=lambda case: f"{case['locale']} {case['together'][0]}")
def test_the_forms_of_a_word_are_one_family_and_other_words_are_not_in_it(case: dict[str, Any]) -> None:
    found = families([*case["together"], *case["apart"]], case["locale"])
    assert tuple(sorted(case["together"])) in found


def test_letters_are_folded_to_what_a_plain_keyboard_has() -> None:
    assert folded("Đurđevac, Gyömrő, Łódź, Paço, třída, Straße") == "durdevac, gyomro, lodz, paco, trida, strasse"


def test_a_word_is_translated_by_what_stands_beside_it() -> None:
    texts = [("stará škola", "old school"), ("nová škola", "new school"), ("nová kniha", "new book")]
    passages = [Passage("x.po", 1, own, english) for own, english in texts]
    found = translations("cs", passages)
    assert found["škola"] == ("school",)
    assert found["nová"] == ("new",)
    assert "kniha" not in found  # once is chance


def test_a_lexicon_begins_with_the_most_frequent_family() -> None:
    entries = [
        Entry("hr", "hr/a/", "Tema", "Knjiga", "<div>Knjige u školi</div>"),
        Entry("hr", "hr/b/", "Tema", "Knjizi", "<div>O knjigama</div>"),
    ]
    head, first, *_ = lexicon("hr", entries, {}).splitlines()
    assert '"size": 2' in head
    assert first.startswith("knji|")
    assert set(first.split("|")[1:]) == {"ga", "gama", "ge", "zi"}
