"""Documents are accessible, say what their pages say, come out the same each time, and are made only when changed."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from browser import Reader
from community import markup
from community.builder import MEMO_FILE
from community.documents.cache import Cache, key_of
from community.documents.compose import Document, name_part
from community.documents.file import File
from community.documents.kinds import KINDS
from community.documents.plan import documents_of
from community.documents.press import press, press_print
from community.documents.shelf import CACHE_FOLDER, Made, check_names
from community.documents.stock import Stock
from community.documents.tree import to_tree, to_words
from community.documents.words import FOLDER, templates_of, words_in
from community.engine import load_settings
from community.inputs import Inputs
from community.memo import Memo
from community.problems import ProblemsFound
from community.project import ROOT, Project
from community.records.policy import PolicyBrief
from community.site import Site
from community.structured import as_script
from community.text import Text
from conftest import point_home
from pdf import Opened, make, packed
from reader import BuiltSite

pytestmark = pytest.mark.xdist_group("documents")

URL = "https://org.example/"
LENGTHS = ("policy-brief-one-page", "policy-brief-three-pages", "policy-brief")


@cache
def all_listed(site: BuiltSite) -> list[dict[str, Any]]:
    """Return what documents.json says of a built site's documents."""
    found: list[dict[str, Any]] = json.loads((site.folder / "documents.json").read_text("utf-8"))
    return found


def listed(site: BuiltSite) -> list[dict[str, Any]]:
    """Return what documents.json says of a built site's PDFs."""
    return [entry for entry in all_listed(site) if entry["format"] == "pdf"]


@cache
def opened(site: BuiltSite, file: str) -> Opened:
    return Opened(site.folder / file)


def briefs_of(site: BuiltSite) -> list[dict[str, Any]]:
    return [entry for entry in listed(site) if entry["kind"] in LENGTHS]


def example_documents(example: Project, **wanted: Any) -> list[Document]:
    return list(documents_of(Site(example), URL, **wanted))


# --- every document of the built site


def test_the_list_of_documents_tells_the_truth_about_each_file(site: BuiltSite) -> None:
    files = sorted(path.relative_to(site.folder).as_posix() for path in site.folder.glob("documents/mensi-*"))
    assert files == sorted(entry["file"] for entry in all_listed(site))
    for entry in all_listed(site):
        content = (site.folder / entry["file"]).read_bytes()
        assert entry["bytes"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        pages = len(opened(site, entry["file"]).pdf.pages) if entry["format"] == "pdf" else None
        assert entry["pages"] == pages, entry["file"]


def test_every_brief_is_there_in_every_length_and_language(site: BuiltSite, project: Project) -> None:
    found = {(entry["kind"], entry["record"], entry["locale"]) for entry in briefs_of(site)}
    briefs = project.community.policy_briefs
    assert found == {(kind, brief, locale) for kind in LENGTHS for brief in briefs for locale in project.locales}
    assert (site.folder / "documents/mensi-policy-brief-choosing-a-model-one-page-hr.pdf").exists()
    assert (site.folder / "documents/mensi-policy-brief-choosing-a-model-hr.pdf").exists()


def test_every_document_is_accessible_pdf_and_says_what_it_is(site: BuiltSite) -> None:
    for entry in listed(site):
        pdf = opened(site, entry["file"]).pdf
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).split("-")[0] == entry["locale"], entry["file"]
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
            assert told["dc:title"].startswith(entry["title"])
            assert "MenSI" in told["dc:creator"][0]
            assert told["dc:description"]
            assert told["pdf:Keywords"]
            assert told["xmp:CreateDate"].startswith(entry["updated"]), "the date is the data's, not the clock's"


