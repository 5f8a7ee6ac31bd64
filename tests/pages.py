"""A page as a reader meets it: spaces that do not break are spaces."""

from __future__ import annotations

from pathlib import Path

FORBIDDEN = (
    "부풀린", "과장", "허위", "엉터리", "실패", "예산 낭비", "무리한", "선심성",
    "반드시", "확실히", "획기적", "극대화",
)  # fmt: skip
"""Words that judge instead of report; no text of the program may contain one."""


def read_page(path: Path) -> str:
    """The text of a page with plain spaces."""
    return path.read_text(encoding="utf-8").replace("\u00a0", " ")
