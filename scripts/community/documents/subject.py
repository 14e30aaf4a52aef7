"""What one document is about."""

from dataclasses import dataclass, field

from community.addresses import address_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A record, or several under one name, that a document of some kind is made of.

    `slug` is its part of the file's name. `record` names the record (collection, id) whose file and line a problem
    tells, whose date the document carries, and on whose page it is offered, unless `page` names another page.
    `query` follows the address of the page where the page can show just what is in the document.
    `values` is what the builder of the kind needs to know besides.
    """

    slug: str
    record: tuple[str, str]
    page: str
    query: str = ""
    offered_on: tuple[str, ...] = ()
    values: tuple[str, ...] = field(default=())

    @property
    def address(self) -> str:
        """The address at which a reader finds on the web what the document says."""
        return address_of(self.page) + self.query

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of all pages that offer the document."""
        return tuple(dict.fromkeys((self.page, *self.offered_on)))