def test_headings_are_nested_and_are_the_bookmarks(site: BuiltSite) -> None:
    for entry in listed(site):
        document = opened(site, entry["file"])
        levels = [int(kind[1:]) for kind, _ in document.elements if re.fullmatch(r"H[1-6]", kind)]
        assert levels[0] == 1
        assert levels.count(1) == 1, entry["file"]
        assert all(after <= before + 1 for before, after in pairwise(levels)), entry["file"]
        assert len(document.outline) == len(levels), entry["file"]


def test_header_cells_have_a_scope_and_pictures_a_text(site: BuiltSite) -> None:
    headers = 0
    for entry in listed(site):
        for kind, element in opened(site, entry["file"]).elements:
            if kind == "TH":
                attributes = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
                assert any("/Scope" in attribute for attribute in attributes), entry["file"]
                headers += 1
            if kind == "Figure":
                assert str(element.Alt).strip(), entry["file"]
    assert headers


def test_fonts_are_embedded(site: BuiltSite) -> None:
    for entry in listed(site):
        fonts = opened(site, entry["file"]).fonts
        assert fonts
        for font in fonts:
            assert "SourceSans3" in str(font.FontName), entry["file"]
            assert "/FontFile2" in font or "/FontFile3" in font, entry["file"]


@pytest.mark.parametrize(
    ("locale", "letters"),
    [
        ("hr", "čćđšž"),
        ("cs", "áčďéěíňóřšťúůýž"),
        ("hu", "áéíóöőúüű"),
        ("pt", "ãáâçéêíõóú"),
        ("it", "àèéìòù"),
        ("nl", "éë"),
    ],
)
def test_letters_of_each_language_come_out_of_its_documents(site: BuiltSite, locale: str, letters: str) -> None:
    text = "".join("".join(opened(site, e["file"]).pages) for e in listed(site) if e["locale"] == locale)
    assert [letter for letter in letters if letter not in text] == []


def test_every_page_says_which_of_how_many_it_is(site: BuiltSite) -> None:
    for entry in briefs_of(site):
        pages = opened(site, entry["file"]).pages
        for number, text in enumerate(pages, start=1):
            assert f"{number} / {len(pages)}" in text, entry["file"]


def test_briefs_keep_to_their_length(site: BuiltSite) -> None:
    for entry in briefs_of(site):
        most = {"policy-brief-one-page": 1, "policy-brief-three-pages": 3}.get(entry["kind"], 6)
        assert entry["pages"] <= most, entry["file"]


# --- page and document say the same


def _page_of(site: BuiltSite, entry: dict[str, Any]) -> str:
    folder = "" if entry["locale"] == "en" else f"{entry['locale']}/"
    return f"{folder}policy-briefs/{entry['record']}/"


# All that a brief's page says of its own: not what it says of other pages, which stands on cards and links; nor the
# head of the column of levels, which stand over their rows in a document.
_SAID = (
    "//h1 | //p[@class='lead'] | //div[@class='prose']/h2[not(@id='national-editions' or @id='related')]"
    " | //ol[@class='steps'] | //ul[@class='statements']"
    " | //table[@class='options']//th | //table[not(@class)]/thead//th[position() > 1] | //table/tbody//th"
    " | //table//td | //div[@class='prose']/div[not(@class)] | //aside[@class='aside']/p"
    " | //p[@class='card-title'] | //ul[@class='cards']//ul/li | //a[@class='chip'][not(contains(@href, '?brief='))]"
)


def said_on(site: BuiltSite, address: str) -> list[str]:
    """Return the texts of a brief's page, packed, in their order."""
    blocks = []
    for element in site.page(address).xpath(_SAID):
        parts = element.xpath("./li") or [element]
        blocks += [packed(part.text_content()) for part in parts]
    for source in site.page(address).xpath("//ol[@class='sources']/li"):
        about = source.xpath("./a")[-1].text_content()
        blocks.append(packed(source.text_content().strip().removesuffix(about)))
    return [block for block in blocks if block]


