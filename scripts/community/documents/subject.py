"""What one document is about."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A record, or several under one name, that a document of some kind is made of.

    `slug` is its part of the file's name. `record` names the record (collection, id) whose file and line a problem
    tells, whose date the document carries, and on whose page it is offered, unless `page` names another page.
    `values` is what the builder of the kind needs to know besides.
    """

    slug: str
    record: tuple[str, str]
    page: str
    offered_on: tuple[str, ...] = ()
    values: tuple[str, ...] = field(default=())

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of all pages that offer the document."""
        return tuple(dict.fromkeys((self.page, *self.offered_on)))
