"""The rules that records must keep. Each check yields problems and never raises; its docstring is the rule."""

import re
from collections import Counter
from collections.abc import Iterator, Set
from functools import lru_cache

from community.addresses import PAGE_FOLDERS
from community.ledger import compute
from community.model import COLLECTIONS, Community, leaves
from community.page_markdown import length_faults
from community.problems import Problem, nearest, shown
from community.read import Key
from community.records.base import Record
from community.records.forms import ChoicesField, FormField, SignaturesField, TableField
from community.security import security_fault
from community.text import SOURCE_LOCALE, Ref, Text

PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)\}")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Digits that are no figure: years, days of a month, and names such as COVID-19, D2.1 or H2020.
_NOT_A_FIGURE = re.compile(
    rf"""(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?\b
    |\b\d{{1,2}}(?:-\d{{1,2}})?[ ](?:{_MONTHS})
    |[A-Za-z][\w.-]*\d[\w.]*
    |(?:CC[ ]BY|WCAG)[ ][\d.]*\d""",
    re.VERBOSE,
)
_MARKUP = re.compile(r"<[A-Za-z/!?]|&(?:#|[A-Za-z]+;)")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^[ \t]*\[[^\]\n]+\]:\s*(\S+)", re.MULTILINE)
_IMAGE = re.compile(r"!\[")
_RESERVED_IDS = {"index", "404", "assets", "search", "sitemap", "like-mine"}
# A record of these kinds tells readers what to do or believe, so it must rest on something.
_MUST_CITE = ("guidelines", "case_studies", "policy_briefs", "countries", "models", "voices", "events", "challenges")
_LIST_MAY_BE_EMPTY = {"notes", "activities", "learned", "incentives", "figures", "voices", "alternatives"}


def check_community(community: Community, locales: tuple[str, ...]) -> Iterator[Problem]:
    """Every rule that needs sound records and sound references."""
    for check in (check_ids, check_texts, check_figures, check_counts, check_facts, check_sources, check_dates):
        yield from check(community)
    yield from check_forms(community, locales)
    yield from check_countries_agree(community)
    yield from check_sections(community)
    yield from check_templates(community)


def _problem(community: Community, collection: str, record: Record, path: tuple[Key, ...], message: str) -> Problem:
    origin = community.origin(collection, record.id)
    return Problem(origin.path, origin.line(*path), message)


def _texts(community: Community) -> Iterator[tuple[str, str, tuple[Key, ...], Text]]:
    """Yield every text with its collection, record id and path; the network's own come first."""
    for path, value in leaves(community.network):
        if isinstance(value, Text):
            yield "community", "community", path, value
    for collection, record in community.records():
        for path, value in leaves(record):
            if isinstance(value, Text):
                yield collection, record.id, path, value


def check_references(community: Community, unread: Set[str] = frozenset()) -> Iterator[Problem]:
    """A reference names a record that exists; what refers into an unread file can't be told."""
    known: dict[str, dict[str, None]] = {name: {} for name in COLLECTIONS}
    for name, record_id in community.origins:
        if name in known:  # the network itself is in no collection
            known[name][record_id] = None
    for path, value in leaves(community.network):
        if isinstance(value, Ref) and value.collection not in unread and value not in known[value.collection]:
            origin = community.origin("community", "community")
            yield Problem(origin.path, origin.line(*path), _dangling(value, known))
    for collection, record in community.records():
        for path, value in leaves(record):
            if isinstance(value, Ref) and value.collection not in unread and value not in known[value.collection]:
                yield _problem(community, collection, record, path, _dangling(value, known))


def _dangling(ref: Ref, known: dict[str, dict[str, None]]) -> str:
    near = nearest(ref, known[ref.collection])
    return f"'{shown(ref)}' is not the id of a record in {ref.collection}.yaml{near}"


def check_ids(community: Community) -> Iterator[Problem]:
    """An id is free for use as an address, and no other record has it, or had it, in the same file."""
    for collection in COLLECTIONS:
        taken = dict.fromkeys(community.collection(collection), "")
        for record in community.collection(collection).values():
            if record.id in _RESERVED_IDS:
                yield _problem(community, collection, record, ("id",), f"id '{record.id}' is reserved; choose another")
            for number, alias in enumerate(record.aliases):
                if alias in taken:
                    message = f"alias '{alias}' is already an id or alias in this file"
                    yield _problem(community, collection, record, ("aliases", number), message)
                taken[alias] = record.id