def furniture(document: Document) -> list[str]:
    """Return what a document says besides: its frame, the words around its data, and what it draws of guidelines."""
    data = json.loads(document.data)
    network = data["network"]
    texts = [*data["words"].values(), data["label"], data["url"], re.sub("^https?://", "", data["url"])]
    texts += [data["version"], data["updated"], data["network"]["name"], data["title"], network["licence"]["name"]]
    texts += [data["words"]["Version %(version)s"].replace("%(version)s", data["version"])]
    texts += [to_words(network[name]) for name in ("full_name", "funding", "disclaimer")]
    for figure in data["figures"]:
        texts += [figure["amount"] + figure["unit"], to_words(figure["statement"]), figure["formula"]]
        texts += [to_words(figure["note"]), *(value["amount"] for value in figure["values"])]
    texts += [source["address"] for source in data["sources"]]
    for source in data["sources"]:
        texts += [to_words(source["title"]), source["publisher"], source["date"], source["language"]]
    glance = data["body"].get("glance", {"costs": [], "certainties": [], "guidelines": []})
    texts += [*glance["costs"], *glance["certainties"]]
    texts += [to_words(guideline[name]) for guideline in glance["guidelines"] for name in ("title", "hours")]
    for item in data["body"]["recommendations"]:
        texts += [item["addressee"], item["strength"], to_words(item["not_if"])]
    texts.append(data["body"]["audience"])
    return [packed(text) for text in texts if text]


def without(text: str, parts: list[str]) -> str:
    """Return a text with parts cut out, the longest first, so that a short one does not break a long one."""
    for part in sorted(parts, key=len, reverse=True):
        text = text.replace(part, "\0")
    return text


def set_text(document: Opened, data: dict[str, Any]) -> str:
    """Return the packed text of a document without the running heads and feet between its pages."""
    head = packed(f"{data['network']['name']} · {data['label']}") + packed(to_words(data["heading"]))
    address = packed(re.sub("^https?://", "", data["url"]))
    pages = []
    for number, page in enumerate(map(packed, document.pages), start=1):
        foot = f"{address}{number}/{len(document.pages)}"
        assert foot in page
        pages.append(page.replace(foot, "", 1).replace(head, "", 1) if number > 1 else page.replace(foot, "", 1))
    return "".join(pages)


def test_a_brief_in_full_says_what_its_page_says_and_nothing_else(site: BuiltSite, project: Project) -> None:
    documents = documents_of(Site(project), site.url, kinds=LENGTHS)
    by_file = {f"documents/{document.file}": document for document in documents}
    for entry in briefs_of(site):
        document = by_file[entry["file"]]
        data = json.loads(document.data)
        text = set_text(opened(site, entry["file"]), data)
        said = said_on(site, _page_of(site, entry))
        if entry["kind"] == "policy-brief":
            assert [block for block in said if block not in text] == [], entry["file"]
        left = without(text, [*said, *furniture(document)])
        assert re.sub(r"[\0\d\[\],.;:·•/()–×+]", "", left) == "", entry["file"]


# --- texts are texts


MARK = '#let x = 1; $a$ *b* _c_ @d <e> \\ `f` // g /* h */ [i] "j" -- ~ #panic() = k'


