"""Write .vscode/schemas/, which lets an editor's program complete and check the files in data/ while they type."""

import argparse
import sys

from community.project import ROOT
from community.schemas import schema_files

FOLDER = ROOT / ".vscode" / "schemas"


def main() -> int:
    """Write the schemas, or with --check only say which would change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if a file would change")
    check = parser.parse_args().check
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = 0
    for name, text in schema_files().items():
        path = FOLDER / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if check:
            print(f".vscode/schemas/{name}:1: is old; run: python scripts/update_schemas.py", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"updated .vscode/schemas/{name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
