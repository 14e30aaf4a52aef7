"""A stock site of the same pages: MkDocs, Material and static-i18n as their manuals set them up."""

import subprocess
import sys
from pathlib import Path

import yaml

from community.project import Project
from community.site import Site


def build(project: Project, folder: Path) -> Path:
    """Write the Markdown of every page in every language, build it, and return the folder of the site.

    Fonts are off, because no other host can be asked; everything else is the manuals' first example.
    """
    source = Site(project)
    for locale in project.locales:
        for path in source.index.paths():
            page = source.page(locale, path)
            file = folder / "docs" / locale / path
            file.parent.mkdir(parents=True, exist_ok=True)
            front = yaml.safe_dump({"title": page.head.title, "description": page.head.description}, allow_unicode=True)
            file.write_text(f"---\n{front}---\n\n# {page.head.title}\n\n{page.markdown}", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(_configuration(project), allow_unicode=True), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "site"


def _configuration(project: Project) -> dict[str, object]:
    languages = [
        {"locale": locale, "name": locale, "build": True, **({"default": True} if number == 0 else {})}
        for number, locale in enumerate(project.locales)
    ]
    return {
        "site_name": project.community.network.name,
        "site_url": "https://org.example/",
        "theme": {
            "name": "material",
            "font": False,
            "features": ["navigation.tabs", "navigation.sections", "search.suggest", "search.highlight"],
            "palette": [
                {"media": "(prefers-color-scheme: light)", "scheme": "default",
                 "toggle": {"icon": "material/weather-night", "name": "Dark"}},
                {"media": "(prefers-color-scheme: dark)", "scheme": "slate",
                 "toggle": {"icon": "material/weather-sunny", "name": "Light"}},
            ],
        },
        "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}],
        "markdown_extensions": [
            "abbr", "admonition", "attr_list", "def_list", "footnotes", "tables", {"toc": {"permalink": True}},
        ],
    }  # fmt: skip
