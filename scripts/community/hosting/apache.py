"""The `.htaccess` of a site, for Apache 2.4 with mod_headers, mod_mime, mod_dir and mod_rewrite.

A directive of a module that is not loaded stops the site with an error, on purpose: no header may go missing unseen.
"""

import re
from collections.abc import Iterator

from community.hosting.plan import Plan
from community.hosting.policy import (
    ALWAYS,
    ARRIVING,
    IMMUTABLE,
    REVALIDATED,
    TEXT_ENDINGS,
    TYPES,
    VARIES,
    asks_for,
    immutable_pattern,
)


def htaccess(plan: Plan) -> str:
    """Return the file for the site's root folder."""
    return (
        "# Made by scripts/build_site.py; changes here are lost with the next release.\n"
        + "\n".join(_lines(plan))
        + "\n"
    )


def _lines(plan: Plan) -> Iterator[str]:
    base = re.escape(plan.base)
    yield "Options -Indexes -MultiViews"
    yield "DirectoryIndex index.html"
    yield "AddDefaultCharset utf-8"
    yield f"AddCharset utf-8 {' '.join(f'.{ending}' for ending in TEXT_ENDINGS)}"
    for ending, kind in TYPES.items():
        yield f"AddType {kind} .{ending}"
    yield "RemoveType .gz .br"
    yield "RemoveLanguage .br"  # also the Breton language, in the list that Apache ships
    yield "AddEncoding gzip .gz"
    yield "AddEncoding br .br"
    for name, value in {**ALWAYS, "Cache-Control": REVALIDATED}.items():
        yield f'Header always set {name} "{value}"'
    yield 'Header append Vary "Accept-Encoding"'
    yield f'<If "%{{REQUEST_URI}} =~ m#^{base}(?:{immutable_pattern()})# && -f %{{REQUEST_FILENAME}}">'
    yield f'    Header always set Cache-Control "{IMMUTABLE}"'
    yield "</If>"
    yield f'<If "%{{REQUEST_URI}} =~ m#^{base}(?:index\\.html(?:\\.br|\\.gz)?)?$#">'
    yield f'    Header always append Vary "{VARIES}"'
    yield "</If>"
    yield f"ErrorDocument 404 {plan.not_found_anywhere}"
    yield f"ErrorDocument 410 {plan.not_found_anywhere}"
    for locale in plan.not_found:
        yield f'<If "%{{REQUEST_URI}} =~ m#^{base}{locale}/#">'
        yield f"    ErrorDocument 404 {plan.not_found_in(locale)}"
        yield f"    ErrorDocument 410 {plan.not_found_in(locale)}"
        yield "</If>"
    yield "RewriteEngine On"
    yield "RewriteCond %{REQUEST_METHOD} !^(?:GET|HEAD)$"
    yield "RewriteRule ^ - [R=405,L]"
    yield r"RewriteRule (?:^|/)\.(?!well-known/) - [R=404,L]"
    for old, new in plan.pairs():
        way = re.escape(old.removeprefix(plan.base).removesuffix("/")) + ("/?" if old.endswith("/") else "")
        yield f"RewriteRule ^{way}$ - [G,L]" if new is None else f"RewriteRule ^{way}$ {new} [R=301,L]"
    for locale in plan.locales[1:]:
        others = tuple(other for other in plan.locales if other != locale)
        yield "RewriteCond %{HTTP:Sec-Fetch-Mode} ^navigate$"
        yield f"RewriteCond %{{HTTP:Sec-Fetch-Site}} ^(?:{'|'.join(ARRIVING)})$"
        yield f'RewriteCond %{{HTTP:Accept-Language}} "{asks_for(locale, others)}" [NC]'
        yield f"RewriteRule ^$ {plan.base}{locale}/ [R=302,L]"
    yield r"RewriteCond %{ENV:REDIRECT_STATUS} ^$"
    yield r"RewriteRule \.(?:gz|br)$ - [R=404,L]"
    for coding, ending in (("br", "br"), ("gzip", "gz")):
        yield rf"RewriteCond %{{HTTP:Accept-Encoding}} (?:^|,)\s*{coding}\s*(?:,|;(?!\s*q=0(?:\.0*)?\s*(?:,|$))|$)"
        yield f"RewriteCond %{{REQUEST_FILENAME}}.{ending} -f"
        yield rf"RewriteRule ^(.+\.(?:{'|'.join(TEXT_ENDINGS)}))$ {plan.base}$1.{ending} [L]"
