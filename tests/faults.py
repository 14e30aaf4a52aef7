"""Wrong inputs: a copy of the example network with one thing wrong, and what the scripts make of it."""

import importlib
import json
import os
import re
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

SECONDS = 10  # of the processor; a loaded machine is no fault
PATIENCE = 120
BYTES = 1_000_000_000
CORPUS = Path(__file__).with_name("cases") / "faults"


def corpus() -> dict[str, dict[str, Any]]:
    """Return all cases of the corpus by the name of their file."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(CORPUS.glob("*.yaml"))}


def change(folder: Path, changes: list[dict[str, Any]]) -> None:
    """Make a network's folder wrong as a case says."""
    for step in changes:
        _change(folder / step["file"], step)


def _change(path: Path, step: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match step:
        case {"delete": True}:
            path.unlink()
        case {"link": target}:
            path.unlink(missing_ok=True)
            path.symlink_to(target)
        case {"move": target}:
            path.rename(path.with_name(target))
        case {"pipe": True}:
            path.unlink(missing_ok=True)
            os.mkfifo(path)
        case {"folder": True}:
            path.unlink(missing_ok=True)
            path.mkdir()
        case {"hex": digits}:
            path.write_bytes(bytes.fromhex(digits))
        case {"encode": encoding}:
            path.write_bytes(path.read_text("utf-8").encode(encoding))
        case {"write": text}:
            path.write_text(_written(text), "utf-8")
        case {"append": text}:
            path.write_text(path.read_text("utf-8") + _written(text), "utf-8")
        case {"remove_field": field}:
            records = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
            del records[0][field]
            path.write_text(yaml.safe_dump(records, allow_unicode=True, sort_keys=False), "utf-8")
        case {"replace": old, "with": new}:
            text = path.read_text("utf-8")
            assert old in text, "the case no longer fits the example"
            path.write_text(text.replace(old, _written(new), 1), "utf-8")
        case _:
            raise ValueError(step)


def _written(text: str | dict[str, Any]) -> str:
    """Return a text as it stands, or one put together: `times` a text, with what stands before and after it."""
    if isinstance(text, str):
        return text
    repeated = str(text["repeat"])
    middle = "".join(repeated.replace("NUMBER", str(number)) for number in range(text["times"]))
    return f"{text.get('before', '')}{middle}{text.get('after', '')}"


@dataclass(frozen=True)
class Outcome:
    """How a script ended: its exit code (None: it waited for something for ever), and what it said."""

    code: int | None
    out: str
    err: str


class Scripts:
    """A process that has read all modules once and runs each script in a fork of its own, within limits."""

    def __enter__(self) -> Self:
        """Start the process."""
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._process.communicate()

    def run(self, script: str, *arguments: str | Path) -> Outcome:
        """Run a script's main function with arguments and return how it ended."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([script, *map(str, arguments)]) + "\n")
        self._process.stdin.flush()
        if not (answer := self._process.stdout.readline()):
            raise AssertionError(f"the process that runs the scripts ended with {self._process.wait()}")
        return Outcome(**json.loads(answer))


PLACE = re.compile(r"[^:\n]+:[1-9]\d*: \S")


def told_in(outcome: Outcome) -> list[str]:
    """Return the lines that name a problem."""
    return [line for line in outcome.err.splitlines() if PLACE.match(line)]


def accept(copy_example: Any) -> None:
    """Write into each case what is told today; look at the difference before you commit it."""
    with Scripts() as scripts, tempfile.TemporaryDirectory() as folder:
        for name, case in corpus().items():
            if "told" not in case:
                continue
            network = copy_example(Path(folder) / name)
            change(network, case["changes"])
            told = told_in(scripts.run("check_data", "--project", network))
            if told[: len(case["told"])] != case["told"]:
                case["told"] = told[: len(case["told"])]
                text = yaml.safe_dump(case, allow_unicode=True, sort_keys=False, width=110)
                (CORPUS / f"{name}.yaml").write_text(text, "utf-8")
                print(name)


def _serve() -> None:
    sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
    import build_site
    import check_data

    # What build_site imports late would be imported anew in each fork.
    importlib.import_module("community.building")
    scripts = {"check_data": check_data.main, "build_site": build_site.main}
    for line in sys.stdin:
        script, *arguments = json.loads(line)
        print(json.dumps(_forked(scripts[script], [script, *arguments])), flush=True)


def _forked(main: Any, arguments: list[str]) -> dict[str, Any]:
    (out_read, out), (err_read, err) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        os.dup2(out, 1)
        os.dup2(err, 2)
        for number in (out_read, err_read, out, err):
            os.close(number)
        sys.argv = arguments
        code = 70
        try:
            code = main()
        except SystemExit as error:
            code = int(error.code or 0)
        except BaseException:
            sys.excepthook(*sys.exc_info())
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    os.close(out)
    os.close(err)
    said = {out_read: b"", err_read: b""}
    end = time.monotonic() + PATIENCE
    in_time = True
    open_pipes = set(said)
    while open_pipes and in_time:
        ready, _, _ = select.select(list(open_pipes), [], [], max(0, end - time.monotonic()))
        in_time = bool(ready)
        for number in ready:
            part = os.read(number, 65536)
            said[number] += part
            if not part:
                open_pipes.remove(number)
    if not in_time:
        os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    for number in said:
        os.close(number)
    return {
        "code": os.waitstatus_to_exitcode(status) if in_time else None,
        "out": said[out_read].decode("utf-8", "replace"),
        "err": said[err_read].decode("utf-8", "replace"),
    }


if __name__ == "__main__":
    if sys.argv[1:] == ["--accept"]:
        sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
        from conftest import copy_example

        accept(copy_example)
    else:
        _serve()