@given(st.text(alphabet="#$*_@<>\\`/[]{}()\"'-~=+!&;: aěő1\n", min_size=1, max_size=80))
def test_a_tree_says_what_the_text_says_and_no_more(text: str) -> None:
    html = markup.to_inline(text)
    assert to_words(to_tree(html, URL)) == " ".join(markup.to_plain(text).split(" ")).strip()


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        (
            "<p>One <em>two</em></p>",
            [{"kind": "paragraph", "content": ["One ", {"kind": "emphasis", "content": ["two"]}]}],
        ),
        ('<span lang="hu">Egy</span> x', [{"kind": "foreign", "language": "hu", "content": ["Egy"]}, " x"]),
        ('<a href="../b/">B</a>', [{"kind": "link", "address": "https://org.example/b/", "content": ["B"]}]),
        (
            '<a class="figure-link" href="../e/#f">79.6 %</a>',
            [{"kind": "figure", "address": "https://org.example/e/#f", "content": ["79.6 %"]}],
        ),
        (
            "<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
            [{"kind": "list", "content": [{"kind": "item", "content": [word]} for word in ("one", "two")]}],
        ),
        (
            '<ol start="3"><li>x</li></ol>',
            [{"kind": "numbers", "content": [{"kind": "item", "content": ["x"]}], "start": 3}],
        ),
        ("a &amp;&lt;b&gt;", ["a &<b>"]),
        ("one<br>two", ["one", {"kind": "break"}, "two"]),
    ],
)
def test_html_of_a_page_becomes_a_tree(html: str, tree: list[Any]) -> None:
    assert to_tree(Markup(html), "https://org.example/a/") == tree


def one_page(data: str, tmp_path: Path) -> Opened:
    path = tmp_path / "a.pdf"
    path.write_bytes(press("policy-brief-one-page.typ", data).content)
    return Opened(path)


def test_what_could_be_typsts_markup_comes_out_as_text(example: Project, tmp_path: Path) -> None:
    (document,) = example_documents(example, kinds=["policy-brief-one-page"], locales=["en"])
    data = json.loads(document.data)
    data["heading"] = data["body"]["answer"] = [MARK]
    data["title"] = data["description"] = MARK
    data["body"]["key_messages"][0]["text"] = [{"kind": "foreign", "language": "de", "content": [MARK]}]
    found = one_page(json.dumps(data), tmp_path)
    assert packed("".join(found.pages)).count(packed(MARK)) == 3
    with found.pdf.open_metadata() as told:
        assert told["dc:title"].startswith(MARK)
    assert found.outline[0] == MARK


@settings(max_examples=15)
@given(st.lists(st.text(alphabet="#$*_@<>\\`/[]{}()\"'~=+!&;:%aěő1", min_size=1, max_size=12), min_size=1, max_size=8))
def test_no_text_can_act_in_a_document(
    example: Project, tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    (document,) = example_documents(example, kinds=["policy-brief-one-page"], locales=["en"])
    data = json.loads(document.data)
    data["body"]["answer"] = [" ".join(words)]
    found = one_page(json.dumps(data), tmp_path_factory.mktemp("fuzz"))
    assert packed("".join(words)) in packed(found.pages[0])


def test_a_records_markup_reaches_its_document_as_text(example_copy: Path, tmp_path: Path) -> None:
    briefs = example_copy / "data" / "policy_briefs.yaml"
    text = briefs.read_text("utf-8")
    assert "  answer: " in text
    briefs.write_text(re.sub(r"  answer: .*", "  answer: '#let $a$ @b \\\\ *c*'", text, count=1), "utf-8")
    (document,) = example_documents(Project.load(example_copy), kinds=["policy-brief-one-page"], locales=["en"])
    assert "#let$a$@b\\c" in packed("".join(one_page(document.data, tmp_path).pages))


# --- words


@pytest.mark.parametrize("template", sorted(path.name for path in FOLDER.glob("*.typ")))
def test_templates_take_their_words_from_the_translators(template: str) -> None:
    source = (FOLDER / template).read_text("utf-8")
    calls = len(re.findall(r"(?<![\w-])w\(", source)) - source.count("#let w(")
    assert calls == len(words_in(source)), "w() takes a text in quotation marks and nothing that is put together"


def test_words_of_a_template_are_found_with_their_lines() -> None:
    source = '#w("One")\n#across(w(\n  "Two \\"b\\" %(n)s", n: 1), show("no"), row("no"))'
    assert words_in(source) == [(1, "One"), (2, 'Two "b" %(n)s')]


def test_a_word_that_is_not_in_the_data_is_an_error(example: Project, tmp_path: Path) -> None:
    (document,) = example_documents(example, kinds=["policy-brief-one-page"], locales=["en"])
    data = json.loads(document.data)
    del data["words"]["Key messages"]
    with pytest.raises(Exception, match="Key messages"):
        press(document.template, json.dumps(data))


@pytest.mark.parametrize(
    ("name", "part"), [("MenSI", "mensi"), ("Škola & Šuma 2", "skola-suma-2"), ("学校", "network")]
)
def test_a_networks_name_begins_the_names_of_its_files(name: str, part: str) -> None:
    assert name_part(name) == part


# --- made once, the same each time


def test_the_same_bytes_come_out_on_another_day_and_elsewhere(tmp_path: Path, example_copy: Path) -> None:
    made = []
    for number, zone in enumerate(("Pacific/Auckland", "America/Lima")):
        shutil.rmtree(example_copy / ".cache", ignore_errors=True)
        out = tmp_path / str(number)
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(number), "SITE_URL": URL}
        command = [
            sys.executable,
            str(ROOT / "scripts/build_documents.py"),
            "--project",
            str(example_copy),
            "--out",
            str(out),
        ]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        made.append({path.name: path.read_bytes() for path in sorted(out.glob("*.pdf"))})
    assert made[0]
    assert made[0] == made[1]


