"""Draws in Python integers, which the compiled draws equal bit for bit."""

from __future__ import annotations

import math

MASK = 2**64 - 1
GOLDEN, SECOND = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03


def mixed(word: int) -> int:
    """The finaliser of splitmix64."""
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & MASK
    return word ^ (word >> 31)


def plain_uniform(key: int, agent: int, *, alternative: int = 0) -> float:
    word = mixed((int(key) + (int(agent) + 1) * GOLDEN) & MASK)
    word = mixed(word ^ ((int(alternative) + 1) * SECOND & MASK))
    return ((word >> 12) + 0.5) * 2.0**-52


def plain_gumbel(key: int, agent: int, *, alternative: int = 0) -> float:
    return -math.log(-math.log(plain_uniform(key, agent, alternative=alternative)))
