"""The files that Netlify and Cloudflare Pages read in the root folder of a site: `_headers` and `_redirects`."""

from collections.abc import Iterator

from community.hosting.plan import Plan
from community.hosting.policy import ALWAYS, IMMUTABLE, IMMUTABLE_PATHS
from community.moves import MOVED
from community.problems import Problem

# What Cloudflare Pages takes; from its own reader of these files.
MOST_REDIRECTS = 2_000
MOST_RULES = 100
MOST_IN_LINE = 2_000


def headers_file(plan: Plan) -> str:
    """Return `_headers`. Both hosts join what several rules say of one header, so no header is in two that meet.

    Cache-Control is told only of files that never change: both hosts have all others revalidated unasked.
    """
    lines = [f"{plan.base}*", *(f"  {name}: {value}" for name, value in ALWAYS.items())]
    for path in IMMUTABLE_PATHS:
        lines += [f"{plan.base}{path}", f"  Cache-Control: {IMMUTABLE}"]
    return "\n".join(lines) + "\n"


def netlify_redirects(plan: Plan) -> str:
    """Return `_redirects` for Netlify, where `!` goes before the page that stands there for other hosts."""
    lines = [
        f"{old} {plan.not_found_anywhere} 410!" if new is None else f"{old} {new} 301!" for old, new in plan.pairs()
    ]
    lines += [f"{plan.base}{locale}/* {plan.not_found_in(locale)} 404" for locale in plan.not_found]
    return "\n".join(lines) + "\n"


def cloudflare_redirects(plan: Plan) -> str:
    """Return `_redirects` for Cloudflare Pages, which takes no 410, and finds the 404 page of a language by itself."""
    return "".join(f"{old} {new} 301\n" for old, new in _cloudflare_pairs(plan))


def check_cloudflare(plan: Plan) -> Iterator[Problem]:
    """Cloudflare Pages takes only so many redirects; it would pass over the rest in silence."""
    count = sum(1 for _ in _cloudflare_pairs(plan))
    if count > MOST_REDIRECTS:
        yield Problem(
            MOVED, 1, f"gives {count} redirects with all languages; Cloudflare Pages takes {MOST_REDIRECTS:,}"
        )


def _cloudflare_pairs(plan: Plan) -> Iterator[tuple[str, str]]:
    for old, new in plan.pairs():
        if new is not None:
            yield old, new
            if old.endswith("/") and old != plan.base:
                yield old[:-1], new
