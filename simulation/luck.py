"""Keyed draws: every random decision is a hash of seed, decision, step, agent and alternative.

The same agent then has the same luck in every world of a seed, whatever happens to others, and a policy effect is
not drowned in the noise of reshuffled streams. Keys are mixed with the finaliser of splitmix64 (Steele, Lea and
Flood 2014, doi 10.1145/2660193.2660195); the normal quantile is the rational approximation AS 241 (Wichura 1988,
doi 10.2307/2347330), full double precision.

``uniform``, ``normal`` and ``gumbel`` are compiled scalars for use inside compiled loops; ``uniforms`` and ``normals``
are their loops over agents.
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from simulation.arrays import compiled

_MASK = (1 << 64) - 1
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xD1B54A32D192ED03)
_MULTIPLY_1 = np.uint64(0xBF58476D1CE4E5B9)
_MULTIPLY_2 = np.uint64(0x94D049BB133111EB)
_ONE = np.uint64(1)
_S30, _S27, _S31, _S12 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(12)
_UNIT = 2.0**-52
_PLAIN_GOLDEN, _PLAIN_SECOND = int(_GOLDEN), int(_SECOND)
_PLAIN_1, _PLAIN_2 = int(_MULTIPLY_1), int(_MULTIPLY_2)

_CENTRAL_UP = (
    3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
    4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
)  # fmt: skip
_CENTRAL_DOWN = (
    1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
    2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
)  # fmt: skip
_MIDDLE_UP = (
    1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
    1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
)  # fmt: skip
_MIDDLE_DOWN = (
    1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
    1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
)  # fmt: skip
_FAR_UP = (
    6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
    2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
)  # fmt: skip
_FAR_DOWN = (
    1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
    7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
)  # fmt: skip


@lru_cache(maxsize=16384)
def stream(seed: int, decision: str, *, step: int = 0) -> np.uint64:
    """Key of one decision in one step of one seed; agents and alternatives are mixed in per draw.

    Keys are remembered for a few runs: the worlds of a seed ask for the same ones one after the other.

    Args:
        seed: number of the run (any integer).
        decision: name of the decision; another name is another, independent stream.
        step: month index, 0 for decisions made once.
    """
    return np.uint64(_plain_mix((_of_decision(seed, decision) + (step + 1) * _PLAIN_SECOND) & _MASK))


@lru_cache(maxsize=1024)
def _of_decision(seed: int, decision: str) -> int:
    """Key of a decision in all steps of a seed; a run asks for the same some fifty every month."""
    name = int.from_bytes(hashlib.blake2b(decision.encode("utf-8"), digest_size=8).digest(), "little")
    return _plain_mix(_plain_mix((seed + 1) * _PLAIN_GOLDEN & _MASK) ^ name)


def _plain_mix(word: int) -> int:
    word = ((word ^ (word >> 30)) * _PLAIN_1) & _MASK
    word = ((word ^ (word >> 27)) * _PLAIN_2) & _MASK
    return word ^ (word >> 31)


@compiled
def _mix(word: Any) -> Any:
    word = (word ^ (word >> _S30)) * _MULTIPLY_1
    word = (word ^ (word >> _S27)) * _MULTIPLY_2
    return word ^ (word >> _S31)


@compiled
def uniform(key: Any, agent: Any, alternative: Any = 0) -> Any:
    """One uniform draw in (0, 1) for an agent (and alternative) under a key of :func:`stream`."""
    word = _mix(np.uint64(key) + (np.uint64(agent) + _ONE) * _GOLDEN)
    word = _mix(word ^ ((np.uint64(alternative) + _ONE) * _SECOND))
    return (np.float64(word >> _S12) + 0.5) * _UNIT


@compiled
def normal(key: Any, agent: Any, alternative: Any = 0) -> Any:
    """One standard normal draw: the normal quantile of :func:`uniform`."""
    return normal_quantile(uniform(key, agent, alternative))


@compiled
def gumbel(key: Any, agent: Any, alternative: Any = 0) -> Any:
    """One standard Gumbel draw, -log(-log(u)): adding it to utilities makes the best choice a logit."""
    return -math.log(-math.log(uniform(key, agent, alternative)))


@compiled
def normal_quantile(probability: Any) -> Any:
    """Standard normal quantile by the rational approximation AS 241."""
    centred = probability - 0.5
    if abs(centred) <= 0.425:
        argument = 0.180625 - centred * centred
        return centred * _ratio(_CENTRAL_UP, _CENTRAL_DOWN, argument)
    tail = probability if centred < 0.0 else 1.0 - probability
    argument = math.sqrt(-math.log(tail))
    if argument <= 5.0:
        size = _ratio(_MIDDLE_UP, _MIDDLE_DOWN, argument - 1.6)
    else:
        size = _ratio(_FAR_UP, _FAR_DOWN, argument - 5.0)
    return -size if centred < 0.0 else size


@compiled
def _ratio(above: Any, below: Any, argument: Any) -> Any:
    numerator, denominator = 0.0, 0.0
    for place in range(7, -1, -1):
        numerator = numerator * argument + above[place]
        denominator = denominator * argument + below[place]
    return numerator / denominator


@compiled
def uniforms(key: Any, agents: NDArray[np.int64], alternative: Any = 0) -> NDArray[np.float64]:
    """Uniform draws in (0, 1), one per agent."""
    drawn = np.empty(agents.size)
    for row in range(agents.size):
        drawn[row] = uniform(key, agents[row], alternative)
    return drawn


@compiled
def normals(key: Any, agents: NDArray[np.int64], alternative: Any = 0) -> NDArray[np.float64]:
    """Standard normal draws, one per agent."""
    drawn = np.empty(agents.size)
    for row in range(agents.size):
        drawn[row] = normal(key, agents[row], alternative)
    return drawn


def chi_square(probability: float, degrees: float) -> float:
    """Quantile of the chi-square distribution: 2 P^-1(m / 2, u), P the regularised lower incomplete gamma function.

    The same number as of ``scipy.stats.chi2``, which takes a hundred times as long to look its arguments over.

    Args:
        probability: u, in (0, 1).
        degrees: m, degrees of freedom.
    """
    return float(2.0 * gammaincinv(degrees / 2.0, probability))
