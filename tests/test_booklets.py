"""Ready-made booklets hold what the records say belongs together."""

from dataclasses import replace

import pytest

from community.booklets import Booklet, for_country, for_role, ready_booklets
from community.project import Project
from reader import BuiltSite

pytestmark = pytest.mark.xdist_group("booklet")


def ids(booklet: Booklet, collection: str) -> list[str]:
    return [record for name, record in booklet.pages if name == collection]


@pytest.mark.parametrize("network", ["project", "example"])
def test_a_countrys_booklet_holds_all_that_is_known_of_it(network: str, request: pytest.FixtureRequest) -> None:
    community = request.getfixturevalue(network).community
    for country in community.countries:
        booklet = for_country(community, country)
        assert booklet.pages[0] == ("countries", country)
        assert len(set(booklet.pages)) == len(booklet.pages)
        own = {c.id for c in community.clusters.values() if c.country == country}
        assert set(ids(booklet, "clusters")) <= own
        assert ids(booklet, "case_studies") == [c.id for c in community.case_studies.values() if c.country == country]
        assert ids(booklet, "policy_briefs") == [
            b.id for b in community.policy_briefs.values() if country in b.countries
        ]
        for guideline in community.guidelines.values():
            reported = country in guideline.countries or bool(own & set(guideline.clusters))
            assert (guideline.id in ids(booklet, "guidelines")) == reported


def test_a_cluster_of_which_nothing_is_known_has_no_page_in_a_booklet(project: Project) -> None:
    community = project.community
    left_out = 0
    for country in community.countries:
        clusters = ids(for_country(community, country), "clusters")
        for cluster in community.clusters.values():
            if cluster.country == country and cluster.id not in clusters:
                assert not cluster.summary
                assert not cluster.activities
                assert not any(school and school.name for school in cluster.schools)
                left_out += 1
    assert left_out > 0


def test_a_roles_booklet_holds_its_guidelines_in_the_order_of_the_work(project: Project) -> None:
    community = project.community
    phases = ["explore", "prepare", "deliver", "sustain"]
    for booklet in ready_booklets(community):
        order = [phases.index(community.guidelines[guideline].phase) for guideline in ids(booklet, "guidelines")]
        assert order == sorted(order)
        if booklet.kind == "role":
            assert all(booklet.of in community.guidelines[g].audience for g in ids(booklet, "guidelines"))
            assert all(community.recommendations[r].addressee == booklet.of for r in ids(booklet, "recommendations"))


def test_only_ministries_get_the_policy_briefs(project: Project) -> None:
    with_briefs = [b.of for b in ready_booklets(project.community) if b.kind == "role" and ids(b, "policy_briefs")]
    assert with_briefs == ["ministry-or-agency"]


def test_every_role_that_somebody_wrote_for_and_every_country_has_a_booklet(project: Project) -> None:
    booklets = [booklet.id for booklet in ready_booklets(project.community)]
    assert len(booklets) == len(set(booklets))
    assert {f"country-{country}" for country in project.community.countries} <= set(booklets)
    assert {"role-school-leader", "role-teacher", "role-mentor-school", "role-mentee-school",
            "role-cluster-coordinator", "role-ministry-or-agency"} <= set(booklets)  # fmt: skip


def test_a_role_for_which_nothing_is_written_has_no_booklet(example: Project) -> None:
    community = replace(example.community, guidelines={}, recommendations={}, policy_briefs={}, case_studies={})
    assert for_role(community, "teacher").pages == ()
    assert [booklet for booklet in ready_booklets(community) if booklet.kind == "role"] == []


def test_every_ready_booklet_is_a_list_of_links_on_its_page(site: BuiltSite, project: Project) -> None:
    for locale in ("", "hr/", "cs/", "hu/"):
        page = site.page(f"{locale}booklet/")
        for booklet in ready_booklets(project.community):
            (card,) = page.xpath(f"//li[@id='{booklet.id}']")
            assert len(card.xpath(".//details//a/@href")) == len(booklet.pages)


def test_a_country_leads_to_its_booklet(site: BuiltSite, project: Project) -> None:
    for country in project.community.countries:
        assert f"../../booklet/#country-{country}" in site.page(f"hu/countries/{country}/").xpath("//main//a/@href")
