"""Array types by the names the package calls them, once, and the one way in which a rule is compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

Column = NDArray[np.float64]
"""Amounts, shares and rates."""
Table = NDArray[np.float64]
"""The same along more than one dimension."""
Counts = NDArray[np.int64]
"""Whole numbers: heads, rows, identifiers."""
Codes = NDArray[Any]
"""Whole numbers of 8 to 32 bits; rules take them as they take those of 64."""
Flags = NDArray[np.bool_]

Rule = TypeVar("Rule", bound=Callable[..., Any])


def compiled(rule: Rule) -> Rule:
    """Compile a rule to machine code when it is first called, and keep the code on disk.

    A division by zero is infinite, as in NumPy: a loop that must ask for it cannot run many rows at a time.
    """
    return cast(Rule, njit(cache=True, error_model="numpy")(rule))


LARGE_BLOCK = 31 << 20
"""Bytes of a block whose release makes the C library of Linux keep blocks of up to that size (it heeds up to 32 MB)."""


def keep_memory() -> None:
    """Let the C library keep the memory that a month gives back: to ask the system again for it is a page at a time.

    The library learns from a large block once released that such blocks come and go. No value depends on it.
    """
    np.empty(LARGE_BLOCK, dtype=np.uint8)


@compiled
def longer(values: Any, size: int) -> Any:
    """The same values at the front of a larger array; a loop compiles in a tenth of the time that a slice takes."""
    larger = np.empty(size, values.dtype)
    for place in range(values.size):
        larger[place] = values[place]
    return larger


@compiled
def least_and_most(values: Column) -> tuple[float, float]:
    """Lowest and highest of some values; a loop compiles in a tenth of the time that NumPy's own two take."""
    least, most = values[0], values[0]
    for value in values:
        least, most = min(least, value), max(most, value)
    return least, most


@compiled
def quotient(above: Column, below: Column, otherwise: float) -> Column:
    """One column over another where that is positive, elsewhere a given number; a tenth of what NumPy takes to ask."""
    found = np.empty(above.size)
    for row in range(above.size):
        found[row] = above[row] / below[row] if below[row] > 0.0 else otherwise
    return found


@compiled
def total_by(group: Counts, amount: Column, groups: int) -> Column:
    """Amounts added up by group, in the order of their rows."""
    total = np.zeros(groups)
    for row in range(amount.size):
        total[group[row]] += amount[row]
    return total


@compiled
def taken(values: Any, rows: Counts) -> Any:
    """Values at some rows that lie anywhere; a loop of its own has many of them on their way from memory at once."""
    found = np.empty(rows.size, values.dtype)
    for place in range(rows.size):
        found[place] = values[np.uint32(rows[place])]
    return found


@compiled
def flagged(flags: Flags) -> Counts:
    """Rows that are flagged, in order: none of eight is seen at a glance, the rest goes without a branch."""
    rows, count, whole = np.empty(flags.size, np.int64), 0, flags.size // 8 * 8
    eights = flags[:whole].view(np.uint64)
    for eight in range(eights.size):
        if eights[eight] != 0:
            for row in range(8 * eight, 8 * eight + 8):
                rows[count] = row
                count += flags[row]
    for row in range(whole, flags.size):
        rows[count] = row
        count += flags[row]
    return rows[:count]
