"""What can be read aloud: sentences, their syllables in Korean, and brackets inside brackets."""

from __future__ import annotations

import re

MOST_SYLLABLES = 90
"""Hangul syllables of a sentence that can be followed when it is read aloud."""
NESTED = re.compile(r"\([^()]*\(")
"""A bracket that opens before another has closed."""


def sentences(text: str) -> list[str]:
    """Sentences of a text: they end with a full stop, a question mark or a line."""
    return [each for each in re.split(r"(?<=[.?!])\s+|\n", text) if each.strip()]


def syllables(text: str) -> int:
    """Hangul syllables of a text; figures and signs are not counted."""
    return sum("가" <= letter <= "힣" for letter in text)
