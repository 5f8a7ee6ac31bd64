"""Gross to net of one seed, computed by hand: two firms over a year, the first of which was supported."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from simulation.experiments import twins
from simulation.outcomes.additionality import COSTS, GAINS, GROSS_TO_NET
from simulation.units import Month


def year_of(values: tuple[float, ...]) -> np.ndarray:
    """Months by column whose amounts add to those of a year (million KRW)."""
    return np.tile(np.array(values) * 100.0 / 12.0, (12, 1))


def world_of_two(output, added, jobs, *, lost=(0.0, 0.0), taken=(0.0, 0.0, 0.0), commuters=0.0):
    """What gross to net reads of a world, at twice the consumer prices of 2020."""
    history = SimpleNamespace(
        output=year_of(output), value_added=year_of(added), labour=np.tile(np.array(jobs), (12, 1)),
        loss=year_of(lost), taken=year_of(taken),
    )  # fmt: skip
    arrays = {
        "employment": np.tile(np.array(jobs)[:, None], (12, 1, 1)),
        "wage_bill": np.tile(np.array([[[3.0], [1.0]]]) / 12.0, (12, 1, 1)),
        "compensation": np.full((12, 2, 1), 99.0),
    }
    recorder = SimpleNamespace(city={"commuters_other_provinces": np.full(12, commuters)}, arrays=lambda: arrays)
    fixed = SimpleNamespace(consumer_prices=lambda month: 2.0)
    return SimpleNamespace(
        history=history, recorder=recorder, fixed=fixed, months=12, start_month=Month.parse("2018-12"), step_index=12
    )


def test_gross_to_net_by_hand():
    """The firm's step gained 10 and 2 without the programme; 1.6 was lost to it, 2 taken from other regions."""
    base = world_of_two((10.0, 20.0), (4.0, 5.0), (10.0, 40.0), lost=(0.0, 1.0), taken=(9.0, 1.0, 9.0), commuters=5.0)
    scenario = world_of_two(
        (19.0, 18.0), (5.7, 4.5), (16.0, 44.0), lost=(7.0, 3.0), taken=(0.0, 3.0, 0.0), commuters=9.0
    )
    muted = (
        world_of_two((8.0, 20.5), (3.0, 5.0), (9.0, 40.0), lost=(0.0, 0.2)),
        world_of_two((9.0, 19.0), (3.5, 4.0), (10.0, 41.0), lost=(3.0, 0.6)),
    )
    # By area: complex, rest of the province, rest of the country, services; of the region all but the third.
    changes = [np.array([7.0, 3.0, 4.0, 2.0]), np.ones(4), np.array([2.0, 1.0, 1.0, 1.5])]
    supported = np.array([True, False])
    found = {
        measure: twins._parts(measure, supported, pair=(base, scenario), muted=muted, changes=changes)
        for measure in GAINS
    }
    region, nation = (dict(zip(GROSS_TO_NET, row, strict=True)) for row in found["output"])
    assert (region["gross"], region["deadweight"], region["displacement"]) == pytest.approx((10.0, -2.0, -1.6))
    assert (region["spending"], region["other_measures"], region["net"]) == pytest.approx((3.0, 1.5, 12.0))
    assert region["multiplier"] == pytest.approx(12.0 - 6.4 - 1.5 - 3.0)
    assert (nation["displacement_rest"], nation["net"]) == pytest.approx((-2.0, 14.0))
    region, nation = (dict(zip(GROSS_TO_NET, row, strict=True)) for row in found["value_added"])
    # A won of output lost is a quarter of one of value added; where it was gained, 5.7 of 19.
    assert (region["gross"], region["deadweight"], region["displacement"]) == pytest.approx((2.2, -1.0, -0.4))
    assert nation["displacement_rest"] == pytest.approx(-2.0 * 0.3)
    # Of pay of 4 a year, 2 at prices of 2020, a tenth went out with commuters and then 9 of 60.
    assert region["leakage"] == pytest.approx(-2.0 * (0.15 - 0.1))
    region, nation = (dict(zip(GROSS_TO_NET, row, strict=True)) for row in found["jobs"])
    assert (region["gross"], region["deadweight"], region["displacement"]) == pytest.approx((6.0, -1.0, -1.6 * 2.0))
    assert (region["leakage"], region["net"], nation["leakage"]) == pytest.approx((-4.0, 8.0, 0.0))
    assert nation["displacement_rest"] == pytest.approx(-2.0 * 16.0 / 19.0)


def test_costs_and_tax_of_a_programme_by_hand():
    """All of it in the last of twelve months, at twice the prices of 2020: x / 2 / 1.045."""
    once = np.eye(12)[-1] * 2.0 * 1.045
    base, scenario = (world_of_two((10.0, 20.0), (4.0, 5.0), (10.0, 40.0)) for _ in range(2))
    spent = {"programme_spending": 100.0, "programme_spending_private": 20.0}
    taxed = {"state_tax": 4.0, "province_tax": 2.0, "city_tax": 6.0}
    for world, times in ((base, 1.0), (scenario, 2.0)):
        world.recorder.city |= {name: times * each * once for name, each in {**spent, **taxed}.items()}
        world.history.paid_by_firms = times * 500.0 * once
    base.history.first_step = np.array([-1, 3, -1])
    scenario.history.for_steps = {"subsidy"}
    scenario.history.granted = {
        "subsidy": [(11, np.array([1.0, 3.0, 5.0]) * once[-1] * 100.0)],
        "other": [(11, np.ones(3))],
    }
    # A twelfth of that year in a month is in output; the tax of the complex itself is in the ledger.
    wide = {
        "tax": np.outer(once / 2.0, [50.0, 0.5, 0.25, 0.25]),
        "value_added": np.outer(once / 2.0, [3.0, 1.0, 5.0, 2.0]),
    }
    supported = np.array([True, True, False])
    for world in (base, scenario):
        world.history.output = np.column_stack([world.history.output, np.zeros(12)])
        world.history.value_added = np.column_stack([world.history.value_added, np.zeros(12)])
    found = dict(zip(COSTS, twins._costs(base, scenario, supported=supported, wide=wide), strict=True))
    assert found["cost_total"] == pytest.approx(100.0)
    assert (found["cost_public"], found["cost_private"]) == pytest.approx((80.0, 20.0))
    assert found["cost_firms"] == pytest.approx(5.0)
    assert found["tax_back"] == pytest.approx(12.0 + 1.0)
    assert (found["value_added_region"], found["value_added_nation"]) == pytest.approx((6.0, 11.0))
    assert found["deadweight_grants"] == pytest.approx(3.0)


def test_workers_of_the_end_by_age_and_occupation():
    """At the end of ten months: 30 on the day, a month short of it, 60, and one who works elsewhere."""
    people = SimpleNamespace(
        employer=np.array([0, 0, 1, -1]), born=10 - np.array([360, 359, 720, 500]), skill=np.array([0, 3, 1, 2])
    )
    found = twins.heads_by_person(SimpleNamespace(people=people, step_index=10))
    assert found["age"].tolist() == [1.0, 1.0, 0.0, 0.0, 1.0]
    assert found["occupation"].tolist() == [1.0, 1.0, 0.0, 1.0]
