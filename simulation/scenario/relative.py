"""Changes of a parent's number by a factor or by percent: ``x2``, ``+10 %``, ``-50 %``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

FACTOR = re.compile(r"[x×]\s*([0-9]+(?:\.[0-9]+)?)")
PERCENT = re.compile(r"([+-]\s*[0-9]+(?:\.[0-9]+)?)\s*%")


def is_relative(value: Any) -> bool:
    """Whether a value is written as a change of another."""
    return isinstance(value, str) and bool(FACTOR.fullmatch(value.strip()) or PERCENT.fullmatch(value.strip()))


def relative_to(old: Any, change: str) -> Any:
    """A number, or every number by year or level, changed by a factor; the text itself where there is no number.

    new = old f, with f = 2 for ``x2`` and 1 + p / 100 for percent, in decimal digits (0.7 + 10 % is 0.77).
    """
    if isinstance(old, dict) and old:
        changed = {key: relative_to(each, change) for key, each in old.items()}
        return changed if all(each != change for each in changed.values()) else change
    if isinstance(old, bool) or not isinstance(old, int | float):
        return change
    factor = FACTOR.fullmatch(change.strip())
    percent = PERCENT.fullmatch(change.strip())
    times = Decimal(factor[1]) if factor else 1 + Decimal(str(percent[1] if percent else 0).replace(" ", "")) / 100
    new = Decimal(str(old)) * times
    return int(new) if isinstance(old, int) and new == int(new) else float(new)
