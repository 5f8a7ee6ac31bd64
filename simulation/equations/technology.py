"""Steps up the smart-factory ladder: profitability, the decision, and the effect that follows (equation 4.5).

Rank and epidemic effects decide who adopts when (Karshenas and Stoneman 1993, doi 10.2307/2555988): a firm must know
the step (:mod:`simulation.equations.awareness`), find it worth its money, and where it depends on a subsidy it must be
reached by the budget. Every gate is monotone under keyed draws: more of what opens it never closes it to
a firm that was through. The budget gate stands in :mod:`simulation.equations.rationing`.
"""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, Counts, Flags
from simulation.luck import normals, stream

TOP_LEVEL = 4
"""Highest rung of the official ladder: none, basic, intermediate 1, intermediate 2, advanced."""


def relative_size(employees: Column | Counts, reference: float) -> Column:
    """Heads of each firm over those of a reference firm (ratio); nobody counts as one head."""
    return np.asarray(np.maximum(employees, 1) / reference)


def step_cost(
    cost_of_level: Column, level: Counts, *, employees: Counts, reference: float, elasticity: float, floor: float
) -> Column:
    """Cost of the next rung for each firm, c_l max(f, (n / n_ref)^e).

    Args:
        cost_of_level: cost of reaching levels 1 to 4 at the reference size (million KRW).
        level: present rung per firm, 0 to 4; at the top the cost is infinite.
        employees: heads per firm (persons).
        reference: n_ref, heads at which the cost of the table holds.
        elasticity: e, elasticity of the cost to heads.
        floor: f, least cost of a small firm over that at the reference size (ratio).
    """
    table = np.append(cost_of_level, np.inf)
    size = np.maximum(floor, relative_size(employees, reference) ** elasticity)
    cost: Column = table[np.minimum(level, TOP_LEVEL)] * size
    return cost


def yearly_gain(
    outside_sales: Column, margin: Column, *, wage_bill: Column, demand_gain: Column, productivity_gain: Column
) -> Column:
    """What a firm expects a step to add to its yearly profit on its own books (million KRW a year).

    margin x g_Q x outside sales + wage bill x g_a / (1 + g_a): further sales at the present margin, and the pay
    that the same output no longer needs.

    Args:
        outside_sales: sales outside the complex (million KRW a year).
        margin: surplus left by one more won of sales (share).
        wage_bill: pay and contributions (million KRW a year).
        demand_gain: g_Q of the step on outside demand (share per firm).
        productivity_gain: g_a of the step (share per firm).
    """
    gain: Column = np.maximum(margin, 0.0) * demand_gain * outside_sales
    gain += wage_bill * productivity_gain / (1.0 + productivity_gain)
    return gain


def annuity_factor(required_return: float, life: float, *, wait: float) -> float:
    """Present value of one won a year over a life that starts after a wait, (1+r)^-w (1 - (1+r)^-n) / r.

    Args:
        required_return: r, yearly return the firm asks for; 0 is allowed.
        life: n, years the equipment pays.
        wait: w, years until the effect is there.
    """
    if required_return == 0.0:
        return life
    discount = float((1.0 + required_return) ** -wait)
    return discount * (1.0 - float((1.0 + required_return) ** -life)) / required_return


def worth_of_step(gain: Column, years: float, *, cost: Column, borne: Column) -> Column:
    """Net present value of a step over its cost, (gain x annuity - (1 - s) c) / c; minus infinity at the top.

    Args:
        gain: expected yearly gain per firm (million KRW a year).
        years: annuity factor, see :func:`annuity_factor`.
        cost: c, cost of the next rung (million KRW).
        borne: 1 - s, share of the cost the firm bears.
    """
    worth = np.full(gain.size, -np.inf)
    np.divide(gain * years, cost, out=worth, where=np.isfinite(cost))
    return worth - borne


def decide(aware: Flags, willing: Column, *, offered: Column, granted: Flags, applied: Flags) -> tuple[Flags, Flags]:
    """Who takes the next step this month, and who applies for a grant instead.

    A firm with a grant takes the step. A firm that would bear the whole cost takes it too, unless a grant is on offer
    that it has not asked for yet: it asks first, and goes ahead next month whatever the answer. The others apply as
    long as the share on offer is one they would bear.

    Args:
        aware: who knows the next rung.
        willing: highest share of the cost the firm would bear, its worth at no cost less its threshold.
        offered: share of the cost it would bear with a grant on offer, one where there is none.
        granted: who received a grant this month.
        applied: who had applied last month.

    Returns:
        Who adopts, and who applies.
    """
    alone = aware & (willing > 1.0) & ((offered >= 1.0) | applied)
    adopts = granted | alone
    applies = aware & ~adopts & (offered < 1.0) & (willing > offered)
    return np.asarray(adopts), np.asarray(applies)


