"""What an audit found, as a record of data/assessments.yaml, from which the accessibility statement is made."""

from importlib.metadata import version as package_version
from pathlib import Path

import yaml

from community.audit import tools
from community.audit.bench import Bench
from community.audit.views import html_errors, walked
from community.audit.walk import axe_version

_LAYOUT = ("text spacing", "320 px", "moves", "missing", "another host", "kept", "script")


def assessment(bench: Bench, day: str) -> dict[str, object]:
    """Return the record of what was found on a day. Who tested besides programs is known to nobody here: nobody."""
    found = walked(bench)
    layout = [fault for visit in found.visits for fault in visit.faults if fault.startswith(("text spacing", "320 px"))]
    rules = [fault for visit in found.visits for fault in visit.faults if not fault.startswith(_LAYOUT)]
    errors = [error for part in html_errors(bench) for error in part]
    states = ["light", "dark", "forced-colours", "narrow", "menu-open", "search-open"]
    count = len(bench.pages)
    return {
        "id": f"test-{day}",
        "date": day,
        "pages": count,
        "languages": len(bench.project.locales),
        "checks": [
            {"kind": "rules", "tool": "axe-core", "version": axe_version(), "views": found.views,
             "faults": len(rules), "states": states},
            {"kind": "markup", "tool": "Nu HTML checker", "version": tools.version("vnu-jar"), "views": 2 * count,
             "faults": len(errors)},
            {"kind": "layout", "tool": "Playwright", "version": package_version("playwright"), "views": 2 * count,
             "faults": len(layout)},
        ],
        "by_people_with_disabilities": False,
        "by_screen_reader_users": False,
    }  # fmt: skip


def append(record: dict[str, object], file: Path) -> None:
    """Add a record to the list in a file; one of the same day is replaced."""
    text = file.read_text("utf-8")
    entry = yaml.safe_dump([record], sort_keys=False, allow_unicode=True, width=120)
    start = text.find(f"- id: {record['id']}\n")
    kept = text if start < 0 else text[:start]
    file.write_text(f"{kept.rstrip()}\n{entry}" if kept.strip() else entry, encoding="utf-8")
