"""A page as a reader meets it: spaces that do not break are spaces."""

from __future__ import annotations

from pathlib import Path


def read_page(path: Path) -> str:
    """The text of a page with plain spaces."""
    return path.read_text(encoding="utf-8").replace("\u00a0", " ")
