"""What mkdocs.yml may say. MkDocs runs code that its configuration names, so all is checked before MkDocs reads it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from community.locales import Locale
from community.menu import Menu, parse_menu
from community.parse import parse_part
from community.problems import Problem, ProblemsFound, nearest, shown
from community.read import Key, Tree, read_yaml
from community.records.base import Part
from community.text import SOURCE_LOCALE, matching

CONFIG_FILE = "mkdocs.yml"
_REPOSITORY = Path(__file__).resolve().parents[2]
_HOOKS = _REPOSITORY / "scripts" / "hooks.py"
_OVERRIDES = _REPOSITORY / "overrides"
_ENVIRONMENT_TAG = "!ENV"
# Any other variable may hold a secret, and any other setting would publish it.
_FROM_ENVIRONMENT: dict[tuple[Key, ...], str] = {
    ("site_url",): "SITE_URL",
    ("repo_url",): "REPO_URL",
    ("extra", "preview"): "SITE_PREVIEW",
}
_PLACE = re.compile(r"\{([^{}]*)\}|[{}]")
_PLACES = {
    "edit_uri": ("path",),
    "line_uri": ("path", "line"),
    "new_uri": ("locale", "path", "content"),
    "issues_uri": (),
}
_KNOWN = {
    "plugins": ("i18n",),
    "markdown_extensions": ("abbr", "admonition", "attr_list", "def_list", "footnotes", "tables", "toc"),
}
_Fault = tuple[tuple[Key, ...], str]

_Line = Annotated[str, AfterValidator(matching("line", r"[^\n<>]+", "is no plain line of text"))]
_Loudness = Literal["warn", "info", "ignore"]


class _Extra(Part):
    """Where readers are led to change a page; the names in braces are filled in."""

    edit_uri: str
    line_uri: str
    new_uri: str
    issues_uri: str
    preview: Any = False


class _Theme(Part):
    name: Literal["material"]
    custom_dir: str
    font: Literal[False]


class _Language(Part):
    locale: str
    name: _Line
    default: bool = False
    build: Literal[True]


class _Languages(Part):
    docs_structure: Literal["folder"]
    fallback_to_default: Literal[True]
    reconfigure_material: Literal[False]
    reconfigure_search: Literal[False]
    languages: Annotated[tuple[_Language, ...], Field(min_length=1)]


class _Toc(Part):
    toc_depth: Annotated[str, AfterValidator(matching("depth", r"[1-6]-[1-6]", "is no depth such as 2-3"))]


class _NavValidation(Part):
    omitted_files: _Loudness
    not_found: _Loudness
    absolute_links: _Loudness


class _LinkValidation(Part):
    not_found: _Loudness
    anchors: _Loudness
    absolute_links: _Loudness
    unrecognized_links: _Loudness


class _Validation(Part):
    nav: _NavValidation
    links: _LinkValidation


class _Settings(Part):
    """All that mkdocs.yml may hold. What is not named here could run code, read files or reach other hosts."""

    site_name: _Line
    site_description: _Line
    site_url: Any
    repo_url: Any
    extra: _Extra
    docs_dir: Literal["docs"] = "docs"
    site_dir: Literal["site"] = "site"
    use_directory_urls: Literal[True] = True
    nav: tuple[Any, ...]
    theme: _Theme
    hooks: tuple[str, ...]
    watch: tuple[str, ...] = ()
    plugins: tuple[Any, ...]
    markdown_extensions: tuple[Any, ...]
    validation: _Validation


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What the site needs of mkdocs.yml: its languages, English first, and its menu. `tree` keeps the lines."""

    locales: tuple[str, ...]
    menu: Menu
    tree: Tree
    problems: tuple[Problem, ...]


