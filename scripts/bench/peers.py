"""The other generators, each with the least configuration and layout that its manual shows.

Only Material's and Starlight's are whole themes; the layouts for Hugo and Eleventy are a menu, a chooser of languages
and the text.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from bench.engine import Engine, Work
from bench.install import NPM, PYTHON, Installed
from bench.markdown import LOCALES, SECTIONS

_NAME = "Measured pages"


def _names() -> dict[str, str]:
    return {locale: locale.upper() for locale in LOCALES}


@dataclass(frozen=True)
class Stock(Engine):
    """MkDocs with Material and mkdocs-static-i18n, as their manuals set them up."""

    installed: Installed | None = None

    def version(self) -> str:
        return " + ".join(f"{name} {PYTHON['stock'][name]}" for name in PYTHON["stock"])

    def page_file(self, path: str, locale: str) -> str:
        return f"docs/{locale}/{path}"

    def configure(self, work: Work) -> None:
        languages = "\n".join(
            f"        - {{locale: {locale}, name: {name}, build: true{', default: true' if locale == 'en' else ''}}}"
            for locale, name in _names().items()
        )
        work.write(
            "mkdocs.yml",
            f"site_name: {_NAME}\nsite_url: https://bench.example/\ntheme:\n  name: material\n  font: false\n"
            "plugins:\n  - search\n  - i18n:\n      docs_structure: folder\n      languages:\n" + languages + "\n"
            "markdown_extensions: [tables, attr_list]\n",
        )

    def command(self, work: Work) -> list[str]:
        assert self.installed
        return [str(self.installed.program("stock", "mkdocs")), "build", "--quiet"]

    def output(self, work: Work) -> Path:
        return work.folder / "site"


@dataclass(frozen=True)
class Zensical(Engine):
    """Zensical, which knows one language only: seven builds, one after the other."""

    installed: Installed | None = None

    def version(self) -> str:
        return f"zensical {PYTHON['zensical']['zensical']}, {len(LOCALES)} builds"

    def page_file(self, path: str, locale: str) -> str:
        return f"{locale}/docs/{path}"

    def configure(self, work: Work) -> None:
        for locale in LOCALES:
            work.write(
                f"{locale}/mkdocs.yml",
                f"site_name: {_NAME}\nsite_url: https://bench.example/{locale}/\nsite_dir: site\n"
                "theme:\n  name: material\n  font: false\nplugins: [search]\n"
                "markdown_extensions: [tables, attr_list]\n",
            )

    def command(self, work: Work) -> list[str]:
        assert self.installed
        program = self.installed.program("zensical", "zensical")
        script = " && ".join(f"'{program}' build -f {locale}/mkdocs.yml" for locale in LOCALES)
        return ["sh", "-c", script]

    def output(self, work: Work) -> Path:
        return work.folder


_HUGO_LAYOUT = """<!doctype html>
<html lang="{{ .Site.Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }} · {{ .Site.Title }}</title>
<meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><nav>{{ range .Site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<nav>{{ range .Translations }}
<a href="{{ .RelPermalink }}" hreflang="{{ .Language.Lang }}">{{ .Language.Lang }}</a> {{ end }}
</nav></header><main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
"""


@dataclass(frozen=True)
class Hugo(Engine):
    """Hugo with one layout."""

    installed: Installed | None = None

    def version(self) -> str:
        return f"hugo {PYTHON['hugo']['hugo']}"

    def page_file(self, path: str, locale: str) -> str:
        # To Hugo, a folder's index.md is a bundle that swallows the pages beside it.
        folder, _, name = path.rpartition("/")
        return f"content/{locale}/{folder}/{'_index.md' if name == 'index.md' else name}".replace("//", "/")

    def configure(self, work: Work) -> None:
        languages = "".join(
            f'[languages.{locale}]\ncontentDir = "content/{locale}"\nweight = {number}\n'
            for number, locale in enumerate(LOCALES, 1)
        )
        work.write(
            "hugo.toml",
            f'baseURL = "https://bench.example/"\ntitle = "{_NAME}"\ndefaultContentLanguage = "en"\n'
            f'disableKinds = ["taxonomy", "term", "RSS", "404"]\n{languages}',
        )
        for layout in ("single", "list", "home"):
            work.write(f"layouts/_default/{layout}.html", _HUGO_LAYOUT)

    def command(self, work: Work) -> list[str]:
        assert self.installed
        return [str(self.installed.hugo()), "--quiet"]

    def output(self, work: Work) -> Path:
        return work.folder / "public"


_ELEVENTY_LAYOUT = """<!doctype html>
<html lang="{{ lang }}"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta name="description" content="{{ description }}"></head>
<body><header><nav>{% for section in sections %}<a href="{{ root }}{{ section }}/">{{ section }}</a> {% endfor %}</nav>
<nav>{% for locale in locales %}
<a href="/{{ locale }}{{ page.url | slice: 3, 500 }}" hreflang="{{ locale }}">{{ locale }}</a> {% endfor %}
</nav></header><main><h1>{{ title }}</h1>{{ content }}</main></body></html>
"""


@dataclass(frozen=True)
class Eleventy(Engine):
    """Eleventy with one layout."""

    installed: Installed | None = None

    def version(self) -> str:
        return f"@11ty/eleventy {NPM['@11ty/eleventy']}"

    def page_file(self, path: str, locale: str) -> str:
        return f"src/{locale}/{path}"

    def configure(self, work: Work) -> None:
        work.write("package.json", '{"private": true, "type": "module"}')
        work.write(
            "eleventy.config.js",
            "export default function (config) {\n"
            '  config.addGlobalData("layout", "page.liquid");\n'
            f'  config.addGlobalData("sections", {json.dumps(SECTIONS)});\n'
            f'  config.addGlobalData("locales", {json.dumps(LOCALES)});\n'
            '  return { dir: { input: "src", output: "site" }, markdownTemplateEngine: false };\n}\n',
        )
        work.write("src/_includes/page.liquid", _ELEVENTY_LAYOUT)
        for locale in LOCALES:
            work.write(f"src/{locale}/{locale}.json", json.dumps({"lang": locale, "root": f"/{locale}/"}))

    def command(self, work: Work) -> list[str]:
        assert self.installed
        return [str(self.installed.node()), str(self.installed.module("@11ty/eleventy/cmd.cjs")), "--quiet"]

    def output(self, work: Work) -> Path:
        return work.folder / "site"


@dataclass(frozen=True)
class Starlight(Engine):
    """Astro's Starlight without its search."""

    installed: Installed | None = None

    def version(self) -> str:
        return f"@astrojs/starlight {NPM['@astrojs/starlight']} + astro {NPM['astro']}"

    def page_file(self, path: str, locale: str) -> str:
        return f"src/content/docs/{'' if locale == 'en' else locale + '/'}{path}"

    def configure(self, work: Work) -> None:
        locales = {
            "root" if locale == "en" else locale: {"label": name, "lang": locale} for locale, name in _names().items()
        }
        sidebar = [{"label": section, "items": [{"autogenerate": {"directory": section}}]} for section in SECTIONS]
        settings = {"title": _NAME, "pagefind": False, "locales": locales, "sidebar": sidebar}
        # Astro looks here for packages that it must read itself.
        work.write("package.json", json.dumps({"private": True, "type": "module", "dependencies": NPM}))
        work.write(
            "astro.config.mjs",
            'import { defineConfig } from "astro/config";\nimport starlight from "@astrojs/starlight";\n'
            'export default defineConfig({ site: "https://bench.example/", '
            f"integrations: [starlight({json.dumps(settings)})] }});\n",
        )
        work.write(
            "src/content.config.ts",
            'import { defineCollection } from "astro:content";\n'
            'import { docsLoader } from "@astrojs/starlight/loaders";\n'
            'import { docsSchema } from "@astrojs/starlight/schema";\n'
            "export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };\n",
        )

    def command(self, work: Work) -> list[str]:
        assert self.installed
        return [str(self.installed.node()), str(self.installed.astro()), "build", "--silent"]

    def output(self, work: Work) -> Path:
        return work.folder / "dist"
