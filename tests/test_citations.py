"""A citation says what the page is, and nothing in a title can get out of its field."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.citations import Citation
from community.text import PartialDate
from reader import BuiltSite, cases

pytestmark = pytest.mark.xdist_group("booklet")

CASES = cases("citations")
RIS_TAGS = ["TY", "AU", "TI", "T2", "PY", "DA", "LA", "UR", "ER"]
HOSTILE = st.text(
    st.sampled_from("ab\\{}\"'%#$&_~^@,=\n\r\t\u2028\u2029\u202e\u0000čő -") | st.characters(), max_size=60
)


def citation(**fields: Any) -> Citation:
    plain = {
        "author": "A network", "title": "A page", "site": "Net", "address": "https://org.example/a/", "language": "en",
    }  # fmt: skip
    day = fields.pop("updated", "2026-11-22")
    return Citation(**{**plain, **fields}, updated=PartialDate.parse(day) if day else None)


@pytest.mark.parametrize("case", CASES, ids=[str(case["name"]) for case in CASES])
def test_a_page_is_cited_in_bibtex_and_ris(case: dict[str, Any]) -> None:
    made = citation(**case["page"])
    assert made.bibtex == case["bibtex"]
    assert made.ris == case["ris"]


def fields_of(entry: str) -> dict[str, str]:
    """Read an entry as BibTeX does: a value ends where its braces are even, whatever a backslash says."""
    start = re.match(r"@misc\{([a-z0-9-]+),\n", entry)
    assert start, entry
    found, at = {}, start.end()
    while entry[at] != "}":
        field = re.compile(r"  ([a-z]+) = ").match(entry, at)
        assert field, entry[at:]
        at = begin = field.end()
        depth = 0
        while depth or entry[at] not in ",\n":
            depth += {"{": 1, "}": -1}.get(entry[at], 0)
            assert depth >= 0
            at += 1
        assert field[1] not in found
        found[field[1]] = entry[begin:at]
        at += 2 if entry[at] == "," else 1
    assert entry[at:] == "}\n"
    return found


def untex(value: str) -> str:
    """Return what TeX prints for a value: its commands undone, its braces gone."""
    names = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
             "textasciicircum": "^"}  # fmt: skip

    def shown(match: re.Match[str]) -> str:
        character = names[match[1]] if match[1] else match[2]
        return f"\0{ord(character)}\0" if character else ""

    printed = re.sub(r"\\([a-z]+)\{\}|\\([#$%&_])|[{}]", shown, value)
    assert not re.search(r"[\\#$%&_~^{}]", printed)
    return re.sub("\0(\\d+)\0", lambda m: chr(int(m[1])), printed)


@given(HOSTILE, HOSTILE)
def test_no_title_gets_out_of_its_field_in_bibtex(title: str, author: str) -> None:
    fields = fields_of(citation(title=title, author=author).bibtex)
    assert list(fields) == ["author", "title", "howpublished", "year", "month", "day", "language", "url"]


@given(HOSTILE)
def test_what_readers_see_of_a_title_stays_as_it_was(title: str) -> None:
    shown = "".join(character for character in title if character.isprintable() and not character.isspace())
    written = untex(fields_of(citation(title=title).bibtex)["title"])
    assert "".join(c for c in written if c.isprintable() and not c.isspace()) == shown


@given(HOSTILE, HOSTILE)
def test_no_title_begins_a_line_in_ris(title: str, author: str) -> None:
    lines = citation(title=f"T{title}", author=f"A{author}").ris.split("\n")
    assert lines.pop() == ""
    assert [line[:2] for line in lines] == RIS_TAGS
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n\u2028\u2029\x00-\x1f]*", line) for line in lines)


@given(HOSTILE)
def test_no_address_gets_out_of_its_field(path: str) -> None:
    made = citation(address=f"https://org.example/{path}")
    assert re.fullmatch(r"\{https://org\.example/[!-~]*\}", fields_of(made.bibtex)["url"])
    assert made.ris.count("\n") == len(RIS_TAGS)


def test_every_page_is_cited_with_its_permanent_address(site: BuiltSite) -> None:
    for address, page in site.pages():
        if address.endswith("booklet/"):
            continue
        canonical = page.xpath("string(//link[@rel='canonical']/@href)")
        assert page.xpath("//details[@class='citation']//a[@href]/@href") == [canonical], address
        bibtex, ris = page.xpath("//details[@class='citation']/pre")
        assert fields_of(bibtex.text)["url"] == f"{{{canonical}}}", address
        assert f"UR  - {canonical}\n" in ris.text, address


def test_a_page_that_is_not_translated_is_cited_in_english(example_site: BuiltSite) -> None:
    page = example_site.page("nb/about/")
    bibtex, _ = page.xpath("//details[@class='citation']/pre/text()")
    assert fields_of(bibtex)["language"] == "{en}"
    assert fields_of(bibtex)["url"] == "{https://org.example/about/}"
    assert page.xpath("//details[@class='citation']//cite/@lang") == ["en"]
