"""Measure how time, memory and the size of a page grow with the number of pages, on invented networks.

python scripts/measure_scale.py                                     up to European size: 34 countries, 24 languages
python scripts/measure_scale.py --countries 2 4 8 --locales 3       in minutes

A machine that others use too is not as fast in one minute as in the next: the smallest network is built again after
each larger one, and times are compared at the pace that it tells.

Documents are left out: 24 languages of all editions would be tens of thousands of files. They are measured by
scripts/build_documents.py, and grow with records, languages and countries, not with pages.
"""

import argparse
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import run
from community.project import ROOT
from scale.growth import Built, growth, page_sizes
from scale.network import COUNTRIES, Size
from scale.project import write_project
from scale.pseudo import LOCALES


def main() -> int:
    """Build each size, tell it as it ends, and print the growth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--countries", type=int, nargs="+", default=[9, 17, 34], choices=range(1, len(COUNTRIES) + 1), metavar="N"
    )
    parser.add_argument("--clusters", type=int, default=20, help="in each country (default: 20)")
    parser.add_argument("--locales", type=int, default=24, choices=range(1, len(LOCALES) + 1), metavar="1-24")
    parser.add_argument("--library", type=int, default=24, help="guidelines; other records follow (default: 24)")
    parser.add_argument("--jobs", help="given to build_site.py")
    parser.add_argument("--search", action="store_true", help="with the search index")
    parser.add_argument("--folder", type=Path, help="where to make everything (default: a temporary folder)")
    options = parser.parse_args()
    command = [sys.executable, str(ROOT / "scripts" / "build_site.py"), "--without", "documents"]
    command += [] if options.search else ["--without", "search"]
    command += ["--jobs", options.jobs] if options.jobs else []
    sizes = sorted(options.countries)
    built: list[Built] = []
    with TemporaryDirectory(dir=options.folder) as name:

        def build(countries: int) -> Built:
            folder = Path(name) / f"countries-{countries}"
            size = Size(countries, options.clusters, LOCALES[: options.locales], options.library)
            for _ in write_project(folder, size, "measured"):
                pass
            site = folder / "site"
            environment = {"SITE_URL": "https://scale.example/"}
            took = run([*command, "--project", str(folder), "--site", str(site)], folder, environment)
            made = Built(*page_sizes(site.resolve()), took)
            shutil.rmtree(folder)
            print(growth([made]), flush=True)
            return made

        before = build(sizes[0])
        built.append(before)
        for countries in sizes[1:]:
            made, after = build(countries), build(sizes[0])
            built.append(replace(made, pace=(before.took.cpu + after.took.cpu) / 2 / built[0].took.cpu))
            before = after
    print(f"\n{growth(built)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
