"""The fact ledger: what a computed fact comes to."""

import math

from community.model import Community
from community.records.network import Fact


def compute(fact: Fact, community: Community) -> float | None:
    """Return what the formula of a fact gives, to one decimal; None for a fact without a formula."""
    formula = fact.computed
    if formula is None:
        return None
    if formula.percentage is not None:
        part, whole = (community.facts[fact_id].used for fact_id in formula.percentage)
        return round(100 * part / whole, 1) if whole else None
    if formula.total is not None:
        return round(sum(community.facts[fact_id].used for fact_id in formula.total), 1)
    if formula.product is not None:
        return round(math.prod(community.facts[fact_id].used for fact_id in formula.product), 1)
    if formula.quotient is not None:
        dividend, divisor = (community.facts[fact_id].used for fact_id in formula.quotient)
        return round(dividend / divisor, 1) if divisor else None
    return float(_count(formula.count or "", formula.country, community))


def _count(what: str, country: str | None, community: Community) -> int:
    clusters = [c for c in community.clusters.values() if country in (None, c.country)]
    schools = [school for cluster in clusters for school in cluster.schools]
    match what:
        case "countries":
            return len(community.countries)
        case "clusters":
            return len(clusters)
        case "schools":
            return len(schools)
        case "named-schools":
            return sum(1 for school in schools if school and (school.name or school.url))
        case "known-localities":
            return sum(1 for school in schools if school and not (school.name or school.url) and school.town)
        case _:
            return len({locale for country in community.countries.values() for locale in country.in_country})
