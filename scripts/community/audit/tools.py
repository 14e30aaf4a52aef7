"""The programs that measure and do not come with Python: where they are, and how they are had."""

import json
import shutil
from pathlib import Path

from community.project import ROOT

TOOLS = ROOT / "tests" / "tools"


class ToolMissingError(RuntimeError):
    """A program that a measure needs is not there; the message says how to get it."""


def program(name: str) -> str:
    """Return the full name of a program. Raises ToolMissingError."""
    found = shutil.which(name)
    if found is None:
        raise ToolMissingError(f"the program {name} is missing; make programs installs it")
    return found


def package(name: str) -> Path:
    """Return the folder of an npm package. Raises ToolMissingError."""
    folder = TOOLS / "node_modules" / name
    if not folder.is_dir():
        raise ToolMissingError(f"the npm package {name} is missing; make audit installs it")
    return folder


def version(name: str) -> str:
    """Return the version of an npm package that the lock file names."""
    lock = json.loads((TOOLS / "package-lock.json").read_text("utf-8"))
    found: str = lock["packages"][f"node_modules/{name}"]["version"]
    return found
