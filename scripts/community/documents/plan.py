"""Which documents a site has: every kind, of everything that there is one of, in every language."""

from collections.abc import Collection, Iterator
from functools import cache
from itertools import product

from community.documents.compose import Document, Standing, compose
from community.documents.kinds import KINDS
from community.site import Site


def documents_of(
    site: Site,
    site_url: str,
    *,
    kinds: Collection[str] = (),
    locales: Collection[str] = (),
    subjects: Collection[str] = (),
) -> Iterator[Document]:
    """Yield every document of a site at an address, ready to be set; or those of some kinds, languages, subjects."""
    root = site_url.rstrip("/") + "/"

    @cache  # several documents may be offered on one page
    def standing(locale: str, path: str) -> Standing:
        return Standing(translated=site.is_translated(locale, path), reviewed=site.is_reviewed(locale, path))

    for kind, locale in product(KINDS.values(), site.project.locales):
        if (kinds and kind.name not in kinds) or (locales and locale not in locales):
            continue
        for subject in kind.subjects(site.project.community):
            if not subjects or subject.slug in subjects:
                yield from compose(kind, subject, site.writer(locale), root, standing).formats(kind.others)
