"""What every host is told to send with an answer, said once; the files for each host are made from this."""

import re

# Nothing inline, nothing from elsewhere, in nobody's frame; Pagefind's index is read by WebAssembly.
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{name} {value}" for name, value in _POLICY.items())

# What the pages never ask for, so that nothing that got into them could.
_REFUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb", "xr-spatial-tracking")

# Sent with every answer. Two years are what browsers' lists ask of HSTS; subdomains are not the site's to speak for.
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _REFUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# Files named by their content never change; all others are asked for anew and mostly answered "not modified".
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATED = "public, max-age=0, must-revalidate"
# `:name` is one folder and `*` is all below, as Netlify and Cloudflare write it.
IMMUTABLE_PATHS = ("assets/:digest/*", "pagefind/:locale/fragment/*", "pagefind/:locale/index/*")

# The answer at the root depends on these: see `asks_for`.
VARIES = "Accept-Language, Sec-Fetch-Mode, Sec-Fetch-Site"
# How a reader arrives who has chosen no language: from a bookmark, a typed address or another site. Who follows a link
# of this site has chosen, and gets what the link says. Old browsers and search engines do not tell: they get English.
ARRIVING = ("none", "cross-site", "same-site")

# Every kind of file that a site may hold, by the ending of its name. What is not here is sent as bytes to keep.
TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "csv": "text/csv",
    "sha256": "text/plain",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
}
TEXT_ENDINGS = ("html", "css", "js", "json", "xml", "svg", "txt", "csv", "sha256")
OTHER_TYPE = "application/octet-stream"


def immutable_pattern() -> str:
    """Return a regular expression for the addresses, below the site's root, of files that never change."""
    return "|".join(re.sub(r":\w+", "[^/]+", path.removesuffix("*")) for path in IMMUTABLE_PATHS)


def asks_for(locale: str, others: tuple[str, ...]) -> str:
    """Return a regular expression for an Accept-Language whose first language that the site has is this one.

    Browsers send languages in the order of their weight; a language with the weight 0 is one that is refused.
    """
    refused = r"(?:\s*;\s*q=0(?:\.0*)?\s*(?:,|$))"
    passed = "|".join(map(re.escape, others))
    skipped = rf"(?!\s*(?:{passed})(?![a-z])(?:-[a-z0-9-]+)?(?!{refused}))[^,]*," if others else "[^,]*,"
    return rf"^(?:{skipped})*\s*{re.escape(locale)}(?![a-z])(?:-[a-z0-9-]+)?(?!{refused})(?:\s*[,;]|\s*$)"
