"""Material's icons, written into the page so that none is fetched."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup


@cache
def svg(name: str) -> Markup:
    """Return the icon `material/school` of mkdocs-material as an SVG that is hidden from screen readers."""
    spec = find_spec("material")
    assert spec is not None and spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "templates" / ".icons" / f"{name}.svg"
    drawing = re.sub(
        r"<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', path.read_text("utf-8"), count=1
    )
    return Markup(drawing.strip())
