"""Links in both directions: who refers to a record is derived from who names it, never typed."""

from collections import defaultdict

from community.model import Community, leaves
from community.reads import Reads
from community.text import Ref


class Backlinks:
    """For each record, the records that refer to it, in the order of their files."""

    def __init__(self, community: Community, reads: Reads | None = None) -> None:
        self._reads = reads or Reads()
        found: dict[tuple[str, str], dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        for collection, record in community.records():
            for _, value in leaves(record):
                if isinstance(value, Ref):
                    found[value.collection, str(value)][collection][record.id] = None
        self._found = {key: {name: tuple(ids) for name, ids in value.items()} for key, value in found.items()}

    def of(self, collection: str, record_id: str, referring: str) -> tuple[str, ...]:
        """Return the ids of the records in the collection `referring` that refer to a record."""
        self._reads.note("referring", collection, record_id, referring)
        return self._found.get((collection, record_id), {}).get(referring, ())
