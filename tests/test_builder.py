"""A build makes again what has changed, and nothing else; many processes and shards make what one makes."""

import re
import shutil
from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.builder import MEMO_FILE, Builder, Order
from community.problems import ProblemsFound
from community.project import ROOT, Project
from community.shards import build_shard, merge
from conftest import EXAMPLE, files, point_home

pytestmark = pytest.mark.xdist_group("builder")

PAGES_ONLY = ("documents", "search")


# The end of a sentence; in a PO file only that of a translation, since the English must stay as it is in the records.
_SENTENCE = re.compile(r"^(?!#|msgid|\")(.*[a-z])(\.\"?)$")


def built(project: Path, target: Path, without: Collection[str] = PAGES_ONLY, processes: int = 1) -> dict[str, bytes]:
    """Return every file of a new build of a project."""
    shutil.rmtree(target, ignore_errors=True)
    Builder(Project.load(project), Order(target=target, without=without, processes=processes)).build()
    return files(target)


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        text = (project / path).read_text("utf-8")
        if old in text:  # an edit before may have changed it already
            (project / path).write_text(text.replace(old, new), "utf-8")

    return change


def add_page(project: Path) -> None:
    new = project / "docs/en/about/lamps.md"
    new.write_text((project / "docs/en/about/index.md").read_text("utf-8").replace("title: ", "title: New "), "utf-8")


def remove_translation(project: Path) -> None:
    (project / "docs/de/index.md").unlink(missing_ok=True)


def rename_record(project: Path) -> None:
    for path in [
        *project.glob("data/*.yaml"),
        *project.glob("published/*"),
        *project.glob("docs/*/*.po"),
        *project.glob("docs/*/**/*.md"),
    ]:
        path.write_text(path.read_text("utf-8").replace("two-rooms", "three-rooms"), "utf-8")


def move_lines(project: Path) -> None:
    path = project / "data/guidelines.yaml"
    path.write_text(f"# A line above all others.\n{path.read_text('utf-8')}", "utf-8")


def touch(project: Path) -> None:
    (project / "data/events.yaml").touch()


# Every kind of input: records, prose, interface, translations, menu, settings, looks; added, removed, renamed.
EDITS: dict[str, Callable[[Path], None]] = {
    "a record's word": replace("data/guidelines.yaml", "Light the first lamp", "Light the very first lamp"),
    "a term of the glossary": replace("data/glossary.yaml", "use: lantern", "use: lamp light"),
    "the network's name": replace("data/community.yaml", "name: Lantern Readers", "name: Lamp Readers"),
    "an English page": replace("docs/en/about/index.md", "description: ", "description: Now and then, "),
    "a page's title": replace("docs/en/index.md", "title: ", "title: Our "),
    "a translated page": replace("docs/de/index.md", "title: ", "title: Unsere "),
    "a word of the interface": replace("docs/de/interface.po", 'msgstr "Suche', 'msgstr "Finde'),
    "a record's translation": replace("docs/de/records.po", 'msgstr "D', 'msgstr "Genau d'),
    "a new page": add_page,
    "a translation that goes": remove_translation,
    "a record's name in addresses": rename_record,
    "the menu": replace("mkdocs.yml", "- Shelf:", "- Shelves:"),
    "the site's name": replace("mkdocs.yml", "site_name: Lantern Readers", "site_name: Lamps"),
    "the looks": replace("overrides/partials/footer.html", "<footer", "<footer data-new"),
    "a style sheet": replace("overrides/assets/site.css", ":root", "/* new */ :root"),
    "the lines that records stand on": move_lines,
    "nothing but a file's time": touch,
}


def a_word(place: int) -> Callable[[Path], None]:
    """Return an edit of one of all the sentences that records, translations and pages are made of."""

    def change(project: Path) -> None:
        files = [*project.glob("data/*.yaml"), *project.glob("docs/*/*.po"), *project.glob("docs/*/**/*.md")]
        texts = {path: path.read_text("utf-8").split("\n") for path in sorted(files)}
        places = [(path, n) for path, lines in texts.items() for n, line in enumerate(lines) if _SENTENCE.search(line)]
        path, number = places[place % len(places)]
        texts[path][number] = _SENTENCE.sub(r"\1 or so\2", texts[path][number])
        path.write_text("\n".join(texts[path]), "utf-8")

    return change


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example that has been built, with looks of its own."""
    project = tmp_path_factory.mktemp("warm") / "network"
    shutil.copytree(EXAMPLE, project, ignore=shutil.ignore_patterns(".cache"))
    shutil.copytree(ROOT / "overrides", project / "overrides")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("../../overrides", "overrides"), "utf-8")
    point_home(project)
    built(project, project.with_name("first"))
    return project


def twice(
    warm: Path, folder: Path, edits: Collection[Callable[[Path], None]]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return what is built after some edits, with all that was made before them, and without."""
    shutil.rmtree(folder, ignore_errors=True)
    project = folder / "network"
    shutil.copytree(warm, project)
    for edit in edits:
        edit(project)
    after = built(project, folder / "site")
    shutil.rmtree(project / ".cache")
    return after, built(project, folder / "site")


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_seen_wherever_it_shows(warm: Path, tmp_path: Path, edit: str) -> None:
    after, clean = twice(warm, tmp_path, [EDITS[edit]])
    assert after == clean
    assert (after == files(warm.with_name("first"))) == (edit == "nothing but a file's time")


