"""Employers' social contributions: rates of the law, what they cost in jobs by the elasticity, who receives them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from simulation.accounts import Account, Flow
from simulation.catalogue import contributions
from simulation.experiments.pair import draw_for, seed_of
from simulation.model import Complex
from simulation.model.month import run
from simulation.model.opening.another import another, opened_for_many
from simulation.scenario import load
from simulation.units import Month
from tests.steady.conftest import flat_path

RATE, FACTOR, MONTHS = 0.105, 1.4, 36
MOVED_BY_2021 = 0.003548
"""0.0450 + 0.0343 + 0.003951 + 0.0080 + 0.0055 + 0.0153 less 0.0450 + 0.0312 + 0.002303 + 0.0065 + 0.0055 + 0.0180."""


def test_every_scheme_counts_at_the_last_rate_that_holds() -> None:
    """2018-12 by hand; the rate of unemployment benefits rises within a year, in October 2019."""
    assert contributions(Month.parse("2018-12")) == pytest.approx(0.108503, abs=1e-9)
    before, after = (contributions(Month.parse(each)) for each in ("2019-09", "2019-10"))
    assert after - before == pytest.approx(0.0015)
    assert contributions(Month.parse("2030-01")) == contributions(Month.parse("2023-01"))


@pytest.fixture(scope="module")
def charged(frozen) -> Callable[[float, float], Complex]:
    """A frozen world in which pay and the law move, contributions stand at a factor of the law's, technique answers."""

    @cache
    def lived(elasticity: float, factor: float) -> Complex:
        path = flat_path(MONTHS)
        model = frozen(path, months=MONTHS, wages_move=True, prices_move=True)
        path.price[:] = [model.firms.price[model.firms.industry == each].mean() for each in range(path.price.shape[1])]
        model.world.value = {
            **model.value,
            "labour.wage_elasticity": elasticity,
            "labour.technique_memory": 1.0,
            "labour.employer_contributions": RATE,
        }
        model.world.levers.contributions[:] = factor
        for _ in range(MONTHS):
            model.step()
        return model

    return lived


@pytest.mark.parametrize("elasticity", [0.0, 0.5])
def test_a_higher_rate_costs_jobs_by_the_elasticity_alone(charged, elasticity: float) -> None:
    """Labour a unit of output: ((1 + k c) / (1 + c))^-eta in every firm, and nothing at all where eta is zero."""
    usual, dearer = charged(elasticity, 1.0), charged(elasticity, FACTOR)
    assert str(usual.world.month) == "2021-04", "the last month lived is 2021-03"
    works = usual.firms.labour > 0.0
    per_output = [model.firms.labour[works] / model.firms.output[works] for model in (usual, dearer)]
    rate = RATE + MOVED_BY_2021
    expected = ((1.0 + FACTOR * rate) / (1.0 + rate)) ** -elasticity
    assert per_output[1] / per_output[0] == pytest.approx(np.full(works.sum(), expected), rel=1e-9)
    if elasticity == 0.0:
        assert np.array_equal(usual.firms.labour, dearer.firms.labour)


def test_the_state_receives_what_firms_pay_and_money_closes(charged) -> None:
    """The rate of the month times the wage bill, in the ledger as in the firms' books; unit cost rises."""
    cost = {}
    for factor in (1.0, FACTOR):
        model = charged(0.5, factor)
        firms, rate = model.firms, factor * (RATE + MOVED_BY_2021)
        assert firms.contributions.sum() == pytest.approx(rate * firms.wage_bill.sum(), rel=1e-9)
        received = model.world.ledger.received[Flow.CONTRIBUTIONS, Account.STATE]
        assert received == pytest.approx(firms.contributions.sum(), rel=1e-12)
        assert model.residual < 1e-9
        cost[factor] = float((firms.wage_bill + firms.contributions + firms.intermediate_inputs).sum())
        cost[factor] /= float(firms.output.sum())
    assert cost[FACTOR] > cost[1.0]


def test_the_scenario_raises_the_rate_from_its_year_on_and_changes_nothing_before() -> None:
    baseline, headwind = (
        load(f"changwon/{name}", ["scale=0.05", "end=2021-03"]) for name in ("baseline", "contributions")
    )
    draw, seed = draw_for(baseline, 0), seed_of(baseline, 0)
    usual = run(opened_for_many(baseline, seed, draw=draw))
    dearer = run(another(usual, headwind))
    books = [world.recorder.arrays() for world in (usual, dearer)]
    assert np.array_equal(books[0]["compensation"][:24], books[1]["compensation"][:24])
    over_pay = [kept["compensation"][24].sum() / kept["wage_bill"][24].sum() - 1.0 for kept in books]
    assert over_pay[0] == pytest.approx(draw["labour.employer_contributions"] + MOVED_BY_2021)
    assert over_pay[1] == pytest.approx(1.2 * over_pay[0])
