"""Our generator on plain pages: a project without records, whose pages are the ones that all are given."""

import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.engine import Engine, Work
from bench.markdown import LOCALES, SECTIONS
from community.model import COLLECTIONS
from community.project import ROOT

_BUILD = ROOT / "scripts" / "build_site.py"
_COMMUNITY = {
    "name": "Measured pages",
    "full_name": "Measured pages, an invented network without members",
    "tagline": "An invented network to measure with",
    "expected": {"countries": 0, "clusters_per_country": 0, "mentors_per_cluster": 1, "mentees_per_cluster": 4},
    "funding_statement": "Nobody funds this invented network.",
    "disclaimer": "This network is invented.",
    "licence": {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"},
    "code_licence": {"name": "MIT", "url": "https://opensource.org/license/mit"},
    "contacts": [{"label": "Nobody", "url": "https://bench.example/"}],
    "figures": [],
}
_CONFIG = f"""\
site_name: Measured pages
site_description: Pages of the same size for every engine.
site_url: !ENV [SITE_URL, "http://localhost:8000/"]
repo_url: https://git.example/network
extra:
  edit_uri: "edit/trunk/{{path}}"
  issues_uri: "issues"
  line_uri: "view/trunk/{{path}}#line-{{line}}"
  new_uri: "new/trunk/docs/{{locale}}?name={{path}}&value={{content}}"
docs_dir: docs
site_dir: site
theme:
  name: material
  custom_dir: {(ROOT / "overrides").as_posix()}
  font: false
hooks: [{(ROOT / "scripts" / "hooks.py").as_posix()}]
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, tables, toc: {{toc_depth: 2-3}}]
validation:
  nav: {{omitted_files: ignore, not_found: warn, absolute_links: warn}}
  links: {{not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}}
nav:
  - index.md
  - Pages: [{", ".join(f"{section}/index.md" for section in SECTIONS)}]
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: true
      reconfigure_material: false
      reconfigure_search: false
      languages:
"""


@dataclass(frozen=True)
class Ours(Engine):
    """Our generator: pages only, or `whole` with documents, search index and checks."""

    whole: bool = False
    jobs: int = 2

    def version(self) -> str:
        return "with search, documents, exports and checks" if self.whole else "pages only"

    def page_file(self, path: str, locale: str) -> str:
        return f"docs/{locale}/{path}"

    def configure(self, work: Work) -> None:
        work.write("data/community.yaml", yaml.safe_dump(_COMMUNITY, sort_keys=False))
        for collection in COLLECTIONS:
            work.write(f"data/{collection}.yaml", "# none\n")
        languages = "".join(
            f"        - {{locale: {locale}, name: {locale}, build: true, default: {str(locale == 'en').lower()}}}\n"
            for locale in LOCALES
        )
        work.write("mkdocs.yml", _CONFIG + languages)
        for locale in LOCALES:
            work.write(f"docs/{locale}/404.md", _NOT_FOUND)
            words = ROOT / "docs" / locale / "interface.po"
            if words.exists():
                work.write(f"docs/{locale}/interface.po", words.read_text(encoding="utf-8"))

    def command(self, work: Work) -> list[str]:
        command = [sys.executable, str(_BUILD), "--project", str(work.folder), "--site", str(self.output(work))]
        command += ["--jobs", str(self.jobs)]
        if not self.whole:
            command += ["--without", "documents", "--without", "search", "--without", "checks"]
        return command

    def output(self, work: Work) -> Path:
        return work.folder / "site"


_NOT_FOUND = """\
---
title: Not here
description: "There is no such page."
updated: "2026-01-15"
review_by: "2030-01-15"
---

There is no such page.
"""
