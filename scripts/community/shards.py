"""Shards: some languages of a site, built by themselves, and joined to the site that one build would have made."""

import json
import shutil
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

from community.builder import Builder
from community.documents.kinds import KINDS
from community.documents.shelf import documents_json
from community.links import PageLinks
from community.problems import Problem, ProblemsFound
from community.workers import spread

# What a shard tells the merge; it is no file of the site.
SHARD_FILE = "shard.json"


def build_shard(builder: Builder) -> None:
    """Write only what the builder's languages have for themselves, and what a merge must know. Raises ProblemsFound."""
    builder.build_languages()
    told = {"print": builder.print, "locales": builder.locales, "documents": builder.site.shelf.entries()}
    (builder.order.target / SHARD_FILE).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def merge(builder: Builder, shards: Sequence[Path]) -> dict[str, PageLinks]:
    """Join the trees of shards, as the builder would have made them at once. Raises ProblemsFound."""
    locales, target = builder.site.project.locales, builder.order.target
    told = [_told_by(shard, builder.print) for shard in shards]
    problems = [problem for problem, _ in told if problem]
    made = [locale for _, shard in told for locale in shard.get("locales", ())]
    for locale in locales:
        if (count := made.count(locale)) != 1:
            problems.append(Problem(f"docs/{locale}", 1, f"is in {count} shards; each language must be in one"))
    if problems:
        raise ProblemsFound(problems)
    for shard in shards:
        shutil.copytree(shard, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(SHARD_FILE))
    entries = [entry for _, shard in told for entry in shard["documents"]]
    order = {(kind, locale): n for n, (kind, locale) in enumerate(product(KINDS, locales))}
    entries.sort(key=lambda entry: order[entry["kind"], entry["locale"]])
    names = sorted(path.relative_to(target).as_posix() for path in target.rglob("*.html"))
    pages = list(spread(builder.read_page, names, builder.order.processes))
    return builder.finish(pages, documents_json(entries))


def _told_by(shard: Path, expected: str) -> tuple[Problem | None, dict[str, Any]]:
    try:
        told = json.loads((shard / SHARD_FILE).read_text("utf-8"))
        if told["print"] == expected:
            return None, told
        message = "was built from other files, or by another version; build all shards from one commit"
    except (OSError, ValueError, KeyError, TypeError):
        message = "is no shard; build_site.py --shard makes one"
    return Problem(str(shard), 1, message), {}
