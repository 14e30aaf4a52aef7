"""What making a document gives."""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class File:
    """A document that was made. `pages` is None where the reader's program decides how many there are.

    `sha256` is the fingerprint of the content, told on every page that offers the document.
    """

    content: bytes = field(repr=False)
    pages: int | None
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the fingerprint once."""
        object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())
