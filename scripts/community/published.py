"""The register of every address that was ever published, `published/urls.txt`: lines are only added to it.

An address stands as it is below the site's root, with its language: `hr/guidelines/`, `documents/x-hr.pdf`; the root
itself is `/`. Fragments are not in it: no server ever sees them.
"""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from community.problems import Problem, ProblemsFound
from community.read import read_text

FOLDER = "published"
REGISTER = f"{FOLDER}/urls.txt"
_HEAD = "# Every address that was ever published. Lines are only added, by: make urls\n"
# What serves the pages and is no address of its own: named by its content, or read by hosts only.
_MACHINERY = ("assets/", "pagefind/")
_HOSTS_FILES = {"_headers", "_redirects", "404.html"}


def read_register(root: Path) -> dict[str, int]:
    """Return every address of a project's register with its line; nothing where there is no register yet."""
    path = root / REGISTER
    if not path.exists():
        return {}
    found: dict[str, int] = {}
    problems = []
    for number, line in enumerate(read_text(path, REGISTER).splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        address = line.removeprefix("/")
        if line != "/" and (line.startswith("/") or ".." in line.split("/") or line != line.strip()):
            problems.append(Problem(REGISTER, number, f"'{line}' is no address below the site's root"))
        elif address in found:
            problems.append(Problem(REGISTER, number, f"'{line}' stands on line {found[address]} already"))
        found.setdefault(address, number)
    if problems:
        raise ProblemsFound(problems)
    return found


def register_text(known: Iterable[str], new: Iterable[str]) -> str:
    """Return the text of a register: what is known in its order, then what is new in that of the alphabet."""
    addresses = dict.fromkeys([*known, *sorted(new)])
    return _HEAD + "".join(f"{address or '/'}\n" for address in addresses)


def addresses_in(site: Path) -> Iterator[str]:
    """Yield the address of every page and file that a built site offers to readers."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    known = set(names)
    for name in names:
        folder, _, file = name.rpartition("/")
        hidden = any(part.startswith(".") for part in name.split("/") if part != ".well-known")
        packed = name.endswith((".gz", ".br")) and name[:-3] in known
        listed = name.startswith("manifest") and name.endswith(".sha256")
        if hidden or packed or listed or name.startswith(_MACHINERY) or file in _HOSTS_FILES:
            continue
        yield name if file != "index.html" else f"{folder}/" if folder else ""


def lost_lines(root: Path) -> list[str]:
    """Return the lines that a project's register once had, by the history that git knows, and has no more."""
    command = ["git", "-C", str(root), "log", "--format=", "--no-color", "-p", "-U0", "--", REGISTER]
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return []
    if told.returncode:  # a folder without history, such as one that was downloaded
        return []
    changed = [line for line in told.stdout.splitlines() if line.startswith(("+", "-"))]
    ever = {line[1:] for line in changed if not line.startswith(("+++", "---", "+#", "-#"))}
    now = set((root / REGISTER).read_text("utf-8").splitlines()) if (root / REGISTER).exists() else set()
    return sorted(ever - now)
