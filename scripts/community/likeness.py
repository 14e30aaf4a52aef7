"""What is known of a cluster or a case by the properties that readers look for schools like theirs with."""

from collections.abc import Iterable
from dataclasses import dataclass

from community.model import Community
from community.records.network import Cluster
from community.records.practice import CaseStudy

PROPERTIES = ("level", "setting", "size", "challenge", "model", "mode", "country")
# The levels that a reader chooses from, and what each level of a school's record comprises.
LEVELS = ("primary", "lower-secondary", "secondary")
_COMPRISED = {"primary-and-lower-secondary": ("primary", "lower-secondary"), "all-levels": LEVELS}
# Sizes of a school: the most pupils that it has. Bands of the site's own; the sources give only single numbers.
SIZES = {"small": 200, "medium": 600}
LARGEST = "large"


@dataclass(frozen=True, slots=True)
class Trait:
    """What is known of one property.

    `values` are told; `open` says that more may be true than is told, so that another value is no difference; `nearby`
    are not told of the cluster but of its country.
    """

    values: tuple[str, ...] = ()
    open: bool = False
    nearby: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether any source tells something."""
        return bool(self.values)


def levels_of(level: str) -> tuple[str, ...]:
    """Return the levels that readers choose from which a school's level comprises."""
    return _COMPRISED.get(level, (level,))


def size_of(pupils: float) -> str:
    """Return the band that a school of so many pupils is in."""
    return next((band for band, most in SIZES.items() if pupils <= most), LARGEST)


def cluster_traits(cluster: Cluster, community: Community) -> dict[str, Trait]:
    """Return what is known of a cluster, for each of PROPERTIES."""
    schools = [school for school in cluster.schools if school]
    levels = [level for school in schools if school.level for level in levels_of(school.level)]
    pupils = [community.facts[school.pupils].used for school in schools if school.pupils]
    country = community.countries[cluster.country]
    return {
        "level": Trait(_unique(levels), open=any(school is None or not school.level for school in cluster.schools)),
        "setting": _challenges(community, True, cluster.challenges, country.challenges),
        "size": Trait(_unique(size_of(number) for number in pupils), open=len(pupils) < len(cluster.schools)),
        "challenge": _challenges(community, False, cluster.challenges, country.challenges),
        "model": Trait((cluster.model,) if cluster.model else ()),
        "mode": Trait((cluster.mode,) if cluster.mode else ()),
        "country": Trait((cluster.country,)),
    }


def case_traits(case: CaseStudy, community: Community) -> dict[str, Trait]:
    """Return what is known of a case; what it does not tell itself is known from its cluster, where it has one."""
    country = community.countries[case.country]
    own = {
        "setting": _challenges(community, True, case.challenges, country.challenges),
        "challenge": _challenges(community, False, case.challenges, country.challenges),
        "model": Trait(tuple(case.models)),
        "mode": Trait((case.mode,) if case.mode else ()),
        "country": Trait((case.country,)),
    }
    cluster = cluster_traits(community.clusters[case.cluster], community) if case.cluster else {}
    return {
        name: own[name] if name in own and own[name].known else cluster.get(name, own.get(name, Trait()))
        for name in PROPERTIES
    }


def _challenges(community: Community, setting: bool, told: Iterable[str], of_country: Iterable[str]) -> Trait:
    """Return the challenges that are settings, or those that are none."""
    own, nearby = (
        tuple(str(name) for name in names if community.challenges[name].setting is setting)
        for names in (told, of_country)
    )
    return Trait(own, nearby=tuple(name for name in nearby if name not in own))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