def check_texts(community: Community) -> Iterator[Problem]:
    """A text holds no HTML, no image and no link but http, https and mailto; its {placeholders} are facts."""
    for collection, record_id, path, text in _texts(community):
        origin = community.origin(collection, record_id)
        for message in text_faults(text.value, community):
            yield Problem(origin.path, origin.line(*path), f"{path[0]} {message}")


def text_faults(text: str, community: Community) -> Iterator[str]:
    """Yield what a text may not hold, each as the end of a sentence that begins with the field's name."""
    if long := next(length_faults(text.split("\n")), None):
        yield long[1]
        return
    if match := _MARKUP.search(text):
        yield f"holds HTML ('{text[match.start() : match.start() + 20]}'); write plain text, *emphasis* or lists"
    if _IMAGE.search(text):
        yield "holds an image; texts of records have none"
    for match in _LINK.finditer(text):
        address = match[1] or match[2] or ""
        if not re.match(r"(?:https?://|mailto:)", address):
            yield f"links to '{shown(address)}'; a link begins with https://, http:// or mailto:"
    for match in PLACEHOLDER.finditer(text):
        if match[1] not in community.facts:
            near = nearest(match[1], community.facts)
            yield f"names the fact '{{{shown(match[1])}}}', which is not in facts.yaml{near}"


def check_figures(community: Community) -> Iterator[Problem]:
    """A number in a text comes from the ledger: it is written as {fact-id}, so that it has a source."""
    for collection, record_id, path, text in _texts(community):
        if collection in ("facts", "sources") or path[0] in ("quotation", "funding_statement", "disclaimer"):
            continue
        if message := figure_fault(text.value):
            origin = community.origin(collection, record_id)
            yield Problem(origin.path, origin.line(*path), f"{path[0]} {message}")


@lru_cache(maxsize=16_384)  # a preview checks a project again at every change, and mostly the same texts
def figure_fault(text: str) -> str | None:
    """Return the end of a sentence about a number that is not in the ledger, or None for a text without one."""
    bare = _NOT_A_FIGURE.sub("", re.sub(r"\]\([^)]*\)", "]", PLACEHOLDER.sub("", text)))
    match = re.search(r"\d[\d.,]*", bare)
    if not match:
        return None
    return (
        f"holds the number {shown(match[0])}; write it as {{id}} of a record in facts.yaml, "
        "or in words if it counts nothing that was measured"
    )


def check_counts(community: Community) -> Iterator[Problem]:
    """The numbers of countries, clusters and schools are those that community.yaml expects."""
    expected = community.network.expected
    origin = community.origin("community", "community")
    if len(community.countries) != expected.countries:
        message = f"countries: {expected.countries} expected, but countries.yaml has {len(community.countries)}"
        yield Problem(origin.path, origin.line("expected", "countries"), message)
    clusters = Counter(str(cluster.country) for cluster in community.clusters.values())
    for country in community.countries.values():
        if clusters[country.id] != expected.clusters_per_country:
            message = (
                f"country '{country.id}' has {clusters[country.id]} clusters in clusters.yaml; "
                f"community.yaml expects {expected.clusters_per_country}"
            )
            yield _problem(community, "countries", country, ("id",), message)
    size = expected.mentors_per_cluster + expected.mentees_per_cluster
    for cluster in community.clusters.values():
        if len(cluster.schools) != size:
            message = f"schools: {size} expected, {len(cluster.schools)} listed; write '- unknown' for a missing one"
            yield _problem(community, "clusters", cluster, ("schools",), message)
        for role, most in (("mentor", expected.mentors_per_cluster), ("mentee", expected.mentees_per_cluster)):
            count = sum(1 for school in cluster.schools if school and school.role == role)
            if count > most:
                message = f"schools: {count} have the role {role}; community.yaml expects {most}"
                yield _problem(community, "clusters", cluster, ("schools",), message)
    numbers = Counter((cluster.country, cluster.number) for cluster in community.clusters.values())
    for cluster in community.clusters.values():
        if numbers[cluster.country, cluster.number] > 1:
            message = f"number {cluster.number} is used by another cluster of '{cluster.country}'"
            yield _problem(community, "clusters", cluster, ("number",), message)


