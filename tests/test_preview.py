"""The live preview: a browser shows what the files say now, and what is wrong with them."""

import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from browser import wait_until
from community.preview import previewing
from community.project import Project
from conftest import point_home

pytestmark = pytest.mark.xdist_group("preview")


@pytest.fixture
def address(example_copy: Path) -> Iterator[str]:
    """The address of a preview of the copy of the example."""
    point_home(example_copy)
    with previewing(example_copy, port=0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def get(url: str) -> tuple[int, str]:
    try:
        with urlopen(url) as answer:  # of this machine
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize(
    ("path", "old", "new", "page"),
    [
        ("data/guidelines.yaml", "title: ", "title: Freshly ", "guidelines/"),
        ("docs/en/about/index.md", "title: ", "title: Freshly ", "about/"),
        ("docs/de/interface.po", 'msgstr "', 'msgstr "Freshly ', "de/guidelines/"),
    ],
)
def test_a_change_is_shown(address: str, example_copy: Path, path: str, old: str, new: str, page: str) -> None:
    assert "Freshly" not in get(address + page)[1]
    text = (example_copy / path).read_text("utf-8")
    (example_copy / path).write_text(text.replace(old, new), "utf-8")
    wait_until(lambda: "Freshly" in get(address + page)[1])
    assert "Freshly" in get(address + page)[1]


def test_what_is_wrong_is_told_with_file_and_line_until_it_is_mended(address: str, example_copy: Path) -> None:
    path = example_copy / "data/events.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"{text}- <b>oops</b>: 1\n", "utf-8")
    wait_until(lambda: get(address)[0] == 500)
    status, told = get(address)
    assert status == 500
    assert f"data/events.yaml:{text.count(chr(10)) + 1}: " in told
    assert "<b>" not in told
    path.write_text(text, "utf-8")
    wait_until(lambda: get(address)[0] == 200)
    assert get(address)[0] == 200


def test_a_browser_hears_of_a_change_while_it_waits(address: str, example_copy: Path) -> None:
    assert get(address)[0] == 200
    answers: list[str] = []
    waiting = threading.Thread(target=lambda: answers.append(get(f"{address}preview/changes?version=0")[1]))
    waiting.start()
    path = example_copy / "data/events.yaml"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    waiting.join(timeout=10)
    assert answers
    assert int(answers[0]) > 0


def test_pages_say_that_they_are_a_preview_and_load_its_script(address: str) -> None:
    _, html = get(address)
    assert '<meta name="robots" content="noindex">' in html
    assert 'src="/preview/reload.js"' in html
    assert "preview/changes" in get(f"{address}preview/reload.js")[1]


@pytest.mark.parametrize("path", ["nothing/", "assets/../../data/events.yaml", "../mkdocs.yml", "de/nothing/"])
def test_what_is_no_file_of_the_site_is_not_given(address: str, path: str) -> None:
    assert get(address + path)[0] == 404


def test_one_language_alone_can_be_asked_for(example_copy: Path) -> None:
    point_home(example_copy)
    with previewing(example_copy, ("de",), port=0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        assert get(f"{address}de/")[0] == 200
        status, told = get(address)
        server.shutdown()
    assert (status, "This preview shows these languages: de" in told) == (404, True)


def test_what_has_not_changed_is_not_read_into_records_and_pages_again(example_copy: Path) -> None:
    point_home(example_copy)
    before = Project.load(example_copy)
    path = example_copy / "data/guidelines.yaml"
    path.write_text(path.read_text("utf-8").replace("title: ", "title: Freshly ", 1), "utf-8")
    after = Project.load(example_copy)
    changed = next(iter(before.community.guidelines))
    assert after.community.guidelines[changed] != before.community.guidelines[changed]
    assert all(after.community.clusters[one] is was for one, was in before.community.clusters.items())
    assert all(after.prose[one] is was for one, was in before.prose.items())
