"""What was made before, kept with what was read for it: it is as good as new while all that is as it was."""

from collections.abc import Collection, Iterable
from typing import Any

from community.inputs import Inputs
from community.memo import Memo
from community.reads import Read


class Traces:
    """Results by the fingerprint of their base: under that, what was read; under both as they are now, the result."""

    def __init__(self, memo: Memo, inputs: Inputs) -> None:
        self._memo = memo
        self._inputs = inputs

    def known(self, bases: Collection[str]) -> dict[str, tuple[str, Any]]:
        """Return those results that hold, each with its key, by their bases."""
        keys = {base: self._inputs.made_of(base, reads) for base, reads in self._memo.get(bases).items()}
        values = self._memo.get(keys.values())
        return {base: (key, values[key]) for base, key in keys.items() if key in values}

    def key(self, base: str, reads: Iterable[Read]) -> str:
        """Return the key of a result that has been made; the memo keeps `sorted(reads)` under the base."""
        return self._inputs.made_of(base, sorted(reads))
