"""The example network builds with the same code, and nothing of this repository's own network shows in it."""

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from lxml import html

from community.frame import MOST_CONTENT, _shortened
from community.links import check_links
from community.project import Project
from reader import BuiltSite

pytestmark = pytest.mark.xdist_group("example")


def test_it_has_its_own_languages_and_pages(example_site: BuiltSite) -> None:
    addresses = example_site.addresses()
    assert {"", "de/", "nb/", "de/guidelines/light-the-first-lamp/"} <= set(addresses)
    assert not [a for a in addresses if a.startswith(("hr/", "countries/croatia"))]


def test_no_link_is_broken(example_site: BuiltSite) -> None:
    assert [str(problem) for problem in check_links(example_site.folder, example_site.url)] == []


def test_nothing_of_another_network_shows(example_site: BuiltSite) -> None:
    for address, _ in example_site.pages():
        assert not re.search("MenSI|Croatia|Hungar|eun.org", example_site.text(address, "//html")), address


def test_norway_is_named_in_each_language(example_site: BuiltSite) -> None:
    assert example_site.text("countries/norway/", "//h1") == "Norway"
    assert example_site.text("de/countries/norway/", "//h1") == "Norwegen"
    assert example_site.text("nb/countries/norway/", "//h1") == "Norge"


def test_its_clusters_have_two_mentors(example_site: BuiltSite) -> None:
    roles = example_site.page("clusters/ireland-1/").xpath("//ul[@class='schools']/li/@class")
    assert roles == ["school-mentor", "school-mentor", "school-mentee", "school-mentee", "school-mentee"]


def test_a_page_that_is_not_translated_says_so_and_leads_to_english(example_site: BuiltSite) -> None:
    page = example_site.page("nb/about/")
    assert page.get("lang") == "nb"
    assert page.xpath("//article/@lang") == ["en"]
    assert page.xpath("//p[@class='notice']/@lang") == ["nb"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://org.example/about/"]
    assert page.xpath("//link[@hreflang]/@hreflang") == []
    assert not page.xpath("//*[@data-search]")
    assert "https://org.example/nb/about/" not in (example_site.folder / "sitemap.xml").read_text("utf-8")


def test_a_page_whose_english_changed_names_the_section(example_site: BuiltSite) -> None:
    (notice,) = example_site.page("de/about/").xpath("//p[@class='notice']")
    assert notice.xpath("a[1]/@href") == ["#small-print"]
    assert notice.xpath("string(a[1])") == "Kleingedrucktes"


def test_a_page_that_is_not_translated_opens_as_a_new_file_with_its_english(example_site: BuiltSite) -> None:
    (link,) = example_site.page("nb/about/").xpath("//p[@class='notice']/a/@href")
    address = urlsplit(link)
    assert address.path == "/network/new/trunk/docs/nb"
    assert parse_qs(address.query)["name"] == ["about/index.md"]
    assert parse_qs(address.query)["value"][0].startswith("---\nstate: draft\ntitle: ")


def test_a_long_text_in_an_address_is_cut_before_a_character() -> None:
    cut = _shortened(quote("a" + "ő" * 3000))
    assert len(cut) <= MOST_CONTENT
    assert set(unquote(cut, errors="strict")) == {"a", "ő"}


def test_a_block_in_a_page_shown_in_english_speaks_the_readers_language(example_site: BuiltSite) -> None:
    assert example_site.page("nb/countries/").xpath("//div[@class='prose']//div[@lang='nb']")


def test_a_text_that_is_not_translated_is_marked(example_site: BuiltSite, example: Project) -> None:
    for address in ("nb/guidelines/light-the-first-lamp/", "nb/guidelines/keep-the-lamp-lit/"):
        page = example_site.page(address)
        complete = not page.xpath("//p[@class='notice'][contains(., 'have not been translated')]")
        assert bool(page.xpath("//ol[@class='steps']//span[@lang='en']")) != complete


def test_characters_of_markup_come_out_as_characters(example_site: BuiltSite) -> None:
    entry = example_site.text("evidence/", "//*[@id='books']")
    assert "5 > 3 as Tom & Ann write with one ` mark, `two marks` and {% if %}" in entry


def test_an_old_address_leads_to_the_new_one(example_site: BuiltSite) -> None:
    for prefix in ("", "de/"):
        page = (example_site.folder / prefix / "guidelines/first-lamp/index.html").read_text("utf-8")
        assert 'content="0; url=../light-the-first-lamp/"' in page


def test_no_mark_of_a_language_stands_inside_an_attribute(example_site: BuiltSite) -> None:
    for address, page in example_site.pages():
        names = {str(name) for element in page.iter("*") for name in element.attrib}
        assert not [name for name in names if '"' in name or "'" in name], address


def test_only_pages_in_a_language_are_offered_as_such(example_site: BuiltSite) -> None:
    """To search engines, by hreflang and in the sitemap; a page that is shown in English is none."""
    sitemap = (example_site.folder / "sitemap.xml").read_text("utf-8")
    languages, shown_in_english = {"en", "de", "nb"}, 0
    for address, page in example_site.pages():
        links = {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@rel='alternate'][@hreflang]")}
        text = page.xpath("//article/@lang")
        if page.xpath("//meta[@http-equiv='refresh']"):
            assert example_site.url + address + "<" not in sitemap
            continue
        assert links.keys() <= {*languages, "x-default"}
        assert (example_site.url + address + "</loc>" in sitemap) == bool(links)
        if text:
            shown_in_english += 1
            assert (text, links) == (["en"], {}), address
            assert page.xpath("//link[@rel='canonical']/@href") == [example_site.url + address.partition("/")[2]]
        for language, url in links.items():
            target = example_site.page(url.removeprefix(example_site.url))
            assert target.get("lang") == ("en" if language == "x-default" else language), address
            assert not target.xpath("//article/@lang"), (address, language)
    assert shown_in_english > 5


def test_a_wrong_address_has_a_page_in_each_language_that_has_one(example_site: BuiltSite) -> None:
    found = {}
    for path in example_site.folder.rglob("404.html"):
        page = html.parse(str(path), parser=html.HTMLParser(encoding="utf-8")).getroot()
        name = path.relative_to(example_site.folder).as_posix()
        found[name] = (page.get("lang"), page.xpath("//section/@lang"), page.xpath("//meta[@name='robots']/@content"))
    assert found == {
        "404.html": ("en", ["en", "de"], ["noindex"]),
        "de/404.html": ("de", ["de"], ["noindex"]),
    }
