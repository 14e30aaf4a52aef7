"""An invented project folder, written to disk: records, pages, translations and configuration."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from community.catalogue import INTERFACE_FILE, RECORDS_FILE
from community.configuration import CONFIG_FILE
from community.locales import Locale
from community.project import ROOT, Project
from community.strings import Found, empty_catalog, interface_messages, po_text, record_messages
from scale import library, network, pages, practice
from scale.english import English
from scale.network import Size
from scale.pseudo import pseudo

_CONFIG: dict[str, Any] = {
    "site_name": "Measured Schools",
    "site_description": "An invented network, made to measure how a site grows.",
    "extra": {
        "edit_uri": "edit/trunk/{path}",
        "issues_uri": "issues",
        "line_uri": "view/trunk/{path}#line-{line}",
        "new_uri": "new/trunk/docs/{locale}?name={path}&value={content}",
    },
    "docs_dir": "docs",
    "site_dir": "site",
    "use_directory_urls": True,
    "markdown_extensions": [
        "abbr", "admonition", "attr_list", "def_list", "footnotes", "tables",
        {"toc": {"toc_depth": "2-3"}},
    ],
    "validation": {
        "nav": {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "warn"},
        "links": {"not_found": "warn", "anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"},
    },
}  # fmt: skip
# Tags that only MkDocs' own reader of its configuration knows.
_ADDRESSES = """\
site_url: !ENV [SITE_URL, "http://localhost:8000/"]
repo_url: !ENV [REPO_URL, "https://example.org/measured"]
"""


def write_project(target: Path, size: Size, seed: str) -> Iterator[str]:
    """Write a project into a folder that is new or empty; yield what has been written, step by step."""
    target.mkdir(parents=True, exist_ok=True)
    if any(target.iterdir()):
        raise FileExistsError(f"{target} is not empty")
    for name, records in _records(size, seed).items():
        _write(target / "data" / f"{name}.yaml", _as_yaml(records))
    _write(target / CONFIG_FILE, _configuration(size))
    yield "records"
    for path, blocks in pages.pages().items():
        made = pages.written(path, blocks, English(f"{seed} {path}"))
        for locale in size.locales:
            _write(target / "docs" / locale / path, pages.as_file(*made, locale))
    yield "pages"
    project = Project.load(target)
    interface, records_found = list(interface_messages(project)), list(record_messages(project))
    for locale in size.locales[1:]:
        folder = target / "docs" / locale
        _write(folder / INTERFACE_FILE, _po_file(locale, interface, project))
        _write(folder / RECORDS_FILE, _po_file(locale, records_found, project))
        yield f"translations into {locale}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _as_yaml(value: Any) -> str:
    return yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110)


def _records(size: Size, seed: str) -> dict[str, Any]:
    """Return every file of data/; each has a stream of chance of its own, so that no file changes another."""
    ids = network.ids_of(size)

    def of(name: str) -> English:
        return English(f"{seed} {name}")

    return {
        "community": network.community(size),
        "sources": network.sources(ids, of("sources")),
        "facts": network.facts(size, ids, of("facts")),
        "countries": network.countries(size, ids, of("countries")),
        "partners": network.partners(ids, of("partners")),
        "clusters": network.clusters(size, ids, of("clusters")),
        "models": library.models(ids, of("models")),
        "challenges": library.challenges(ids, of("challenges")),
        "topics": library.topics(ids, of("topics")),
        "incentives": library.incentives(ids, of("incentives")),
        "guidelines": practice.guidelines(size, ids, of("guidelines")),
        "recommendations": practice.recommendations(size, ids, of("recommendations")),
        "case_studies": practice.case_studies(size, ids, of("case_studies")),
        "policy_briefs": practice.policy_briefs(size, ids, of("policy_briefs")),
        "resources": library.resources(size, ids, of("resources")),
        "templates": library.templates(size, ids, of("templates")),
        "courses": library.courses(ids, of("courses")),
        "voices": library.voices(ids, of("voices")),
        "events": library.events(ids, of("events")),
        "glossary": library.glossary(size, of("glossary")),
        "assessments": [],
    }


def _configuration(size: Size) -> str:
    languages = [
        {
            "locale": locale,
            "name": Locale(locale).own_name,
            "build": True,
            **({"default": True} if locale == "en" else {}),
        }
        for locale in size.locales
    ]
    i18n = {
        "docs_structure": "folder",
        "fallback_to_default": True,
        "reconfigure_material": False,
        "reconfigure_search": False,
        "languages": languages,
    }
    return "# An invented network, made by scripts/make_scale_data.py.\n" + _ADDRESSES + _as_yaml(
        _CONFIG
        | {
            "nav": [{title: [*group]} if title else next(iter(group)) for title, group in pages.MENU.items()],
            "theme": {
                "name": "material", "custom_dir": (ROOT / "overrides").as_posix(), "font": False,
            },
            "hooks": [(ROOT / "scripts" / "hooks.py").as_posix()],
            "watch": ["data"],
            "plugins": [{"i18n": i18n}],
        }
    )  # fmt: skip


def _po_file(locale: str, messages: list[Found], project: Project) -> str:
    """Return a PO file in which every message is translated into made-up words."""
    catalog = empty_catalog(locale, project)
    for message in messages:
        # Babel writes a place without a line when the line is None, which its types do not say.
        line: Any = message.line or None
        made = _translated(message.id, locale, catalog.num_plurals)
        catalog.add(message.id, made, [(message.place, line)], context=message.context)
    return po_text(catalog)


def _translated(message: str | tuple[str, ...], locale: str, count: int) -> str | tuple[str, ...]:
    if isinstance(message, str):
        return pseudo(message, locale)
    singular, plural = (pseudo(form, locale) for form in message)
    return (singular, *[plural] * (count - 1)) if count > 1 else (plural,)
