"""The built site as a reader meets it, in all seven languages, below a sub-path."""

import re
import subprocess
import sys
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from lxml import etree

from community.links import check_links
from community.locales import Locale
from community.project import ROOT, Project
from reader import BuiltSite

# One worker builds the site and runs all tests that read it.
pytestmark = pytest.mark.xdist_group("site")

LOCALES = ("en", "nl", "it", "pt", "hr", "cs", "hu")
# Every kind of page, by an example.
KINDS = (
    "", "about/", "about/partners/", "about/results/", "about/funding/", "countries/", "countries/croatia/",
    "clusters/", "clusters/croatia-4/", "models/", "models/regional-hub/", "challenges/", "challenges/stem/",
    "topics/", "topics/leadership/", "incentives/", "incentives/protected-time/", "guidelines/",
    "guidelines/observe-lessons/", "recommendations/", "recommendations/lead-from-the-front/", "case-studies/",
    "case-studies/blue-hub-works-online/", "policy/", "policy-briefs/", "policy-briefs/choosing-a-model/",
    "resources/", "courses/", "courses/practical-introduction/", "courses/first-steps/", "events/", "glossary/",
    "evidence/", "evidence/sources/", "community/", "community/share/", "about/licence/", "about/privacy/",
    "about/accessibility/", "about/translations/", "all-pages/", "booklet/",
)  # fmt: skip


def prefix(locale: str) -> str:
    return "" if locale == "en" else f"{locale}/"


def test_every_kind_of_page_is_there_in_every_language(site: BuiltSite) -> None:
    addresses = set(site.addresses())
    assert [a for locale in LOCALES for kind in KINDS if (a := prefix(locale) + kind) not in addresses] == []


def test_the_languages_have_the_same_pages(site: BuiltSite) -> None:
    addresses = set(site.addresses())
    english = {a for a in addresses if a.split("/")[0] not in LOCALES}
    for locale in LOCALES[1:]:
        assert {a.removeprefix(prefix(locale)) for a in addresses if a.startswith(prefix(locale))} == english


def test_no_link_is_broken_and_nothing_comes_from_elsewhere(site: BuiltSite) -> None:
    assert [str(problem) for problem in check_links(site.folder, site.url)] == []


def test_every_page_says_what_it_is(site: BuiltSite) -> None:
    for address, page in site.pages():
        locale = address.split("/")[0] if address.split("/")[0] in LOCALES else "en"
        assert page.get("lang") == locale, address
        assert len(page.xpath("//h1")) == 1, address
        assert page.xpath("string(//title)").strip(), address
        description = page.xpath("string(//meta[@name='description']/@content)")
        assert 10 < len(description) <= 160, (address, description)
        assert page.xpath("//link[@rel='canonical']/@href")[0].startswith(site.url), address


