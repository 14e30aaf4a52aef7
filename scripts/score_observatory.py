"""Score a built site as MDN's HTTP Observatory does, offline: its own tests on what nginx answers with our files.

The names and ports of this machine stand for those of a real host, and the test's certificate counts as trusted: a
certificate is the host's and not the site's. Needs nginx, node and npm's @mdn/mdn-http-observatory.
"""

import argparse
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from community.project import ROOT

sys.path.append(str(ROOT / "tests"))  # the server that the tests use
from servers import NAME, Answer, nginx

PACKAGE = "@mdn/mdn-http-observatory"
GOAL = 125
# Reads the answers from its input, and gives the Observatory's own tests what its retriever would have.
_SCORING = """
import { readFileSync } from "node:fs";
const source = new URL(`file://${process.argv[2]}/src/`);
const { ALL_TESTS } = await import(new URL("constants.js", source));
const { Requests } = await import(new URL("types.js", source));
const { parseHttpEquivHeaders } = await import(new URL("retriever/utils.js", source));
const grader = await import(new URL("grader/grader.js", source));
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await import(new URL("grader/charts.js", source));
const { name, first, page, html } = JSON.parse(readFileSync(0, "utf8"));
const requests = new Requests(name);
const url = new URL(`https://${name}/`);
const answer = (told) => ({ ...told, verified: true, request: { responseURL: url.href } });
requests.responses.http = requests.responses.https = requests.responses.auto = answer(page);
requests.responses.httpRedirects = [
  { url: new URL(`http://${name}/`), status: first.status },
  { url: new URL(first.headers.location), status: page.status },
];
requests.responses.httpsRedirects = [{ url, status: page.status }];
requests.responses.cors = null;
requests.responses.auto.httpEquiv = parseHttpEquivHeaders(html, url.href);
requests.resources.path = html;
requests.session = { url, jar: { serializeSync: () => ({ cookies: [] }) } };
const results = ALL_TESTS.map((test) => test(requests)).filter((one) => one.result);
const modifiers = results.map((one) => grader.getScoreModifier(one.result));
const uncurved = 100 + modifiers.filter((value) => value < 0).reduce((sum, value) => sum + value, 0);
const all = 100 + modifiers.reduce((sum, value) => sum + value, 0);
const { score, grade } = grader.getGradeForScore(uncurved >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? all : uncurved);
const tests = results.map((one, place) => [one.constructor.name, one.result, modifiers[place]]);
console.log(JSON.stringify({ score, grade, tests }));
"""


@dataclass(frozen=True, slots=True)
class Score:
    """What the Observatory says: the points and grade, and each of its tests with its result and points."""

    score: int
    grade: str
    tests: tuple[tuple[str, str, int], ...]


def observatory(modules: Path, root: Path, base: str = "") -> Score:
    """Return the score of the site in a folder that nginx serves; `base` is the site's path in it."""
    package = (modules / PACKAGE).absolute()
    preloaded = package / "conf" / "hsts-preload.json"
    if not preloaded.exists():  # the package would fetch the browsers' list; no site of ours is in it
        preloaded.write_text("{}", encoding="utf-8")
    prefix = f"{base}/" if base else ""
    with TemporaryDirectory() as scratch, nginx(root.absolute(), Path(scratch), base) as server:
        first, page = server.get(prefix, plain=True), server.get(prefix)
    script = package / "score.mjs"
    script.write_text(_SCORING, encoding="utf-8")
    told = {"name": NAME, "first": _as_told(first), "page": _as_told(page), "html": page.text}
    command = [shutil.which("node") or "node", str(script), str(package)]
    done = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return Score(found["score"], found["grade"], tuple(tuple(test) for test in found["tests"]))


def _as_told(answer: Answer) -> dict[str, object]:
    return {"status": answer.status, "headers": answer.headers}


def main() -> int:
    """Print the score and what it is made of; exit code 1 if it is below the goal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT / "site", help="the folder that is served (default: site/)")
    parser.add_argument("--base", default="", help="the path of the site in it, if it is below one")
    parser.add_argument("--modules", type=Path, default=ROOT / "tests" / "tools" / "node_modules")
    options = parser.parse_args()
    if not (options.modules / PACKAGE).is_dir():
        print(f"{options.modules}: has no {PACKAGE}", file=sys.stderr)
        return 1
    score = observatory(options.modules, options.root, options.base)
    for name, result, points in score.tests:
        print(f"{points:+4} {name}: {result}")
    print(f"MDN Observatory: {score.score} ({score.grade}); goal: {GOAL}")
    return 0 if score.score >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