@settings(max_examples=5)
@given(
    st.lists(st.sampled_from(sorted(EDITS)), max_size=3, unique=True),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=8),
)
def test_edits_in_any_order_leave_what_a_clean_build_makes(
    warm: Path, tmp_path_factory: pytest.TempPathFactory, edits: list[str], places: list[int]
) -> None:
    every = [*map(a_word, places), *(EDITS[edit] for edit in edits)]
    after, clean = twice(warm, tmp_path_factory.mktemp("edits"), every)
    assert after == clean


def test_documents_and_search_follow_an_edit_too(example_copy: Path, tmp_path: Path) -> None:
    point_home(example_copy)
    shutil.copytree(EXAMPLE / ".cache/documents", example_copy / ".cache/documents", dirs_exist_ok=True)
    built(example_copy, tmp_path / "site", without=())
    EDITS["a record's translation"](example_copy)
    after = built(example_copy, tmp_path / "site", without=())
    for file in (example_copy / ".cache").glob("memo*"):
        file.unlink()
    assert after == built(example_copy, tmp_path / "site", without=())


def test_many_processes_make_what_one_makes(warm: Path, tmp_path: Path) -> None:
    shutil.copytree(warm, tmp_path / "network", ignore=shutil.ignore_patterns(".cache"))
    assert built(tmp_path / "network", tmp_path / "site", processes=3) == files(warm.with_name("first"))


def test_only_what_shows_a_change_is_made_again(warm: Path, tmp_path: Path) -> None:
    project = tmp_path / "network"
    shutil.copytree(warm, project)
    replace("docs/de/index.md", 'description: "Ein', 'description: "Noch ein')(project)
    loaded = Project.load(project)
    builder = Builder(loaded, Order(target=tmp_path / "site", without=PAGES_ONLY))
    builder.build()
    assert builder.made == [("de", "index.md")]


def test_a_translated_sentence_is_made_again_in_its_language_where_it_stands(warm: Path, tmp_path: Path) -> None:
    project = tmp_path / "network"
    shutil.copytree(warm, project)
    replace("docs/de/records.po", "Die `Lampe` von Tom & Ann", "Eine `Lampe` von Tom & Ann")(project)
    builder = Builder(Project.load(project), Order(target=tmp_path / "site", without=PAGES_ONLY))
    builder.build()
    assert {locale for locale, _ in builder.made} == {"de"}
    assert {("de", "topics/tom-and-ann.md"), ("de", "topics/index.md")} <= set(builder.made)
    assert len(builder.made) < len(list((tmp_path / "site/de").rglob("*.html"))) / 4


@pytest.mark.parametrize("damage", [b"no database", b"", None])
def test_a_damaged_memo_is_not_trusted(warm: Path, tmp_path: Path, damage: bytes | None) -> None:
    project = tmp_path / "network"
    shutil.copytree(warm, project)
    memo = project / MEMO_FILE
    if damage is None:  # one letter of a page, as a bad disk would leave it
        content = memo.read_bytes()
        place = content.rindex(b"</html>")
        memo.write_bytes(content[:place] + b"</HTML>" + content[place + 7 :])
    else:
        memo.write_bytes(damage)
    assert built(project, tmp_path / "site") == files(warm.with_name("first"))


def shard(project: Path, target: Path, locales: Collection[str]) -> Path:
    target.mkdir(parents=True)
    build_shard(Builder(Project.load(project), Order(target=target, locales=locales, without=["documents"])))
    return target


def test_shards_from_separate_checkouts_join_to_the_same_site(example_copy: Path, tmp_path: Path) -> None:
    point_home(example_copy)
    shards = []
    for number, locales in enumerate((["en"], ["de", "nb"])):
        checkout = tmp_path / f"checkout-{number}"
        shutil.copytree(example_copy, checkout)
        shards.append(shard(checkout, tmp_path / f"shard-{number}", locales))
    (tmp_path / "merged").mkdir()
    merge(Builder(Project.load(example_copy), Order(target=tmp_path / "merged", without=["documents"])), shards)
    assert files(tmp_path / "merged") == built(example_copy, tmp_path / "whole", without=["documents"])


def test_shards_that_do_not_belong_together_are_refused(example_copy: Path, tmp_path: Path) -> None:
    point_home(example_copy)
    english = shard(example_copy, tmp_path / "english", ["en"])
    EDITS["a record's word"](example_copy)
    rest = shard(example_copy, tmp_path / "rest", ["de"])
    builder = Builder(Project.load(example_copy), Order(target=tmp_path / "merged", without=["documents"]))
    with pytest.raises(ProblemsFound) as found:
        merge(builder, [english, rest, tmp_path])
    assert "was built from other files" in str(found.value)
    assert "is no shard" in str(found.value)
    assert "docs/nb:1: is in 0 shards; each language must be in one" in str(found.value)
