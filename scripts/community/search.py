"""The search index: Pagefind's, one for each language, fetched in pieces and only when a reader searches."""

import subprocess
import sys
from pathlib import Path

FOLDER = "pagefind"


def write_index(site_dir: Path) -> None:
    """Write the index of a built site into its folder `pagefind`; RuntimeError with Pagefind's words if it fails."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site_dir), "--output-subdir", FOLDER, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the search index was not written: {done.stderr or done.stdout}")
    # Pagefind ships ready-made search forms; ours is overrides/assets/search.js.
    for name in ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight"):
        for path in (site_dir / FOLDER).glob(f"{name}.*"):
            path.unlink()
