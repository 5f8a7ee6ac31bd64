"""Research and development: who does it, when a project becomes sales, and what it adds to quality (equation 4.4).

A project becomes sales with a hazard; support multiplies the hazard. Projects that become sales without support are
part of the path of their industry, which is given from outside: only what support adds moves a firm against the others.
Under keyed draws a higher hazard keeps every success that a lower one brings.
"""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, Counts, Flags
from simulation.luck import normals, stream, uniforms


def does_research(
    seed: int, identifier: Counts, *, employees: Column | Counts, export_share: Column, share: float, size_slope: float,
    export_slope: float, reference_size: float,
) -> Flags:  # fmt: skip
    """Who does research and development, drawn once per firm: a logit in size and exports.

    P = 1 / (1 + exp(-(logit(share) + size_slope ln(n / n_0) + export_slope x))).

    Args:
        seed: number of the run; the same firm answers alike in all its worlds.
        identifier: permanent identifier per firm, the agent key.
        employees: n, heads per firm at the start or planned at entry (persons).
        export_share: x, share of outside sales that leaves the country.
        share: share of firms of n_0 heads without exports that do it, above 0 and below 1.
        size_slope: rise of the log odds with log size.
        export_slope: rise of the log odds from no exports to nothing but exports.
        reference_size: n_0, heads at which the share holds.
    """
    odds = np.log(share / (1.0 - share)) + size_slope * np.log(np.maximum(employees, 1) / reference_size)
    probability = 1.0 / (1.0 + np.exp(-(odds + export_slope * export_share)))
    return np.asarray(uniforms(stream(seed, "does research"), identifier) < probability)


def commercialised(seed: int, month: int, *, identifier: Counts, hazard: float, ratio: Column) -> tuple[Flags, Flags]:
    """Firms at which a project becomes sales within the month: without support, and through support alone.

    With one draw u per firm and month: without support where u < 1 - exp(-h), through support where
    1 - exp(-h) <= u < 1 - exp(-h r).

    Args:
        seed: number of the run.
        month: step index, part of the key.
        identifier: permanent identifier per firm, the agent key.
        hazard: h, hazard a month without support.
        ratio: r, hazard over that without support, one or more (ratio per firm).
    """
    luck = uniforms(stream(seed, "a project becomes sales", step=month), identifier)
    anyway = luck < -np.expm1(-hazard)
    return np.asarray(anyway), np.asarray(~anyway & (luck < -np.expm1(-hazard * ratio)))


def gain_of_project(seed: int, month: int, *, identifier: Counts, mean: float, spread: float) -> Column:
    """Gain of quality through one project, g exp(s z - s^2 / 2): lognormal with the mean g (share per firm).

    Args:
        seed: number of the run.
        month: step index, part of the key.
        identifier: permanent identifier per firm, the agent key.
        mean: g, mean gain of outside demand at unchanged rivals (share).
        spread: s, standard deviation of its logarithm.
    """
    luck = normals(stream(seed, "gain of a project", step=month), identifier)
    return np.asarray(mean * np.exp(spread * luck - 0.5 * spread**2))


def towards(quality: Column, full: Column, *, months: float) -> Column:
    """Move quality one month towards what the projects will have added, q + (Q - q) / T.

    Args:
        quality: q, ratio of the month before.
        full: Q, ratio once all projects are fully sold.
        months: T, mean lag (months), one or more.
    """
    return np.asarray(quality + (full - quality) / months)
