"""The texts that translators translate: found in templates, the menu and the records, merged into PO files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import denormalize, read_po, write_po

from community.catalogue import INTERFACE_FILE, RECORDS_FILE, read_po_file
from community.localise import context_of
from community.model import leaves
from community.project import ROOT, Project
from community.text import SOURCE_LOCALE, Text

_CODE = Path(__file__).parent
_METHODS = [
    ("**.py", "python"),
    ("**.jinja", "jinja2"),
    ("**.html", "jinja2"),
    ("**.typ", "community.documents.words:extract"),
]
_OPTIONS = {pattern: {"trimmed": "true", "newstyle_gettext": "true"} for pattern in ("**.jinja", "**.html")}
# Where Babel's header has other forms than CLDR, by which browsers count: one for Hungarian, four for Maltese.
_PLURALS = {
    "hu": "nplurals=2; plural=(n != 1);",
    "lv": "nplurals=3; plural=(n%10==0 || n%100>=11 && n%100<=19 ? 0 : n%10==1 ? 1 : 2);",
    "mt": "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n==0 || n%100>=3 && n%100<=10 ? 2 : "
    "n%100>=11 && n%100<=19 ? 3 : 4);",
}
# Babel fills these with the clock, itself, or placeholders; none of them tells a translator anything.
_VOLATILE = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By): .*\n|^".*(?:EMAIL@ADDRESS|LL@li\.org|PROJECT VERSION).*\n',
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class StringsFile:
    """A PO file as it should be: its path, and its text."""

    path: Path
    text: str

    @property
    def is_current(self) -> bool:
        """Whether the file on disk is already so."""
        return self.path.exists() and self.path.read_text(encoding="utf-8") == self.text


def strings_files(project: Project) -> Iterator[StringsFile]:
    """Yield both PO files of every language but English, with all texts of today and all translations kept."""
    interface, records = list(interface_messages(project)), list(record_messages(project))
    for locale in project.locales:
        if locale == SOURCE_LOCALE:
            continue
        for file_name, messages in ((INTERFACE_FILE, interface), (RECORDS_FILE, records)):
            path = project.root / "docs" / locale / file_name
            yield StringsFile(path, _merged(path, locale, messages, project))


@dataclass(frozen=True, slots=True)
class Found:
    """A text to translate, and where it stands."""

    id: str | tuple[str, ...]
    context: str | None
    place: str
    line: int


def interface_messages(project: Project) -> Iterator[Found]:
    """Yield the words of the menu, the templates and the documents."""
    for group in project.menu.groups:
        if group.title:
            yield Found(group.title, None, "mkdocs.yml", 1)
    folders = ((_CODE, "scripts/community"), (ROOT / "overrides", "overrides"))
    for folder, name in folders:
        if folder.is_dir():
            found = extract_from_dir(
                folder, _METHODS, _OPTIONS, keywords={"_": None, "gettext": None, "ngettext": (1, 2)}
            )
            for file_name, _, message, _, _ in sorted(found, key=lambda item: item[0]):
                # No line: an edit of a template must not change every translator's file.
                yield Found(message, None, f"{name}/{file_name}", 0)


def record_messages(project: Project) -> Iterator[Found]:
    """Yield every text of the records."""
    community = project.community
    origin = community.origin("community", "community")
    for path, value in leaves(community.network):
        if isinstance(value, Text):
            context = context_of("community", "community", path)
            yield Found(value.value, context, origin.path, origin.line(*path))
    for collection, record in community.records():
        origin = community.origin(collection, record.id)
        for path, value in leaves(record):
            if isinstance(value, Text):
                context = context_of(collection, record.id, path)
                yield Found(value.value, context, origin.path, origin.line(*path))


def _merged(path: Path, locale: str, messages: list[Found], project: Project) -> str:
    catalog = read_po_file(path, locale, path.name) if path.exists() else empty_catalog(locale, project)
    template = Catalog(fuzzy=False)
    for message in messages:
        # Babel writes a place without a line when the line is None, which its types do not say.
        line: Any = message.line or None
        template.add(message.id, context=message.context, locations=[(message.place, line)])
    previous = _previous_texts(catalog)
    catalog.update(template, keep_user_comments=True)
    catalog.fuzzy = False
    for entry in catalog:
        if entry.fuzzy and not entry.previous_id:
            entry.previous_id = list(previous.get((entry.context, str(entry.id)), ()))
    for key in [key for key, entry in catalog.obsolete.items() if not entry.string]:
        del catalog.obsolete[key]
    return po_text(catalog)


def po_text(catalog: Catalog) -> str:
    """Return a PO file as translators get it, without what Babel adds of the clock and of itself."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=110, include_previous=True)
    return _VOLATILE.sub("", buffer.getvalue().decode("utf-8"))


def _previous_texts(catalog: Catalog) -> dict[tuple[str | None, str], tuple[str, ...]]:
    """Return the earlier English texts of fuzzy messages, which Babel reads as comments (`#| msgid`) and loses."""
    found = {}
    for message in catalog:
        lines = [comment[1:].strip() for comment in message.user_comments if comment.startswith("|")]
        message.user_comments = [comment for comment in message.user_comments if not comment.startswith("|")]
        texts = [denormalize(part) for part in re.split(r"^msgid(?:_plural)? ", "\n".join(lines), flags=re.M) if part]
        if texts:
            found[message.context, str(message.id)] = tuple(texts)
    return found


def empty_catalog(locale: str, project: Project) -> Catalog:
    """Return a catalogue without messages; its header is read, so that its plural forms hold from the first line."""
    plural = _PLURALS.get(locale) or Catalog(locale=locale.replace("-", "_")).plural_forms
    header = (
        f"# {project.community.network.name}: translations. Edit the lines that begin with msgstr.\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {locale}\\n"\n"Plural-Forms: {plural}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    )
    return read_po(BytesIO(header.encode()), locale=locale.replace("-", "_"))
