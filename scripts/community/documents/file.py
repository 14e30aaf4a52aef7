"""What making a document gives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A document that was made. `pages` is None where the reader's program decides how many there are."""

    content: bytes
    pages: int | None
