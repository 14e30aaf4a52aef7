"""Look for texts that break fuzzing.py's rules, guided by which code they reach; `make fuzz` runs this.

python tests/fuzz_guided.py SECONDS [TARGET ...]      for each of the targets, or for all
A text that breaks a rule ends the run with exit code 1, and stands in `.cache/fuzz/`; mend the code and make it a case.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOUND = HERE.parent / ".cache" / "fuzz"


def main() -> int:
    """Try each target in a process of its own."""
    seconds, *names = sys.argv[1:]
    failed = []
    for name in names or ["markdown_text", "page_text", "po_text", "yaml_text", "settings_text", "record_text"]:
        seeds = FOUND / name
        seeds.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, __file__, "--target", name, str(seeds), f"-max_total_time={seconds}", "-max_len=400"]
        command += [
            f"-artifact_prefix={FOUND}/{name}-",
            f"-dict={_dictionary(name)}",
            "-timeout=10",
            "-rss_limit_mb=2000",
        ]
        print(f"{name}: {seconds} seconds", flush=True)
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
    print(f"broken: {', '.join(failed)}; see {FOUND}" if failed else "no text broke a rule")
    return 1 if failed else 0


def _dictionary(name: str) -> Path:
    """Write the pieces that mean something to a parser, as libFuzzer reads them."""
    sys.path[:0] = [str(HERE), str(HERE.parent / "scripts")]
    import test_fuzz

    pieces = {"po_text": test_fuzz.PO, "yaml_text": test_fuzz.YAML, "settings_text": test_fuzz.YAML}
    words = pieces.get(name, test_fuzz.MARKDOWN + test_fuzz.MILD).split("¦")
    path = FOUND / f"{name}.dict"
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in sorted(set(words)) if word)
    path.write_text("".join(lines), "utf-8")
    return path


def _try(name: str) -> None:
    import atheris  # type: ignore[import-not-found, unused-ignore]  # installed by `make fuzz` alone

    sys.path[:0] = [str(HERE), str(HERE.parent / "scripts")]
    with atheris.instrument_imports(include=["community", "markdown", "yaml", "babel.messages"]):
        import fuzzing
    fuzzing.example()  # takes longer than any text may
    target = getattr(fuzzing, name)
    atheris.Setup(sys.argv, lambda data: target(data.decode("utf-8", "ignore")))
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--target"]:
        del sys.argv[1]
        _try(sys.argv.pop(1))
    else:
        sys.exit(main())