def read_configuration(root: Path) -> Configuration:
    """Return the configuration of a project folder, with all that is wrong with it.

    Raises ProblemsFound where languages and menu can't be told.
    """
    tree = read_yaml(root / CONFIG_FILE, CONFIG_FILE, tags={_ENVIRONMENT_TAG})
    if not isinstance(tree.value, dict):
        raise ProblemsFound([Problem(CONFIG_FILE, 1, "holds no settings; write 'site_name: ...' and the others")])
    _, problems = parse_part(tree, (), _Settings, CONFIG_FILE)
    for part, name, kind in (("plugins", "i18n", _Languages), ("markdown_extensions", "toc", _Toc)):
        for number, found, options in _entries(tree.value, part):
            if found == name and options is not None:
                problems += parse_part(tree, (part, number, name), kind, CONFIG_FILE)[1]
    checks = (_check_tags, _check_addresses, _check_names, _check_nav, _check_files)
    for check in checks:
        problems += [Problem(CONFIG_FILE, tree.line(path), message) for path, message in check(tree, root)]
    locales = _locales(tree.value)
    problems += [Problem(CONFIG_FILE, tree.line(("plugins",)), message) for message in _locale_faults(locales)]
    if not locales or locales[0] != SOURCE_LOCALE or any(path[:1] == ("nav",) for path, _ in _check_nav(tree, root)):
        raise ProblemsFound(problems)
    return Configuration(
        locales=tuple(dict.fromkeys(locales)), menu=parse_menu(tree), tree=tree, problems=tuple(problems)
    )


def check_configuration(root: Path) -> None:
    """Raise ProblemsFound unless MkDocs may read the configuration of a project folder."""
    if problems := read_configuration(root).problems:
        raise ProblemsFound(problems)


def _check_tags(tree: Tree, _: Path) -> Iterator[_Fault]:
    """Only three settings come from the environment, each from one variable."""
    for path, tag in tree.tags.items():
        variable = _FROM_ENVIRONMENT.get(path)
        if variable is None:
            known = ", ".join(".".join(map(str, known)) for known in _FROM_ENVIRONMENT)
            yield path, f"takes its value from the environment ({tag}); only {known} may"
        elif not isinstance(value := _at(tree, path), tuple) or len(value) != 2 or value[0] != variable:
            yield path, f"takes its value from another variable; write {tag} [{variable}, and the value without it]"


def _check_addresses(tree: Tree, _: Path) -> Iterator[_Fault]:
    """Addresses begin with https:// or http://, and name in braces what is filled in, no more."""
    for name in ("site_url", "repo_url"):
        value = tree.value.get(name)
        address = value[1] if isinstance(value, tuple) and len(value) == 2 else value
        if not isinstance(address, str) or not re.fullmatch(r"https?://[^\s<>\"'\\]+", address):
            yield (name,), f"{name} is not a web address; begin it with https://"
    for name, known in _PLACES.items():
        value = _at(tree, ("extra", name))
        for match in _PLACE.finditer(value if isinstance(value, str) else ""):
            if match[1] not in known:
                yield (
                    ("extra", name),
                    f"extra.{name} holds '{shown(match[0])}'; it may hold {', '.join(map('{{{}}}'.format, known))}",
                )
    preview = _at(tree, ("extra", "preview"))
    if (preview[-1] if isinstance(preview, tuple) and preview else preview) not in (None, False, True):
        yield ("extra", "preview"), "extra.preview is not true or false"


def _check_names(tree: Tree, _: Path) -> Iterator[_Fault]:
    """No plugin and no extension of Markdown but those that the site was made with, each once."""
    for part, what in (("plugins", "plugin"), ("markdown_extensions", "extension of Markdown")):
        seen: set[str] = set()
        known = _KNOWN[part]
        for number, name, _options in _entries(tree.value, part):
            if name not in known:
                near = nearest(str(name), known) or f"; known here: {', '.join(known)}"
                yield (part, number), f"'{shown(str(name))}' is no {what} that this site may run{near}"
            elif name in seen:
                yield (part, number), f"the {what} '{name}' is named twice"
            seen.add(str(name))
        if part == "plugins" and "i18n" not in seen:
            yield (part,), "plugins: i18n: is missing; it names the languages"


