"""How firms end (4.9): the hazard of closing by age and money, lenders who lose patience, moving away."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, Counts, Flags

EARLY_YEARS = 5
"""Years after birth for which closure rates are published, and in which support can help."""


def yearly_hazard(age: Counts, closing_share: Column, *, fall: float, other_causes: float = 1.0) -> Column:
    """Hazard of closing by age at the reference size, a year, for other causes than insolvency.

    l(a) = -ln(1 - x_y) in year y of the first five; after that o times the last one times (5 / a)^k, a in years. Of
    the first five years all published closings are meant, of which few are firms at the end of their grace.

    Args:
        age: months since birth per firm.
        closing_share: x_1 to x_5, share of the firms alive at the start of a year that close in it.
        fall: k, how fast the hazard falls with age after five years.
        other_causes: o, part of later closings that insolvency does not explain (share).

    Source: survival of new manufacturing firms, Statistics Korea; the later fall is assumed.
    """
    early = -np.log1p(-closing_share)
    year = np.minimum(age // 12, EARLY_YEARS - 1)
    older = np.maximum(age / 12.0, float(EARLY_YEARS)) / EARLY_YEARS
    hazard: Column = early[year] * older**-fall * np.where(age < 12 * EARLY_YEARS, 1.0, other_causes)
    return hazard


def closing_probability(
    yearly: Column,
    posts: Column,
    *,
    reference: float,
    size_effect: float,
    loss: Flags,
    loss_effect: float,
    ratio: Column,
) -> Column:
    """Probability that a firm closes within the month.

    1 - exp(-l(a)/12 (n / n_ref)^-b1 exp(b3 loss) s), the complementary log-log form of equation 4.9 by the month.

    Args:
        yearly: l(a), hazard by age at the reference size (a year).
        posts: n, established posts per firm; one at least counts.
        reference: n_ref, posts at which the published rates hold.
        size_effect: b1, fall of the log hazard per unit of log size.
        loss: whether money and credit are used up.
        loss_effect: b3, rise of the log hazard where they are.
        ratio: s = exp(-b2 supported), what support leaves of the hazard; one without.
    """
    size = np.maximum(posts, 1.0) / reference
    hazard = yearly / 12.0 * size**-size_effect * np.where(loss, np.exp(loss_effect), 1.0) * ratio
    probability: Column = -np.expm1(-hazard)
    return probability


def months_beyond(months: Counts, solvent: Flags, *, surplus: Column, interest: Column) -> Counts:
    """Months that lenders count against a firm whose money and credit are used up.

    m' = 0 where they are not; m + 1 where they are and the month's surplus is less than its interest; else m: a firm
    that earns its interest is waited for.

    Args:
        months: m, those counted before this month.
        solvent: whether a firm has money or credit this month.
        surplus: operating surplus net of depreciation (million KRW a month).
        interest: interest of the month (million KRW).

    Source: a firm whose earnings do not cover its interest (coverage below one) is the Bank of Korea's marginal firm.
    """
    return np.where(solvent, 0, months + (surplus < interest))


def lenders_close(months: Counts, grace: float) -> Flags:
    """Firms whose lenders wait no longer: the months counted against them reach the grace, m >= G.

    Args:
        months: m, months beyond money and credit (see :func:`months_beyond`).
        grace: G, how long lenders wait (months).
    """
    return np.asarray(months >= grace)


def moving_probability(yearly_share: float, posts: Column, *, reference: float, size_effect: float) -> Column:
    """Probability that a firm moves away within the month, 1 - (1 - m)^(1/12 (n / n_ref)^-b1).

    Args:
        yearly_share: m, share of firms of the reference size that move in a year.
        posts: n, established posts per firm; one at least counts.
        reference: n_ref, posts at which the share holds.
        size_effect: b1, fall of the log hazard per unit of log size; large plants stay where they are.
    """
    size = np.maximum(posts, 1.0) / reference
    probability: Column = -np.expm1(np.log1p(-yearly_share) / 12.0 * size**-size_effect)
    return probability


def surviving_share(entered: Counts, closed: Counts, *, left: Counts, now: int, years: int = EARLY_YEARS) -> Column:
    """Share of new firms still alive 1, 2, ... years after they came, by the product-limit estimate.

    S(k) = prod over months a = 1 .. 12 k of (1 - d_a / r_a), with d_a firms that closed in their month a and r_a firms
    watched through it; firms that moved away or are still there count as long as they were watched.

    Args:
        entered: month of entry per firm, -1 for those that were there at the start or never came.
        closed: month of closing, -1 if it did not close.
        left: month of moving away, -1 if it did not.
        now: month of the count.
        years: number of years.

    Source: Kaplan and Meier (1958).
    """
    came = entered >= 0
    end = np.where(closed >= 0, closed, np.where(left >= 0, left, now))[came]
    watched, died = end - entered[came], closed[came] >= 0
    months = 12 * years
    ended = np.bincount(watched, minlength=months + 1)
    at_risk = ended[::-1].cumsum()[::-1][1 : months + 1]
    deaths = np.bincount(watched[died], minlength=months + 1)[1 : months + 1]
    kept = 1.0 - np.divide(deaths, at_risk, out=np.full(months, np.nan), where=at_risk > 0)
    shares: Column = np.cumprod(kept)[11::12]
    return shares