def test_titles_differ_within_a_language(site: BuiltSite) -> None:
    for locale in LOCALES:
        titles = [page.xpath("string(//title)") for address, page in site.pages() if page.get("lang") == locale]
        assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_headings_descend_one_level_at_a_time(site: BuiltSite) -> None:
    for address, page in site.pages():
        levels = [int(tag.tag[1]) for tag in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
        assert levels[0] == 1, address
        assert all(after - before <= 1 for before, after in pairwise(levels)), address


def test_every_page_has_the_funding_statement_and_a_way_to_improve_it(site: BuiltSite) -> None:
    for address, page in site.pages():
        footer = " ".join(page.xpath("string(//footer[@class='site-footer'])").split())
        assert "101004633" in footer, address
        assert page.xpath("//footer[@class='page-foot']//a[starts-with(@href, 'https://git.example/network/')]"), (
            address
        )
        assert page.xpath("//footer[@class='page-foot']//time"), address


@pytest.mark.parametrize("address", ["guidelines/observe-lessons/", "clusters/croatia-4/", "countries/hungary/"])
def test_a_generated_page_leads_to_its_line_in_the_data(site: BuiltSite, project: Project, address: str) -> None:
    (link,) = site.page(address).xpath("//footer[@class='page-foot']//a[contains(@href, '/data/')]/@href")
    match = re.fullmatch(r"https://git\.example/network/blob/main/(data/\w+\.yaml)#L(\d+)", link)
    assert match
    line = (project.root / match[1]).read_text("utf-8").splitlines()[int(match[2]) - 1]
    assert line == f"- id: {address.split('/')[1]}"


def test_hreflang_is_absolute_reciprocal_and_has_a_default(site: BuiltSite) -> None:
    declared = {}
    for _, page in site.pages():
        canonical = page.xpath("//link[@rel='canonical']/@href")[0]
        links = page.xpath("//link[@rel='alternate'][@hreflang]")
        declared.setdefault(canonical, {link.get("hreflang"): link.get("href") for link in links})
    for canonical, links in declared.items():
        assert links["x-default"] == links["en"], canonical
        assert canonical in links.values()
        for language, url in links.items():
            assert url.startswith(site.url)
            if language != "x-default":
                assert declared[url] == links, (canonical, url)


def test_the_sitemap_says_the_same_as_the_pages(site: BuiltSite) -> None:
    tree = etree.parse(str(site.folder / "sitemap.xml"))
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    listed = {
        url.xpath("string(s:loc)", namespaces=spaces): {
            link.get("hreflang"): link.get("href") for link in url.xpath("x:link", namespaces=spaces)
        }
        for url in tree.xpath("//s:url", namespaces=spaces)
    }
    for address, page in site.pages():
        links = {x.get("hreflang"): x.get("href") for x in page.xpath("//link[@rel='alternate'][@hreflang]")}
        if links:
            assert listed[site.url + address] == links
        else:
            assert site.url + address not in listed


def test_the_language_chooser_leads_to_the_same_page(site: BuiltSite) -> None:
    links = site.page("guidelines/observe-lessons/").xpath("//details[contains(@class, 'languages')]//a")
    assert [(a.get("lang"), a.get("href")) for a in links] == [
        (locale, f"../../{prefix(locale)}guidelines/observe-lessons/") for locale in LOCALES
    ]
    assert [a.text_content() for a in links] == [Locale(locale).own_name for locale in LOCALES]


def test_a_text_in_another_language_is_marked(site: BuiltSite, project: Project) -> None:
    source = project.community.sources["croatia-decision"]
    (title,) = site.page("evidence/sources/").xpath("//*[@id='croatia-decision']/h2//span[@lang]")
    assert (title.get("lang"), title.text_content()) == ("hr", source.title)
    (own,) = site.page("hr/evidence/sources/").xpath("//*[@id='croatia-decision']/h2")
    assert not own.xpath(".//span[@lang]")


@pytest.mark.parametrize("locale", LOCALES)
def test_figures_and_countries_are_written_as_the_language_writes_them(site: BuiltSite, locale: str) -> None:
    ledger = site.text(f"{prefix(locale)}evidence/", "//*[@id='training-completion-rate']")
    for value in (79.6, 85):
        assert Locale(locale).percent(value).replace("\u00a0", " ") in ledger
    assert Locale(locale).territory("CZ") in site.text(f"{prefix(locale)}countries/")


def test_disputed_figures_stand_side_by_side(site: BuiltSite) -> None:
    figures = site.text("courses/practical-introduction/", "//*[contains(@class, 'disputed')]")
    assert "79.6%" in figures
    assert "85%" in figures
    assert "sources disagree" in figures


def test_every_disputed_fact_shows_all_its_values(site: BuiltSite, project: Project) -> None:
    english = Locale("en")
    for fact in project.community.facts.values():
        entry = site.text("evidence/", f"//*[@id='{fact.id}']")
        for reading in fact.values:
            value = reading.value
            shown = (
                english.percent(value) if fact.unit == "percent"
                else str(int(value)) if fact.unit == "year" else english.number(value)
            )  # fmt: skip
            assert shown in entry, fact.id


def test_what_is_not_known_is_shown_as_missing(site: BuiltSite) -> None:
    cluster = site.text("clusters/croatia-4/")
    assert cluster.count("School not published") == 2
    assert "3 of 5 schools named" in cluster
    assert "Not published in the sources we have." in site.text("countries/croatia/")
    assert "The names of the last two mentee schools" in site.text("countries/croatia/")


def test_the_named_schools_stand_under_their_cluster_with_their_role(site: BuiltSite, project: Project) -> None:
    shown = 0
    for cluster in project.community.clusters.values():
        words = site.text(f"clusters/{cluster.id}/", "//ul[@class='schools']")
        for school in cluster.schools:
            if school and school.name:
                assert school.name in words
            shown += bool(school and (school.name or school.url))
    assert shown == 34


def test_no_name_of_a_person_is_published(site: BuiltSite) -> None:
    # The persons whom the sources name; their roles are enough.
    names = re.compile("Enrique Martin|Mughini|Mangione|Cannella|Marić|Lezzi")
    assert [address for address, _ in site.pages() if names.search(site.text(address, "//body"))] == []


def test_every_language_has_its_statements_and_a_way_to_tell_of_a_barrier(site: BuiltSite, project: Project) -> None:
    parts = [
        "what-we-aim-at",
        "what-has-been-tested",
        "what-is-known-not-to-work",
        "preparation",
        "feedback",
        "enforcement",
    ]
    for locale in LOCALES:
        statement = site.page(f"{prefix(locale)}about/accessibility/")
        assert statement.xpath("//main//h2/@id")[: len(parts)] == parts
        assert statement.xpath("//h2[@id='feedback']/following-sibling::p[1]//a/@href") == ["../../community/#ask"]
        for name in ("funding", "privacy", "accessibility"):
            page = site.page(f"{prefix(locale)}about/{name}/")
            assert len(site.text(f"{prefix(locale)}about/{name}/", "//article")) > 400, (locale, name)
            assert not page.xpath("//article/@lang"), (locale, name)


def test_links_go_both_ways(site: BuiltSite, project: Project) -> None:
    for guideline in project.community.guidelines.values():
        for case_id in guideline.cases:
            back = site.page(f"case-studies/{case_id}/").xpath("//main//a/@href")
            assert f"../../guidelines/{guideline.id}/" in back
    for brief in project.community.policy_briefs.values():
        for country in brief.countries:
            assert f"../../policy-briefs/{brief.id}/" in site.page(f"countries/{country}/").xpath("//main//a/@href")


def test_a_step_says_whether_it_was_reported_or_suggested(site: BuiltSite, project: Project) -> None:
    for guideline in project.community.guidelines.values():
        steps = site.page(f"guidelines/{guideline.id}/").xpath("//ol[@class='steps']/li")
        assert len(steps) == len(guideline.steps)
        for step, shown in zip(guideline.steps, steps, strict=True):
            assert bool(shown.xpath(".//sup[@class='cite']")) == bool(step.sources)
            assert bool(shown.xpath(".//span[@class='suggestion']")) != bool(step.sources)


def test_every_brief_has_all_its_sections_in_every_language(site: BuiltSite, project: Project) -> None:
    wanted = {
        "key-messages", "problem", "options", "implementation", "local-applicability", "equity", "monitoring",
        "methods", "limits", "recommendations", "countries", "sources",
    }  # fmt: skip
    for brief in project.community.policy_briefs:
        for locale in LOCALES:
            ids = set(site.page(f"{prefix(locale)}policy-briefs/{brief}/").xpath("//h2/@id"))
            assert wanted <= ids, (brief, locale)


def test_citations_lead_to_the_foot_of_the_page(site: BuiltSite) -> None:
    page = site.page("policy-briefs/lasting-without-paying-more/")
    marks = page.xpath("//sup[@class='cite']//a")
    assert marks
    order = page.xpath("//ol[@class='sources']/li/@id")
    for mark in marks:
        assert order[int(mark.text_content()) - 1] == mark.get("href").removeprefix("#")


def test_a_title_that_ends_with_a_mark_gets_no_full_stop(site: BuiltSite) -> None:
    assert [
        a for a, page in site.pages() if re.search(r"[.?!…]\.\s", page.xpath("string(//ol[@class='sources'])"))
    ] == []


def test_no_script_style_or_handler_stands_in_a_page(site: BuiltSite) -> None:
    for address, page in site.pages():
        assert not page.xpath("//script[not(@src) and not(@type='application/ld+json')] | //style | //@style"), address
        assert not [a for a in page.xpath("//@*") if a.attrname.startswith("on")], address


def test_nothing_is_stored_or_asked_for_from_elsewhere(site: BuiltSite) -> None:
    for path in (site.folder / "assets").glob("*/*.js"):
        text = path.read_text("utf-8")
        assert "cookie" not in text
        assert not re.search(r"https?://", text)


def test_the_404_page_speaks_every_language_and_works_at_any_depth(site: BuiltSite) -> None:
    page = etree.parse(str(site.folder / "404.html"), etree.HTMLParser(encoding="utf-8")).getroot()
    assert tuple(page.xpath("//section/@lang")) == LOCALES
    for address in page.xpath("//a/@href | //link/@href | //script/@src"):
        assert urlsplit(address).path.startswith("/mensi/")


def test_every_language_has_a_404_page_of_its_own(site: BuiltSite) -> None:
    for locale in LOCALES[1:]:
        page = etree.parse(str(site.folder / locale / "404.html"), etree.HTMLParser(encoding="utf-8")).getroot()
        assert (page.get("lang"), page.xpath("//section/@lang")) == (locale, [locale])
        assert page.xpath("//section//a/@href")[0] == f"/mensi/{locale}/"


def test_the_register_holds_every_address_and_has_lost_none(site: BuiltSite) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "update_urls.py"), "--check", "--site", str(site.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), "run: make urls"