def check_facts(community: Community) -> Iterator[Problem]:
    """A fact agrees with its formula, its sources and its state."""
    for fact in community.facts.values():
        readings = {reading.value for reading in fact.values}
        computed = compute(fact, community)
        if computed is not None and computed != round(fact.used, 1):
            message = f"used {fact.used:g} disagrees with its formula, which gives {computed:g}"
            yield _problem(community, "facts", fact, ("used",), message)
        if computed is None and fact.used not in readings:
            message = f"used {fact.used:g} is none of its values, and no formula gives it"
            yield _problem(community, "facts", fact, ("used",), message)
        differs = bool(readings - {fact.used})
        if differs and fact.state == "agreed":
            message = "state 'agreed', but a source gives another value; write 'disputed' and a note that says why"
            yield _problem(community, "facts", fact, ("state",), message)
        if not differs and fact.state == "disputed":
            yield _problem(community, "facts", fact, ("state",), "state 'disputed', but all its values are the same")
        if fact.state == "disputed" and fact.note is None:
            message = "field 'note' is missing; say why the values differ and which one is used"
            yield _problem(community, "facts", fact, ("id",), message)


def check_sources(community: Community) -> Iterator[Problem]:
    """A record that tells readers what to do or believe cites at least one source."""
    for collection in _MUST_CITE:
        for record in community.collection(collection).values():
            if not any(isinstance(v, Ref) and v.collection == "sources" for _, v in leaves(record)):
                yield _problem(community, collection, record, ("id",), "cites no source; add 'sources:' with an id")


def check_dates(community: Community) -> Iterator[Problem]:
    """Things end after they start, are reviewed after they were updated, and every page tells both."""
    security = community.network.security
    if security and (message := security_fault(security)):
        origin = community.origin("community", "community")
        yield Problem(origin.path, origin.line("security"), message)
    for collection, record in community.records():
        for name in ("updated", "review_by"):
            if collection in PAGE_FOLDERS and getattr(record, name) is None:
                message = f"field '{name}' is missing; every page tells when it was and will be reviewed"
                yield _problem(community, collection, record, ("id",), message)
        for first, second in (("updated", "review_by"), ("start", "end"), ("started", "ended")):
            before, after = getattr(record, first, None), getattr(record, second, None)
            if before and after and after < before:
                message = f"{second} {after.isoformat()} is before {first} {before.isoformat()}"
                yield _problem(community, collection, record, (second,), message)


def check_forms(community: Community, locales: tuple[str, ...]) -> Iterator[Problem]:
    """Every country and every term has its form in English, and in no language that the site has not.

    A form that another language lacks is work for its translators, and shown in English until then.
    """
    for collection, field in (("countries", "in_country"), ("glossary", "forms")):
        for record in community.collection(collection).values():
            forms = getattr(record, field)
            if SOURCE_LOCALE not in forms:
                yield _problem(community, collection, record, (field,), f"{field} lacks {SOURCE_LOCALE}")
            for locale in forms:
                if locale not in locales:
                    message = f"{field} has '{locale}', which is no language of the site ({', '.join(locales)})"
                    yield _problem(community, collection, record, (field, locale), message)


def check_countries_agree(community: Community) -> Iterator[Problem]:
    """A case study and its cluster are in the same country."""
    for case in community.case_studies.values():
        if case.cluster and community.clusters[case.cluster].country != case.country:
            message = f"cluster '{case.cluster}' is not in '{case.country}'"
            yield _problem(community, "case_studies", case, ("cluster",), message)


def check_sections(community: Community) -> Iterator[Problem]:
    """A section that must be there is not an empty list."""
    for collection, record in community.records():
        for name, field in type(record).model_fields.items():
            if field.is_required() and getattr(record, name) == () and name not in _LIST_MAY_BE_EMPTY:
                message = f"{name} is an empty list; write at least one item"
                yield _problem(community, collection, record, (name,), message)


def check_templates(community: Community) -> Iterator[Problem]:
    """Every part of a form has something to write into: fields, options, columns, lines, people who sign."""
    for template in community.templates.values():
        for number, section in enumerate(template.sections):
            at: tuple[Key, ...] = ("sections", number)
            if not section.fields:
                yield _problem(community, "templates", template, (*at, "fields"), "fields is an empty list; name one")
            for place, field in enumerate(section.fields):
                if message := _form_fault(field):
                    yield _problem(community, "templates", template, (*at, "fields", place), message)


def _form_fault(field: FormField) -> str | None:
    match field:
        case ChoicesField(options=()):
            return "a field of kind choices has no options; name at least one"
        case TableField(columns=()):
            return "a table has no columns; name at least one"
        case TableField(widths=widths, columns=columns, schools=schools) if (
            widths and len(widths) != len(columns) + schools
        ):
            return f"a table has {len(columns) + schools} columns, but {len(widths)} widths"
        case TableField(schools=False, items=(), rows=0):
            return "a table has no lines; write 'rows:' with a number, 'items:', or 'schools: true'"
        case SignaturesField(schools=False, people=()):
            return "a field of kind signatures has nobody who signs; write 'schools: true', or 'people:'"
    return None
