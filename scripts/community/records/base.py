"""What all records have in common, and the kinds of field they are made of."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from community.locales import is_country, is_language
from community.text import SLUG_PATTERN, PartialDate, Ref, Text, known_to, matching


class SourceId(Ref):
    """A record of sources.yaml."""

    collection = "sources"


class FactId(Ref):
    """A record of facts.yaml."""

    collection = "facts"


class CountryId(Ref):
    """A record of countries.yaml."""

    collection = "countries"


class PartnerId(Ref):
    """A record of partners.yaml."""

    collection = "partners"


class ClusterId(Ref):
    """A record of clusters.yaml."""

    collection = "clusters"


class ModelId(Ref):
    """A record of models.yaml."""

    collection = "models"


class ChallengeId(Ref):
    """A record of challenges.yaml."""

    collection = "challenges"


class TopicId(Ref):
    """A record of topics.yaml."""

    collection = "topics"


class IncentiveId(Ref):
    """A record of incentives.yaml."""

    collection = "incentives"


class GuidelineId(Ref):
    """A record of guidelines.yaml."""

    collection = "guidelines"


class RecommendationId(Ref):
    """A record of recommendations.yaml."""

    collection = "recommendations"


class CaseStudyId(Ref):
    """A record of case_studies.yaml."""

    collection = "case_studies"


class ResourceId(Ref):
    """A record of resources.yaml."""

    collection = "resources"


class VoiceId(Ref):
    """A record of voices.yaml."""

    collection = "voices"


def _unknown_to_none(value: Any) -> Any:
    return None if value == "unknown" else value


Slug = Annotated[str, AfterValidator(matching("slug", SLUG_PATTERN, "is not an id; use a-z, 0-9 and hyphens only"))]
Url = Annotated[
    str, AfterValidator(matching("url", r"https?://[^\s<>\"']+", "is not a web address; begin it with https://"))
]
Email = Annotated[str, AfterValidator(matching("email", r"[^@\s]+@[^@\s]+\.[a-z]+", "is not an e-mail address"))]
Language = Annotated[
    str,
    AfterValidator(matching("language", r"[a-z]{2,3}(-[A-Z]{2})?", "is not a language code such as hr or pt")),
    AfterValidator(known_to("language_known", is_language, "is no language that CLDR knows")),
]
CountryCode = Annotated[
    str,
    AfterValidator(matching("country_code", r"[A-Z]{2}", "is not a country code of two capital letters such as HR")),
    AfterValidator(known_to("country_known", is_country, "is the code of no country that CLDR knows")),
]
type_unknown = BeforeValidator(_unknown_to_none)

# A field that must be written even when no source tells it: the editor writes `unknown`, the site shows it as missing.
KnownText = Annotated[Text | None, type_unknown]
KnownName = Annotated[str | None, type_unknown]
KnownUrl = Annotated[Url | None, type_unknown]
KnownDate = Annotated[PartialDate | None, type_unknown]

Audience = Literal[
    "school-leader", "teacher", "mentor-school", "mentee-school", "cluster-coordinator", "ministry-or-agency"
]
Mode = Literal["online", "face-to-face", "blended"]
CostBand = Literal["none", "low", "medium", "high"]
Phase = Literal["explore", "prepare", "deliver", "sustain"]


class Part(BaseModel):
    """A piece of a record. Nothing is coerced, nothing unknown is let through, nothing changes later."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Record(Part):
    """One entry of a file in data/, with its id and what every record may carry."""

    id: Slug
    sources: tuple[SourceId, ...] = ()
    topics: tuple[TopicId, ...] = ()
    updated: PartialDate | None = None
    review_by: PartialDate | None = None
    aliases: tuple[Slug, ...] = ()


class Statement(Part):
    """A text with what it rests on. Without a source it is shown as a suggestion of the site's editors."""

    text: Text
    sources: tuple[SourceId, ...] = ()
