"""Which documents a site has: every kind, of everything that there is one of, in every language."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import product

from community.documents.compose import Document, Standing, compose
from community.documents.kinds import KINDS
from community.documents.subject import Subject
from community.site import Site


@dataclass(frozen=True, slots=True)
class Planned:
    """What there is a document of: in all formats of its kind, in one language."""

    kind: str
    locale: str
    subject: Subject


def planned(
    site: Site, *, kinds: Collection[str] = (), locales: Collection[str] = (), subjects: Collection[str] = ()
) -> Iterator[Planned]:
    """Yield everything that a site has documents of, or that of some kinds, languages and subjects."""
    for kind, locale in product(KINDS.values(), site.project.locales):
        if (not kinds or kind.name in kinds) and (not locales or locale in locales):
            for subject in kind.subjects(site.project.community):
                if not subjects or subject.slug in subjects:
                    yield Planned(kind.name, locale, subject)


def composed(site: Site, root: str, one: Planned) -> Iterator[Document]:
    """Yield what is planned, in each format, ready to be set; `root` is the site's address with a slash at its end."""

    def standing(locale: str, path: str) -> Standing:
        return Standing(
            translated=site.index.is_translated(locale, path), reviewed=site.index.is_reviewed(locale, path)
        )

    kind = KINDS[one.kind]
    yield from compose(kind, one.subject, site.writer(one.locale), root, standing).formats(kind.others)


def documents_of(site: Site, site_url: str, **wanted: Collection[str]) -> Iterator[Document]:
    """Yield every document of a site at an address, ready to be set; or those that `planned` is asked for."""
    for one in planned(site, **wanted):
        yield from composed(site, site_url.rstrip("/") + "/", one)
