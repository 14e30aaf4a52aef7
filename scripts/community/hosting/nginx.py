"""The two files that nginx includes: maps, outside of any server, and what belongs inside the site's own server.

No `add_header` stands in a location: one there would drop all those of the server. What differs from file to file comes
from maps instead. Redirects are exact locations and no map, whose room only the host's own file can set.
"""

import re
from collections.abc import Iterator

from community.hosting.plan import Plan
from community.hosting.policy import (
    ALWAYS,
    ARRIVING,
    IMMUTABLE,
    OTHER_TYPE,
    REVALIDATED,
    TEXT_ENDINGS,
    TYPES,
    VARIES,
    asks_for,
    immutable_pattern,
)

_MADE = "# Made by scripts/build_site.py from the site itself; changes here are lost with the next release.\n"


def maps_file(plan: Plan) -> str:
    """Return what stands outside of the server: what depends on an address or on what a browser asks for."""
    base = re.escape(plan.base)
    lines = [
        "map $uri $site_not_found {",
        f"    default {plan.not_found_anywhere};",
        *(f"    ~^{base}{locale}/ {plan.not_found_in(locale)};" for locale in plan.not_found),
        "}",
        "map $uri $site_caching {",
        f'    default "{REVALIDATED}";',
        f'    "~^{base}(?:{immutable_pattern()})" "{IMMUTABLE}";',
        "}",
        "map $uri $site_varies {",
        '    default "";',
        f'    {plan.base} "{VARIES}";',
        f'    {plan.base}index.html "{VARIES}";',
        "}",
        "map $http_accept_language $site_asked {",
        '    default "";',
        *(f'    "~*{asks_for(locale, _without(plan.locales, locale))}" {locale};' for locale in plan.locales[1:]),
        "}",
        'map "$http_sec_fetch_mode $http_sec_fetch_site $site_asked" $site_language {',
        '    default "";',
        f'    "~^navigate (?:{"|".join(ARRIVING)}) (?<site_found>.+)$" $site_found;',
        "}",
    ]
    return _MADE + "\n".join(lines) + "\n"


def server_file(plan: Plan) -> str:
    """Return what stands inside of the server whose root holds the site."""
    return _MADE + "\n".join(_server(plan)) + "\n"


def _server(plan: Plan) -> Iterator[str]:
    yield "index index.html;"
    yield "autoindex off;"
    yield "absolute_redirect off;"
    yield "server_tokens off;"
    yield "charset utf-8;"
    yield f"charset_types {' '.join(TYPES[ending] for ending in TEXT_ENDINGS[1:] if ending != 'sha256')};"
    yield "types {"
    for ending, kind in TYPES.items():
        yield f"    {kind} {ending};"
    yield "}"
    yield f"default_type {OTHER_TYPE};"
    for name, value in {**ALWAYS, "Cache-Control": "$site_caching", "Vary": "$site_varies"}.items():
        yield f'add_header {name} "{value}" always;'
    # A folder without a page is no secret that must be refused: it is not there.
    yield "error_page 403 =404 $site_not_found;"
    yield "error_page 404 410 $site_not_found;"
    yield f"location = {plan.base} {{"
    yield f'    if ($site_language != "") {{ return 302 {plan.base}$site_language/; }}'
    yield "}"
    yield r"location ~ /\.(?!well-known/) { return 404; }"
    yield r"location ~ \.(?:gz|br)$ { return 404; }"
    for old, new in plan.pairs():
        answer = "return 410;" if new is None else f"return 301 {new}$is_args$args;"
        yield f"location = {old} {{ {answer} }}"
        if old.endswith("/") and old != plan.base:
            yield f"location = {old[:-1]} {{ {answer} }}"


def _without(locales: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(locale for locale in locales if locale != one)