def test_translated_pages_say_that_no_native_speaker_has_read_them(site: BuiltSite) -> None:
    for address, page in site.pages():
        notices = page.xpath("//p[@class='notice']")
        assert len(notices) == (page.get("lang") != "en"), address


def test_lists_stand_in_the_order_of_the_language(site: BuiltSite) -> None:
    for locale in LOCALES:
        terms = [
            " ".join(dt.xpath("string(text())").split()) for dt in site.page(f"{prefix(locale)}glossary/").xpath("//dt")
        ]
        assert len(terms) >= 30
        assert terms == Locale(locale).in_order(terms, str)


def test_a_search_index_is_written_for_each_language(site: BuiltSite) -> None:
    assert {path.name for path in (site.folder / "pagefind").iterdir()} == set(LOCALES)
    for locale in LOCALES:
        bundle = {path.name for path in (site.folder / "pagefind" / locale).iterdir()}
        assert bundle >= {"pagefind-entry.json", "pagefind.js", "words.txt"}


def test_translators_find_what_is_left_to_do(site: BuiltSite) -> None:
    for locale in LOCALES:
        rows = site.page(f"{prefix(locale)}translate/").xpath("(//table)[1]/tbody/tr")
        assert [row.xpath("string(th//text())") for row in rows] == [Locale(code).own_name for code in LOCALES[1:]]
    for locale in LOCALES[1:]:
        assert "%" in (site.folder / f"translate/{locale}.svg").read_text("utf-8")
    for name in ("status.json", "status.csv"):
        assert (site.folder / "translate" / name).stat().st_size > 1000


def test_a_page_is_offered_in_the_languages_that_it_exists_in(site: BuiltSite) -> None:
    offers = site.page("guidelines/").xpath("//a[@data-offer]")
    assert [a.get("lang") for a in offers] == list(LOCALES[1:])
    assert offers[3].get("data-offer") == "Pročitajte ovu stranicu na hrvatskom"
