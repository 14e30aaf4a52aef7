"""Related records: every link goes both ways, and its reason is true."""

from collections import Counter
from dataclasses import replace

import pytest

from community.addresses import PAGE_FOLDERS, record_address, relative
from community.model import COLLECTIONS, Community, leaves
from community.project import Project
from community.related import COLLECTIONS_RELATED, MOST, MOST_OF_A_KIND, ON_BOTH_PAGES, Related
from community.text import Ref
from reader import BuiltSite

pytestmark = pytest.mark.xdist_group("site")

Key = tuple[str, str]


def nodes(community: Community) -> list[Key]:
    return [(name, key) for name in COLLECTIONS_RELATED for key in community.collection(name)]


def names(community: Community, key: Key) -> set[Key]:
    record = community.collection(key[0])[key[1]]
    return {(value.collection, str(value)) for _, value in leaves(record) if isinstance(value, Ref)}


@pytest.fixture(params=["own", "example"])
def community(request: pytest.FixtureRequest, project: Project, example: Project) -> Community:
    return (project if request.param == "own" else example).community


def test_what_a_record_lists_lists_the_record(community: Community) -> None:
    related = Related(community)
    found = {(key, (link.collection, link.id)) for key in nodes(community) for link in related.of(*key)}
    assert found
    assert {(there, here) for here, there in found} == found


def test_both_sides_give_the_same_reasons(community: Community) -> None:
    related = Related(community)
    for key in nodes(community):
        for link in related.of(*key):
            (back,) = [one for one in related.of(link.collection, link.id) if (one.collection, one.id) == key]
            assert (back.reasons, back.named) == (link.reasons, link.named)


def test_a_list_is_short_and_of_several_kinds(community: Community) -> None:
    related = Related(community)
    for key in nodes(community):
        links = related.of(*key)
        assert len(links) <= MOST
        assert max(Counter(link.collection for link in links).values(), default=0) <= MOST_OF_A_KIND
        assert key not in [(link.collection, link.id) for link in links]


def test_every_reason_is_true(community: Community) -> None:
    related = Related(community)
    named_by = {key: names(community, key) for key in nodes(community)}
    for here in nodes(community):
        for link in related.of(*here):
            there = (link.collection, link.id)
            assert link.named == (there in named_by[here] or here in named_by[there])
            assert link.reasons or link.named
            for reason in link.reasons:
                reasons_of_it = named_by.get(reason) or names(community, reason)
                assert all(reason in named_by[one] or one in reasons_of_it for one in (here, there))


def test_the_order_of_the_files_changes_nothing(community: Community) -> None:
    turned = {name: dict(reversed(community.collection(name).items())) for name in COLLECTIONS}
    one, other = Related(community), Related(replace(community, **turned))
    for key in nodes(community):
        assert {(link.collection, link.id) for link in one.of(*key)} == {
            (link.collection, link.id) for link in other.of(*key)
        }


def test_most_records_of_the_network_have_related_ones(project: Project) -> None:
    related = Related(project.community)
    alone = [key for key in nodes(project.community) if not related.of(*key)]
    assert len(alone) <= len(nodes(project.community)) / 20


def test_pages_that_show_each_other_anyway_do(site: BuiltSite, project: Project) -> None:
    """The table of pairs that are left out as related says the truth about the pages."""
    for here in nodes(project.community):
        for there in names(project.community, here):
            if frozenset((here[0], there[0])) in ON_BOTH_PAGES:
                for one, other in ((here, there), (there, here)):
                    address = record_address(*one).partition("#")[0]
                    way = relative(record_address(*other), address)
                    assert way in site.page(address).xpath("//main//a/@href"), (one, other)


def test_every_page_shows_its_related_records_with_the_reason(site: BuiltSite, project: Project) -> None:
    related = Related(project.community)
    for here in nodes(project.community):
        address = record_address(*here).partition("#")[0]
        page = site.page(address)
        for link in related.of(*here):
            way = relative(record_address(link.collection, link.id), address)
            assert way in page.xpath("//main//a/@href"), (here, link)
        entries = page.xpath("//h2[@id='related']/following::ul[@class='related'][1]/li")
        assert all(entry.xpath("string(*[@class='related-why'])").strip() for entry in entries)
        assert all(entry.xpath("string(*[@class='kind'])").strip() for entry in entries)
        shown = [entry.xpath("string(a/@href)") for entry in entries]
        others = page.xpath("//div[@class='prose']//a[not(ancestor::ul[@class='related'])]/@href")
        if here[0] in PAGE_FOLDERS:
            assert not set(shown) & set(others), here
