"""The network: who takes part, where, and what is known about it."""

from typing import Annotated, Literal

from pydantic import Field

from community.records.base import (
    ChallengeId,
    CountryCode,
    CountryId,
    Email,
    FactId,
    IncentiveId,
    KnownDate,
    KnownName,
    KnownText,
    KnownUrl,
    Language,
    Mode,
    ModelId,
    Part,
    PartnerId,
    Record,
    SourceId,
    Statement,
    Url,
    type_unknown,
)
from community.text import PartialDate, Text


class Expected(Part):
    """How many there should be; check_data refuses data that disagree."""

    countries: int
    clusters_per_country: int
    mentors_per_cluster: int
    mentees_per_cluster: int


class Licence(Part):
    """A licence by its name and address."""

    name: str
    url: Url


class Contact(Part):
    """Where to turn to: a web page or an e-mail address."""

    label: Text
    url: Url | None = None
    email: Email | None = None


class Security(Part):
    """Where to report a weakness of the site (RFC 9116): without addresses, the repository's issues."""

    urls: tuple[Url, ...] = ()
    emails: tuple[Email, ...] = ()
    languages: tuple[Language, ...]
    updated: PartialDate
    expires: PartialDate


class Network(Part):
    """The network itself, from community.yaml."""

    name: str
    full_name: Text
    tagline: Text
    programme: str | None = None
    grant: str | None = None
    started: PartialDate | None = None
    ended: PartialDate | None = None
    expected: Expected
    funding_statement: Text
    disclaimer: Text
    licence: Licence
    code_licence: Licence
    contacts: tuple[Contact, ...]
    security: Security | None = None
    figures: tuple[FactId, ...]
    sources: tuple[SourceId, ...] = ()


class Source(Record):
    """A document that the site draws on."""

    title: str
    publisher: str
    date: KnownDate
    language: Language
    url: KnownUrl
    archived: Url | None = None
    kind: Literal[
        "article",
        "blog",
        "brochure",
        "call",
        "data",
        "decision",
        "news",
        "page",
        "press",
        "report",
        "research",
    ]
    read: Literal["whole", "beginning"]
    note: Text | None = None

    @property
    def stop(self) -> str:
        """The full stop behind the title; none where the title ends with a mark of its own."""
        return "" if self.title.endswith((".", "?", "!", "…")) else "."


class Reading(Part):
    """One value that a source gives, with the source's own words."""

    value: float
    source: SourceId
    quote: str | None = None
    quote_language: Language = "en"


class Computed(Part):
    """How a fact follows from others: a percentage, a sum, a product, a quotient, or a count of the records."""

    percentage: tuple[FactId, FactId] | None = None
    total: tuple[FactId, ...] | None = None
    product: tuple[FactId, ...] | None = None
    quotient: tuple[FactId, FactId] | None = None
    count: Literal["countries", "clusters", "schools", "named-schools", "known-localities", "languages"] | None = None
    country: CountryId | None = None


class Fact(Record):
    """One line of the ledger: a figure, what each source says it is, and the value that the site uses."""

    statement: Text
    unit: Literal["number", "percent", "months", "weeks", "minutes", "year"]
    as_of: KnownDate
    values: tuple[Reading, ...] = ()
    used: float
    computed: Computed | None = None
    state: Literal["agreed", "disputed"]
    note: Text | None = None


class Country(Record):
    """A country of the network."""

    code: CountryCode
    area: Text | None = None
    locale: Language
    in_country: dict[str, str]
    partner: PartnerId
    lead: Text
    policy_context: KnownText
    governance: KnownText
    asked: tuple[Statement, ...]
    cluster_word: Text | None = None
    challenges: tuple[ChallengeId, ...]
    incentives: tuple[IncentiveId, ...] = ()
    learned: tuple[Statement, ...] = ()
    not_published: tuple[Text, ...]


class Partner(Record):
    """An organisation that carries the network."""

    name: str
    name_language: Language
    english_name: str
    kind: Literal["ministry", "agency", "authority", "institute", "school-network", "university", "coordinator"]
    country: CountryCode
    role: Text
    url: KnownUrl


class School(Part):
    """A school of a cluster, as far as the sources name it."""

    name: KnownName
    town: KnownName
    level: Annotated[
        Literal["primary", "lower-secondary", "primary-and-lower-secondary", "secondary", "all-levels"] | None,
        type_unknown,
    ]
    role: Annotated[Literal["mentor", "mentee"] | None, type_unknown]
    url: Url | None = None
    pupils: FactId | None = None
    note: Text | None = None
    sources: tuple[SourceId, ...]

    @property
    def is_named(self) -> bool:
        """Whether a source names the school, by its name or by its own site."""
        return bool(self.name or self.url)


class Place(Part):
    """A point on the map in degrees, rounded so that it shows a district and not a building, and the town it is in."""

    town: str
    longitude: Annotated[float, Field(ge=-180, le=180)]
    latitude: Annotated[float, Field(ge=-90, le=90)]


class Cluster(Record):
    """A mentor school with its mentee schools."""

    country: CountryId
    number: int
    name: KnownText
    region: KnownText
    point: Place | None = None
    model: Annotated[ModelId | None, type_unknown]
    mode: Annotated[Mode | None, type_unknown]
    challenges: tuple[ChallengeId, ...] = ()
    incentives: tuple[IncentiveId, ...] = ()
    schools: tuple[Annotated[School | None, type_unknown], ...]
    activities: tuple[Statement, ...] = ()
    summary: KnownText
