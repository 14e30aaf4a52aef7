"""The memo keeps what builds ask for, and forgets what none does."""

from pathlib import Path
from threading import Thread

import pytest

from community.memo import Memo

ASKED, FORGOTTEN = "aa", "bb"


def one_build(path: Path, *asked: str, new: bool = False) -> dict[str, object]:
    """Return what a build finds of what it asks for; a new memo is given both results first."""
    memo = Memo(path)
    memo.begin()
    found = memo.get(asked)
    memo.put([(ASKED, 1), (FORGOTTEN, 2)] if new else [])
    memo.close()
    return found


def test_what_every_build_asks_for_is_kept_and_the_rest_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "memo.sqlite"
    one_build(path, new=True)
    found = [one_build(path, ASKED) for _ in range(40)]
    assert found == [{ASKED: 1}] * 40
    assert one_build(path, FORGOTTEN) == {}


@pytest.mark.parametrize("others", [1, 5])
def test_what_the_last_builds_did_not_ask_for_is_still_there(tmp_path: Path, others: int) -> None:
    path = tmp_path / "memo.sqlite"
    one_build(path, new=True)
    for _ in range(20):
        one_build(path, ASKED)
    for _ in range(others):
        one_build(path)
    assert one_build(path, ASKED) == {ASKED: 1}


def test_another_thread_may_ask_too(tmp_path: Path) -> None:
    """A preview answers each request in a thread of its own, one after the other."""
    path = tmp_path / "memo.sqlite"
    one_build(path, new=True)
    memo = Memo(path)
    found = [memo.get([ASKED])]
    for _ in range(2):
        thread = Thread(target=lambda: (found.append(memo.get([ASKED])), memo.put([(ASKED, 3)])))
        thread.start()
        thread.join()
    assert found == [{ASKED: 1}, {ASKED: 1}, {ASKED: 3}]
