"""Make an invented network of any size in a new folder, to measure how the site's time and memory grow with it.

python scripts/make_scale_data.py --countries 34 --clusters 20 --locales 24 TARGET

It is the same for the same seed. Every text says that it is invented; translations are made-up words.
"""

import argparse
import sys
from pathlib import Path

from community.command_line import tells_problems
from scale.network import COUNTRIES, Size
from scale.project import write_project
from scale.pseudo import LOCALES


@tells_problems
def main() -> int:
    """Write the folder; return 1 if it is not empty."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path, help="a folder that is new or empty")
    parser.add_argument("--countries", type=int, default=34, choices=range(1, len(COUNTRIES) + 1), metavar="1-34")
    parser.add_argument("--clusters", type=int, default=20, help="in each country (default: 20)")
    parser.add_argument("--locales", type=int, default=24, choices=range(1, len(LOCALES) + 1), metavar="1-24")
    parser.add_argument("--library", type=int, default=24, help="guidelines; other records follow (default: 24)")
    parser.add_argument("--seed", default="measured")
    options = parser.parse_args()
    size = Size(options.countries, options.clusters, LOCALES[: options.locales], options.library)
    target: Path = options.target
    try:
        for step in write_project(target.resolve(), size, options.seed):
            print(f"written: {step}", flush=True)
    except FileExistsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
