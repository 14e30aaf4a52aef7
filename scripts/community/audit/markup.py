"""The Nu HTML checker: what the makers of HTML call an error."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from community.audit.tools import package, program


def markup_errors(folder: Path) -> list[str]:
    """Return each error in the HTML of a folder, with its file and line."""
    jar = package("vnu-jar") / "build/dist/vnu.jar"
    command = [program("java"), "-jar", str(jar), "--skip-non-html", "--format", "json", f"{folder}/"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stderr.startswith("{"):
        raise RuntimeError(f"the Nu HTML checker did not run: {done.stderr[:500]}")
    start = f"file:{folder}"
    return [
        f"{message.get('url', '').removeprefix(start)}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
        if message["type"] != "info"
    ]


def errors_after_scripts(pages: Iterable[tuple[str, str]], folder: Path) -> list[str]:
    """Return the errors in pages as their scripts left them, given as addresses and HTML; `folder` holds them."""
    for address, html in pages:
        file = folder / address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
    return markup_errors(folder)
