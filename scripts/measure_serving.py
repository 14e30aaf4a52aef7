"""Measure how many requests a second nginx answers with the home page of a built site, beside a tiny file.

wrk asks for both in turn, on this machine and with the site's own deploy/nginx.conf. What counts is their ratio, which
says what a page costs beyond a request. nginx with brotli and wrk must be installed (make programs).
"""

import argparse
import re
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from community.project import ROOT

sys.path.append(str(ROOT / "tests"))  # the server that the tests use
from servers import NAME, nginx

ROUNDS = 5
GOAL = 0.7


def requests_a_second(address: str, seconds: int) -> tuple[float, int]:
    """Return how many requests a second were answered, and how many went wrong."""
    command = ["wrk", "--threads", "1", "--connections", "32", "--duration", f"{seconds}s"]
    command += ["--header", "Accept-Encoding: br", "--header", f"Host: {NAME}", address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert rate, told
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", told)
    counted = [*(failed.groups() if failed else ()), *(broken.groups() if broken else ())]
    return float(rate[1]), sum(map(int, counted))


def main() -> int:
    """Print both rates and their ratio; exit code 1 if a request went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT / "site", help="the folder that is served (default: site/)")
    parser.add_argument("--base", default="", help="the path of the site in it, if it is below one")
    parser.add_argument("--seconds", type=int, default=3, help="how long each measurement takes")
    options = parser.parse_args()
    site = options.root / options.base if options.base else options.root
    if not (site / ".server").is_dir():
        print(f"{site}: was not built for a server; build it with: make site", file=sys.stderr)
        return 1
    prefix = f"{options.base}/" if options.base else ""
    rates: dict[str, list[float]] = {f"{prefix}robots.txt": [], prefix: []}
    errors = 0
    with TemporaryDirectory() as scratch, nginx(options.root.absolute(), Path(scratch), options.base) as server:
        home = server.get(prefix, {"Accept-Encoding": "br"})
        for _ in range(ROUNDS):
            for address, found in rates.items():
                rate, failed = requests_a_second(server.root + address, options.seconds)
                found.append(rate)
                errors += failed
        assert urlsplit(server.root).scheme == "https"
    tiny, page = (statistics.median(found) for found in rates.values())
    print(f"robots.txt: {tiny:,.0f} requests a second (TLS, median of {ROUNDS})")
    print(f"home page: {page:,.0f} requests a second, {len(home.body):,} bytes {home.headers['content-encoding']}")
    print(f"ratio: {page / tiny:.2f} (goal: {GOAL}); {errors} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