def entries(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.entry")}


def contents(made: list[Made]) -> dict[str, bytes]:
    return {one.document.file: one.file.content for one in made}


def test_what_has_not_changed_is_not_made_again(example: Project, tmp_path: Path) -> None:
    documents = example_documents(example, kinds=["policy-brief", "policy-brief-one-page"], locales=["en", "de"])
    cache = Cache(tmp_path)
    first = make(documents, cache)
    before = entries(tmp_path)
    assert len(before) == len(documents) == 4
    again = make(documents, cache)
    assert contents(again) == contents(first)
    assert entries(tmp_path) == before
    # Another question on one of them.
    changed = [replace(documents[0], data=documents[0].data.replace('"title":"', '"title":"New: ')), *documents[1:]]
    make(changed, cache)
    assert len(set(entries(tmp_path)) - set(before)) == 1
    assert set(before) <= set(entries(tmp_path))


def test_a_changed_record_changes_only_its_own_documents(example: Project) -> None:
    before = {document.file: document.data for document in example_documents(example)}
    briefs: dict[str, PolicyBrief] = dict(example.community.policy_briefs)
    name, brief = next(iter(briefs.items()))
    briefs[name] = brief.model_copy(update={"equity": Text("Another text.")})
    changed = replace(example, community=replace(example.community, policy_briefs=briefs))
    after = {document.file: document.data for document in example_documents(changed)}
    touched = {file for file in before if before[file] != after[file]}
    assert touched
    assert all(name in file and "one-page" not in file for file in touched)


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "foreign"])
def test_a_damaged_or_foreign_entry_is_made_anew(example: Project, tmp_path: Path, damage: str) -> None:
    documents = example_documents(example, kinds=["policy-brief-one-page"], locales=["en"])
    cache = Cache(tmp_path)
    first = contents(make(documents, cache))
    (entry,) = tmp_path.glob("*.entry")
    whole = entry.read_bytes()
    head, _, pdf = whole.partition(b"\n")
    foreign = json.dumps({"key": "0", "sha256": hashlib.sha256(b"%PDF").hexdigest(), "pages": 1}).encode() + b"\n%PDF"
    damaged = {"cut": whole[:-9], "changed": head + b"\n" + pdf[:-9] + b"012345678", "emptied": b"", "foreign": foreign}
    entry.write_bytes(damaged[damage])
    assert cache.get(documents[0].file, json.loads(head)["key"]) is None
    assert contents(make(documents, cache)) == first
    assert entry.read_bytes() == whole