def required_worth(
    seed: int, identifier: Counts, *, size: Column, export_share: Column, mean: float, spread: float,
    size_shift: float, export_shift: float,
) -> Column:  # fmt: skip
    """Threshold theta_i on the worth of a step, drawn once per firm and shifted by rank.

    theta_i = mean + spread z_i - size_shift ln(n_i / n_ref) - export_shift x_i: larger firms and exporters ask for less
    because they have the people and the customers for it.

    Args:
        seed: number of the run; the same firm has the same threshold in all its worlds.
        identifier: permanent identifier per firm, the agent key.
        size: n_i / n_ref, heads per firm at the start over those of the reference firm (ratio).
        export_share: share of outside sales that leaves the country.
        mean: threshold of a firm of the reference size without exports (worth over cost).
        spread: standard deviation over firms.
        size_shift: fall of the threshold per unit of log size.
        export_shift: fall of the threshold from no exports to nothing but exports.

    Source: rank effects, Karshenas and Stoneman (1993).
    """
    luck = normals(stream(seed, "required worth of a smart step"), identifier)
    rank = size_shift * np.log(size) + export_shift * export_share
    threshold: Column = mean + spread * luck - rank
    return threshold


def effect_ramp(months_since: Column, first: float, *, full: float) -> Column:
    """Share of the full effect that is there: nothing up to ``first`` months, then linear, all from ``full`` on.

    Args:
        months_since: months since adoption per firm; negative for none.
        first: months without any effect (3-6 in the prior).
        full: months to the full effect (12-24 in the prior).
    """
    ramp: Column = np.clip((np.asarray(months_since, dtype=np.float64) - first) / (full - first), 0.0, 1.0)
    return ramp


def treated_ratio(
    previous: Column, target: Column, *, months_since: Counts, first: float, full: float, pace: Column | float = 1.0
) -> Column:
    """Move each treated ratio one month along the ramp towards its target.

    r(t) = r(t-1) + w (T - r(t-1)) (R(m) - R(m-1)) / (1 - R(m-1)), with R the ramp of :func:`effect_ramp`: linear from
    wherever the firm stood at its last step, so that a further step builds on what the one before had reached.

    Args:
        previous: ratio of the month before, one where nothing was adopted.
        target: ratio at the full effect of the present rung.
        months_since: months since the last step, negative where none was made.
        first: months without any effect.
        full: months to the full effect.
        pace: w, share of the month's part that is realised, one where the skills are there.
    """
    since = np.asarray(months_since, dtype=np.float64)
    before, now = effect_ramp(since - 1.0, first, full=full), effect_ramp(since, first, full=full)
    part = np.divide(now - before, 1.0 - before, out=np.ones_like(before), where=before < 1.0)
    return np.where(since >= 0.0, previous + pace * part * (target - previous), previous)


def effect_at_level(
    full_effect: float, share_of_level: Column, *, level: Counts, shared: Column | float = 1.0
) -> Column:
    """Ratio at the full effect of a rung, 1 + g e_l s.

    Args:
        full_effect: g, the effect on the average adopter of the studies (share), drawn once per run.
        share_of_level: e_l of levels 1 to 4 relative to that average adopter.
        level: rung per firm, 0 to 4.
        shared: s, what shared data add to the effect, one without (ratio).
    """
    ratio: Column = 1.0 + full_effect * np.append(0.0, share_of_level)[level] * shared
    return ratio


def demand_gain(measured: float, outside_share: float, *, local_share: float, treated_share: float) -> float:
    """Gain of outside demand g_Q at which treated firms out-grow their rivals as the studies measured it.

    The studies compare output of treated and untreated firms. With displacement l = b g s of every local firm's
    outside demand, the measured difference is m = x g / (1 - x l), so g = m / (x (1 + m b s)).

    Args:
        measured: m, difference of output growth between treated and untreated firms (share).
        outside_share: x, outside demand over all demand of the treated firms.
        local_share: b, share of a gain taken from local firms of the industry.
        treated_share: s, treated firms' share of the industry's outside demand.
    """
    return measured / (outside_share * (1.0 + measured * local_share * treated_share))
