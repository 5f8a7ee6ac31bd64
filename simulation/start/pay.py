"""Pay of the people of the start state, and the last jobs of those who are without one at a tenant."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulation.arrays import Column, Counts
from simulation.equations.careers import ELSEWHERE, UNEMPLOYED
from simulation.equations.hazards import settled_tenure, tenure_hazard
from simulation.equations.seeking import OLDEST
from simulation.luck import stream, uniforms
from simulation.start.people import AGE_BANDS, BAND_STARTS, LONGEST_TENURE, SKILLS, chosen
from simulation.state import Firms, Workers

ROUNDS = 30
"""Most rounds in which pay is lifted to the minimum, which takes far fewer."""


def by_age_band(draw: Mapping[str, float], prefix: str) -> Column:
    """A drawn parameter that is stated by age band, by age in years."""
    band = np.searchsorted(BAND_STARTS[1:-1], np.arange(OLDEST + 1), side="right")
    return np.array([draw[f"{prefix}.{name}"] for name in AGE_BANDS])[band]


def skill_pay(draw: Mapping[str, float]) -> Column:
    """Pay over production work by occupation (ratio)."""
    return np.exp([0.0, *(draw[f"people.pay_by_skill.{name}"] for name in SKILLS[1:])])


def standard_pay(workers: Workers, draw: Mapping[str, float]) -> Column:
    """Pay of each person at the start over the offer to a standard person, before tenure."""
    age = np.clip(-workers.born // 12, 0, OLDEST)
    by_age = by_age_band(draw, "people.pay_by_age")
    return np.asarray(by_age[age] * skill_pay(draw)[workers.skill] * workers.ability)


def fill_pay_of_people(workers: Workers, firms: Firms, *, draw: Mapping[str, float], floor: float) -> None:
    """Pay of everybody employed so that every firm pays its mean, and what a firm offers a standard person for that.

    Args:
        workers: people, those of the firms first; ``wage`` is filled here.
        firms: the firms with their employees and mean pay; ``wage_offer`` is filled here.
        draw: drawn parameters (``people.*``).
        floor: full-time pay at the minimum wage (million KRW a month).
    """
    at_work = slice(0, int(firms.employees.sum()))
    employer, rows = workers.employer[at_work], firms.employees > 0
    years = np.minimum(workers.tenure[at_work], draw["people.pay_tenure_months"]) / 12.0
    worth = standard_pay(workers, draw)[at_work] * np.exp(draw["people.pay_by_tenure"] * years)
    firms.wage_offer[rows] = (firms.wage * firms.employees)[rows] / _by_firm(employer, worth, firms=firms)[rows]
    workers.wage[at_work] = at_least(firms.wage_offer[employer] * worth, employer, firms=firms, floor=floor)


def fill_last_jobs(workers: Workers, firms: Firms, *, draw: Mapping[str, float], seed: int) -> None:
    """What people without a job at a tenant were last paid, and how long the unemployed have looked for one.

    As if they had always come and gone: each is used to the pay, over that of a standard person of the same kind, of
    a worker drawn as often as workers leave, and has looked since a time drawn from the distribution in which finding
    work at the rate of a settled month settles.

    Args:
        workers: people, those of the firms first with their pay and tenure; pay and tenure of the others are filled.
        firms: the firms with their employees and hazards.
        draw: drawn parameters (``labour.*``, ``people.*``).
        seed: seed of the run; keys every draw.
    """
    at_work, status = slice(0, int(firms.employees.sum())), workers.status
    unemployed, elsewhere = np.flatnonzero(status == UNEMPLOYED), np.flatnonzero(status == ELSEWHERE)
    pool, standard = np.concatenate([unemployed, elsewhere]), standard_pay(workers, draw)
    early = tenure_hazard(draw["labour.early_leaving"], draw["labour.early_months"], longest=LONGEST_TENURE)
    leaving = firms.separation_rate[workers.employer[at_work]] * early[workers.tenure[at_work]]
    leaving[workers.foreign[at_work]] = 0.0
    last = chosen(stream(seed, "last job"), workers.identifier[pool], shares=leaving)
    workers.wage[pool] = standard[pool] * (workers.wage[at_work] / standard[at_work])[last]
    looking = unemployed.size + draw["labour.search_elsewhere"] * elsewhere.size
    hired = (1.0 - draw["labour.job_to_job_share"]) * float((firms.separation_rate * firms.employees).sum())
    found = np.full(LONGEST_TENURE, draw["labour.found_elsewhere"] + hired / max(1.0, looking))
    luck = uniforms(stream(seed, "months without work"), workers.identifier[unemployed])
    workers.tenure[unemployed] = settled_tenure(found, luck)


def at_least(pay: Column, employer: Counts, *, firms: Firms, floor: float) -> Column:
    """Lift pay to the minimum wage; others at the firm earn less in proportion, so that its pay bill stands.

    Args:
        pay: pay per worker, adding to the firm's bill (million KRW a month).
        employer: firm of each worker.
        firms: the firms; a firm that pays the minimum on average pays it to all.
        floor: full-time pay at the minimum wage (million KRW a month).
    """
    bill = firms.wage * firms.employees
    for _ in range(ROUNDS):
        low = pay <= floor
        spare = bill - floor * np.bincount(employer[low], minlength=bill.size)
        rest = _by_firm(employer[~low], pay[~low], firms=firms)
        cut = np.divide(spare, rest, out=np.ones_like(rest), where=rest > 0.0)
        lifted = np.where(low, floor, pay * np.minimum(cut, 1.0)[employer])
        if np.array_equal(lifted, pay):
            break
        pay = lifted
    return np.maximum(pay, floor)


def _by_firm(employer: Counts, amount: Column, *, firms: Firms) -> Column:
    return np.asarray(np.bincount(employer, weights=amount, minlength=firms.employees.size), dtype=np.float64)