def test_a_preview_shows_what_is_there_and_makes_nothing(example_copy: Path) -> None:
    point_home(example_copy)
    shutil.rmtree(example_copy / CACHE_FOLDER, ignore_errors=True)
    project = Project.load(example_copy)
    _, loaded = load_settings(example_copy)
    memo = Memo(example_copy / MEMO_FILE)
    memo.begin()
    site = Site(project, loaded.repository)
    stock = Stock(site, URL, Inputs(site, loaded), memo)
    assert list(stock.known()) == []
    made = list(stock.make(kinds=["policy-brief-one-page"], locales=["de"]))
    assert list(stock.known()) == made != []
    assert len(entries(example_copy / CACHE_FOLDER)) == len(made)


def test_documents_come_in_the_order_of_their_kinds_in_whatever_order_they_are_made(example_copy: Path) -> None:
    site = Site(Project.load(example_copy))
    kinds = ["policy-brief-one-page", "poster"]
    planned = [document.file for document in documents_of(site, URL, kinds=kinds)]
    assert len(planned) > 2
    assert [made.document.file for made in Stock(site, URL).make(kinds=kinds)] == planned


def test_no_cell_is_made_unbreakable_which_would_lay_it_out_twice() -> None:
    found = [
        path.name
        for path in FOLDER.glob("*.typ")
        if re.search(r"cell\([^{\n]*breakable: false", path.read_text("utf-8"))
    ]
    assert found == []  # `whole` does the same for half of the work


def test_the_cache_forgets_the_oldest_of_a_name(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    pdf = File(b"%PDF", 1)
    for number in range(5):
        cache.put("a.pdf", key_of("", str(number)), pdf)
    assert len(entries(tmp_path)) == 3
    assert cache.get("a.pdf", key_of("", "4")) == pdf


def test_a_changed_template_changes_its_own_documents_only(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    shutil.copytree(FOLDER, folder)
    prints = {kind.template: press_print(kind.template, folder) for kind in KINDS.values()}
    changed = folder / "policy-brief.typ"
    changed.write_text(changed.read_text("utf-8") + "// changed\n", "utf-8")
    assert {name for name in prints if press_print(name, folder) != prints[name]} == {"policy-brief.typ"}
    changed = folder / "base.typ"
    changed.write_text(changed.read_text("utf-8") + "// changed\n", "utf-8")
    assert not {name for name in prints if press_print(name, folder) == prints[name]}
    assert set(templates_of("policy-brief.typ")) == {
        "policy-brief.typ",
        "brief.typ",
        "parts.typ",
        "frame.typ",
        "base.typ",
    }


# --- what an editor gets wrong


_SECTIONS = [name for name, info in PolicyBrief.model_fields.items() if info.is_required() and name != "id"]


@pytest.mark.parametrize("section", _SECTIONS)
def test_a_brief_without_a_section_is_refused_with_file_and_line(example_copy: Path, section: str) -> None:
    briefs = example_copy / "data" / "policy_briefs.yaml"
    lines = briefs.read_text("utf-8").split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith(f"  {section}:"))
    end = next(n for n in range(start + 1, len(lines)) if not lines[n].startswith("   "))
    briefs.write_text("\n".join(lines[:start] + lines[end:]), "utf-8")
    first = next(number for number, line in enumerate(lines, start=1) if line.startswith("- id:"))
    with pytest.raises(ProblemsFound) as found:
        Project.load(example_copy)
    assert f"data/policy_briefs.yaml:{first}: field '{section}' is missing" in str(found.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A rare letter: 学", "can't be set: "),
        ("word " * 1500, "can't be set: it fills 3 pages and may have 1; shorten the texts that it is made of"),
    ],
)
def test_a_document_that_cannot_be_set_names_the_record(
    example: Project, tmp_path: Path, text: str, message: str
) -> None:
    briefs = dict(example.community.policy_briefs)
    name, brief = next(iter(briefs.items()))
    briefs[name] = brief.model_copy(update={"answer": Text(text)})
    changed = replace(example, community=replace(example.community, policy_briefs=briefs))
    origin = example.community.origin("policy_briefs", name)
    with pytest.raises(ProblemsFound) as found:
        make(example_documents(changed, kinds=["policy-brief-one-page"], locales=["en"]), Cache(tmp_path))
    (problem,) = found.value.problems
    assert (problem.path, problem.line) == ("data/policy_briefs.yaml", origin.line("id"))
    assert message in problem.message


