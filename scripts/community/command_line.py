"""What all scripts share: which project they work on, and how they tell what is wrong with it."""

import argparse
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from community.problems import ProblemsFound
from community.project import ROOT, Project

Arguments = ParamSpec("Arguments")


def parser_of(description: str | None) -> argparse.ArgumentParser:
    """Return a parser for a script's own options, described by its docstring, with the project folder as an option."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", type=Path, default=ROOT, help="the project folder (default: this repository)")
    return parser


def load_project(options: argparse.Namespace) -> Project:
    """Return the project that the options name. Raises ProblemsFound."""
    return Project.load(options.project.resolve())


def tells_problems(main: Callable[Arguments, int]) -> Callable[Arguments, int]:
    """Return a script's main function that prints the problems it meets, a line each, and returns 1 for them."""

    @wraps(main)
    def telling(*arguments: Arguments.args, **named: Arguments.kwargs) -> int:
        try:
            return main(*arguments, **named)
        except ProblemsFound as found:
            print(found, file=sys.stderr)
            return 1

    return telling