def _check_nav(tree: Tree, _: Path) -> Iterator[_Fault]:
    """The menu is a list of pages and of groups: a heading with a list of pages."""
    entries = tree.value.get("nav")
    if not isinstance(entries, tuple):
        yield ("nav",), "nav is not a list of pages; begin each with '- '"
        return
    for number, entry in enumerate(entries):
        if isinstance(entry, dict) and len(entry) == 1:
            title, pages = next(iter(entry.items()))
            if not isinstance(pages, tuple) or not pages:
                yield ("nav", number, title), f"nav: '{shown(title)}' is not a list of pages; begin each with '- '"
            for place, page in enumerate(pages if isinstance(pages, tuple) else ()):
                if not isinstance(page, str):
                    yield (
                        ("nav", number, title, place),
                        f"nav: '{shown(title)}' holds more than paths of pages; a group has no groups in it",
                    )
        elif not isinstance(entry, str):
            yield ("nav", number), "nav: an entry is a page's path, or one heading with a list of pages"


def _check_files(tree: Tree, root: Path) -> Iterator[_Fault]:
    """The code that runs and the looks are this repository's own; what is watched is the project's."""
    hooks = tree.value.get("hooks")
    given = hooks if isinstance(hooks, tuple) else ()
    ours = [number for number, path in enumerate(given) if isinstance(path, str) and (root / path).resolve() == _HOOKS]
    for number, path in enumerate(given):
        if number not in ours[:1]:
            yield (
                ("hooks", number),
                f"hooks: '{shown(str(path))}' is not scripts/hooks.py, named once; no other code may run",
            )
    if not ours:
        yield ("hooks",), "hooks: scripts/hooks.py is missing; without it there are no pages of records"
    looks = _at(tree, ("theme", "custom_dir"))
    # A network may have looks of its own; they are code, as are the scripts, and reviewed as such.
    if isinstance(looks, str) and (root / looks).resolve() not in (_OVERRIDES, (root / "overrides").resolve()):
        yield ("theme", "custom_dir"), f"theme.custom_dir '{shown(looks)}' is not the folder overrides"
    watched = tree.value.get("watch")
    for number, path in enumerate(watched if isinstance(watched, tuple) else ()):
        folder = (root / path).resolve() if isinstance(path, str) else Path("/")
        if not (folder.is_relative_to(root.resolve()) or folder.is_relative_to(_REPOSITORY)):
            yield ("watch", number), f"watch: '{shown(str(path))}' is outside this project"


def _at(tree: Tree, path: tuple[Key, ...]) -> Any:
    """Return the value of a field inside groups of fields, or None where there is none."""
    value = tree.value
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _entries(settings: dict[str, Any], part: str) -> Iterator[tuple[int, Any, Any]]:
    """Yield number, name and options of each entry of a list of names, of which some have options."""
    listed = settings.get(part)
    for number, entry in enumerate(listed if isinstance(listed, tuple) else ()):
        if isinstance(entry, dict) and len(entry) == 1:
            yield number, *next(iter(entry.items()))
        else:
            yield number, entry, None


def _locales(settings: dict[str, Any]) -> tuple[str, ...]:
    """Return the codes of all languages that can be read."""
    found = []
    for _, name, options in _entries(settings, "plugins"):
        languages = options.get("languages") if name == "i18n" and isinstance(options, dict) else None
        for language in languages if isinstance(languages, tuple) else ():
            if isinstance(language, dict) and isinstance(code := language.get("locale"), str):
                found.append(code)
    return tuple(found)


def _locale_faults(locales: tuple[str, ...]) -> Iterator[str]:
    """English comes first, each language once, and CLDR knows all of them."""
    if not locales or locales[0] != SOURCE_LOCALE:
        yield f"plugins: i18n: languages must begin with locale: {SOURCE_LOCALE}"
    for locale in dict.fromkeys(locales):
        if locales.count(locale) > 1:
            yield f"plugins: i18n: the language '{locale}' is named twice"
        try:
            Locale(locale).check()
        except ValueError as error:
            yield str(error)