def test_two_documents_never_share_a_name(example: Project, tmp_path: Path) -> None:
    (document,) = example_documents(example, kinds=["policy-brief-one-page"], locales=["en"])
    with pytest.raises(ProblemsFound, match=r"would be named as that of data/policy_briefs\.yaml"):
        check_names(make([document, replace(document)], Cache(tmp_path)))


# --- the pages that offer documents


def test_a_brief_offers_its_documents_with_pages_and_size(site: BuiltSite) -> None:
    address = "hr/policy-briefs/choosing-a-model/"
    offered = site.page(address).xpath("//div[@class='documents']//li")
    own = {entry["file"].split("/")[1]: entry for entry in listed(site) if entry["locale"] == "hr"}
    assert len(offered) >= 3
    for item in offered:
        entry = own[item.xpath("./a/@href")[0].rsplit("/", 1)[1]]
        facts = item.xpath("string(./span[@class='document-facts'])")
        assert facts.startswith(f"PDF · {entry['pages']} strani")
        assert facts.endswith(f"{round(entry['bytes'] / 1000)} kB")


def test_the_page_of_documents_lists_all_of_its_language(site: BuiltSite) -> None:
    for locale in ("en", "cs"):
        address = "documents/" if locale == "en" else f"{locale}/documents/"
        links = site.page(address).xpath("//ul[@class='document-links']//a/@href")
        files = [link.rpartition("/")[2] for link in links]
        assert sorted(files) == sorted(e["file"].split("/")[1] for e in all_listed(site) if e["locale"] == locale)


def test_search_engines_are_told_of_a_briefs_documents(site: BuiltSite) -> None:
    page = site.page("cs/policy-briefs/choosing-a-model/")
    (script,) = page.xpath("//script[@type='application/ld+json']")
    told = json.loads(script.text)
    assert told["@type"] == "Report"
    assert told["url"] == page.xpath("string(//link[@rel='canonical']/@href)")
    by_file = {entry["file"]: entry for entry in listed(site)}
    assert len(told["encoding"]) >= 3
    for encoding in told["encoding"]:
        entry = by_file[encoding["contentUrl"].removeprefix(site.url)]
        assert encoding["contentSize"] == f"{entry['bytes']} B"
        assert encoding["sha256"] == entry["sha256"]
        assert encoding["encodingFormat"] == "application/pdf"


def test_no_text_can_end_the_structured_data(example: Project) -> None:
    written = as_script({"name": "</script><b>&amp;"})
    assert "<" not in written
    assert json.loads(written) == {"name": "</script><b>&amp;"}


def test_a_browser_shows_a_brief_with_structured_data_under_a_strict_policy(reader: Reader) -> None:
    page = reader.open("hr/policy-briefs/choosing-a-model/")
    assert page.locator("script[type='application/ld+json']").count() == 1
    assert page.locator(".documents a").first.is_visible()


def test_documents_are_not_in_the_sitemap(site: BuiltSite) -> None:
    assert ".pdf" not in (site.folder / "sitemap.xml").read_text("utf-8")


def test_another_network_has_documents_of_its_own(example_site: BuiltSite) -> None:
    files = {entry["file"] for entry in listed(example_site)}
    assert "documents/lantern-readers-policy-brief-who-pays-for-oil-one-page-de.pdf" in files
    for file in files:
        text = "".join(opened(example_site, file).pages)
        assert "Lantern Readers" in text
        assert "MenSI" not in text
