"""Training, settlement facilities, founders' housing, support in kind: what the money buys and what the levers do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

import simulation as sim
from simulation.catalogue import annuity, discount_rate, parameters
from simulation.equations.housing import place_worth
from simulation.errors import ScenarioError
from simulation.experiments.decomposition import purchases_only
from simulation.experiments.effects import spending_of
from simulation.experiments.pair import draw_for, seed_of
from simulation.model import Complex
from simulation.model.parts.settlement import income_after_rent
from simulation.policy import INSTRUMENT_MODELS, Actions, PolicyView, Programmes
from simulation.policy.specification import Specification
from simulation.start.people import SKILLS
from simulation.units import EOK, Month
from tests.policy.small_worlds import base_run, firms, months_alike, tried
from tests.policy.small_worlds import run as lived

FIRMS = 60
VALUES = {key: quantity.value for key, quantity in parameters().items()}
ZONES = ("north", "south", "beyond")
INCOME = np.array([6e6, 4e6, 0.0])
JANUARY = Month.parse("2020-01")
COMMON = {"budget": {2019: 60.0, 2020: 120.0}, "stage": "outturn", "source": "judgement", "status": "assumed"}
OWN: dict[str, dict[str, Any]] = {
    "training": {"cost": 0.2},
    "settlement_facilities": {"opens": "2020-03"},
    "founders_housing": {"cost": 1.3, "opens": "2020-03"},
    "start_up_support": {"in_kind": True, "cost": 1.0, "space": 0.2, "space_cost": 20.0},
}


def instrument(kind: str, **options: Any) -> Any:
    """An instrument with money of 2019 and 2020."""
    return INSTRUMENT_MODELS[kind].model_validate({"kind": kind, **OWN[kind], **COMMON, **options})


def view(step: int) -> PolicyView:
    """Sixty firms, a third of them young and the last ten not there yet, and a city of two zones."""
    rows, none = np.arange(FIRMS), np.zeros(FIRMS, dtype=bool)
    return firms(
        FIRMS, step=step, operating=rows < 50, age=np.where(rows < 50, 2 * rows, 0), employees=np.full(FIRMS, 9),
        step_cost=np.full(FIRMS, 300.0), applicant=none, zones=ZONES, income=INCOME,
    )  # fmt: skip


def years(spec: Specification, **values: float) -> list[Actions]:
    """What an instrument does in 2019 and 2020."""
    programmes = Programmes({"it": spec}, {**VALUES, **values})
    first = JANUARY + (-12)
    return [programmes.act(view(step), first + step) for step in range(24)]


@pytest.mark.parametrize("kind", OWN)
def test_the_money_is_paid_to_the_last_won_with_and_without_what_it_does(kind: str) -> None:
    spec = instrument(kind)
    with_it, only = years(spec), years(spec.spending_only())
    assert sum(actions.paid for actions in with_it) == pytest.approx(180.0 * EOK)
    assert any(actions.levers for actions in with_it)
    for one, other in zip(with_it, only, strict=True):
        assert not other.levers
        assert one.paid == pytest.approx(other.paid)
        np.testing.assert_allclose(one.purchases[0].local, other.purchases[0].local)
        np.testing.assert_allclose(one.purchases[0].domestic, other.purchases[0].domestic)


def test_trained_people_are_money_over_cost_times_those_who_complete() -> None:
    found = sum(actions.levers["skill_supply"].sum() for actions in years(instrument("training")))
    assert found == pytest.approx(180.0 / 0.2 * VALUES["policy.training_completion"])
    cheaper = sum(actions.levers["skill_supply"].sum() for actions in years(instrument("training", cost=0.1)))
    assert cheaper == pytest.approx(2.0 * found)


def test_facilities_are_worth_the_annuity_of_what_has_been_paid_once_they_are_open() -> None:
    actions = years(instrument("settlement_facilities"))
    assert not any(each.levers for each in actions[:14])
    yearly = annuity(discount_rate(JANUARY), VALUES["policy.facility_life"])
    # By the end of February of the second year 60 + 20 억원 stand.
    worth = VALUES["policy.facility_benefit"] * 80.0 * EOK * yearly
    gain = np.log1p(worth / 10e6)
    np.testing.assert_allclose(actions[14].levers["amenity"], [gain, gain, 0.0])
    southern = years(instrument("settlement_facilities", zones=["south"]))[14].levers["amenity"]
    np.testing.assert_allclose(southern, [0.0, np.log1p(worth / 4e6), 0.0])
    unloved = years(instrument("settlement_facilities"), **{"policy.facility_benefit": 0.0})
    assert all((each.levers["amenity"] == 0.0).all() for each in unloved[14:])


def test_an_annuity_pays_back_its_price_with_interest() -> None:
    years_of_life, rate = 30, 4.5
    paid = annuity(rate, years_of_life) * sum(1.045**-year for year in range(1, years_of_life + 1))
    assert paid == pytest.approx(1.0)
    assert annuity(rate, 20) > annuity(rate, 30) > rate / 100.0


def test_homes_of_founders_raise_the_entry_of_start_ups_by_the_share_that_is_housed() -> None:
    # 19 firms of the view are 36 months old or younger; 60 + 20 억원 build 10 homes at 8.
    actions = years(instrument("founders_housing", cost=8.0), **{"demography.founders_housing_entry": 0.1})
    assert not any(each.levers for each in actions[:14])
    entry = actions[14].levers["entry_rate"]
    np.testing.assert_allclose(entry[50:], 1.0 + 0.1 * 10.0 / 19.0)
    assert (entry[:50] == 1.0).all()
    limited = years(instrument("founders_housing", cost=8.0, units=4), **{"demography.founders_housing_entry": 0.1})
    np.testing.assert_allclose(limited[-1].levers["entry_rate"][50:], 1.0 + 0.1 * 4.0 / 19.0)
    nothing = years(instrument("founders_housing"), **{"demography.founders_housing_entry": 0.0})
    assert (nothing[-1].levers["entry_rate"] == 1.0).all()


def test_homes_and_posts_named_in_a_file_are_those_of_the_full_size() -> None:
    """In a world of 1:10 a tenth of the 40 homes is let, and a tenth of the 40 posts opens."""
    values = {**VALUES, "demography.founders_housing_entry": 0.1, "policy.attraction_additional": 1.0}
    small = replace(view(14), scale=0.1, spent=80.0 * EOK, values=values)
    month = JANUARY + 2
    homes = instrument("founders_housing", cost=8.0, units=40).apply(small, month)
    np.testing.assert_allclose(homes.levers["entry_rate"][50:], 1.0 + 0.1 * 4.0 / 19.0)
    let = INSTRUMENT_MODELS["worker_housing"].model_validate(
        {"kind": "worker_housing", "zone": "north", "cost": 8.0, "units": 40, "opens": "2020-03", **COMMON}
    )
    assert let.apply(small, month).levers["housing_units"].tolist() == [4.0, 0.0, 0.0]
    firm = INSTRUMENT_MODELS["anchor_attraction"].model_validate(
        {"kind": "anchor_attraction", "industry": "steel", "cost": 8.0, "posts": 40, "opens": "2020-03", **COMMON}
    )
    due = np.where(np.arange(FIRMS) == 55, 14, -1)
    came = firm.apply(replace(small, industries=("steel",), due=due), month).levers["attraction"]
    assert came[55] == pytest.approx(4.0)
    assert came.sum() == came[55]


LEVERS: dict[str, tuple[str, Callable[[list[Actions]], float]]] = {
    "training": ("skill_supply", lambda done: sum(each.levers["skill_supply"].sum() for each in done if each.levers)),
    "settlement_facilities": ("amenity", lambda done: done[-1].levers["amenity"][0] if done[-1].levers else 0.0),
    "founders_housing": ("entry_rate", lambda done: done[-1].levers["entry_rate"][-1] if done[-1].levers else 1.0),
    "start_up_support": (
        "early_survival",
        lambda done: float(sum((each.levers["early_survival"] < 1.0).sum() for each in done if each.levers)),
    ),
}


@pytest.mark.parametrize("kind", OWN)
def test_more_money_never_buys_less(kind: str) -> None:
    found = [LEVERS[kind][1](years(instrument(kind, budget={2019: m, 2020: m}))) for m in (0, 3, 12, 40, 160, 700)]
    assert found == sorted(found)
    assert found[0] < found[2] < found[4]


def test_support_in_kind_serves_the_young_and_gives_no_money() -> None:
    done = years(instrument("start_up_support"))
    assert not any(actions.transfers for actions in done)
    served = sum(actions.levers["early_survival"] < 1.0 for actions in done)
    assert served[:19].any()
    assert not served[19:].any()
    floor = sum(actions.levers["sites"][0] for actions in done)
    assert floor == pytest.approx(0.2 * 180.0 / 20.0)
    # A month's money below the cost of a firm serves one now and then: on average as many as it pays for.
    poor = [instrument("start_up_support", cost=100.0, space=0.0)]
    places = [int((a.levers["early_survival"] < 1.0).sum()) for seed in range(40) for a in seeded(poor[0], seed)]
    assert np.mean(places) * 12.0 == pytest.approx(0.9, rel=0.25)


def seeded(spec: Specification, seed: int) -> list[Actions]:
    programmes = Programmes({"it": spec}, VALUES)
    return [programmes.act(replace(view(step), seed=seed), JANUARY + (step - 12)) for step in range(24)]


def test_instruments_of_one_share_of_a_pool_divide_it_by_their_budgets() -> None:
    share = "policy.rest_share.settlement"
    common = {"scaled_by": share, "pool": "rest"}
    both = {
        "places": instrument("settlement_facilities", budget={2020: 75.0}, **common),
        "homes": instrument("founders_housing", budget={2020: 25.0}, **common),
        "other": instrument("training", budget={2020: 100.0}, pool="rest", scaled_by="policy.rest_share.energy"),
    }
    money = Programmes(both, VALUES).statement().groupby("instrument")["budget"].sum()
    assert money.sum() == pytest.approx(100.0)
    parts = VALUES[share] / (VALUES[share] + VALUES["policy.rest_share.energy"])
    assert money["places"] == pytest.approx(75.0 * parts)
    assert money["homes"] == pytest.approx(25.0 * parts)


def test_faults_are_refused() -> None:
    for kind, faulty in (
        ("training", {"cost": 0.0}),
        ("training", {"item": "nonsense"}),
        ("settlement_facilities", {"opens": "soon"}),
        ("founders_housing", {"units": -1}),
        ("start_up_support", {"item": "nonsense"}),
    ):
        with pytest.raises(ValidationError):
            instrument(kind, **faulty)
    with pytest.raises(ScenarioError, match="sea_gu"):
        sim.load("changwon/smart_complex", {"instruments.settlement.zones": "[seongsan_gu, sea_gu]"})


def test_the_announced_programme_buys_the_same_as_without_its_effects() -> None:
    """The estimate by coefficients counts the money of an item whatever instrument spends it."""
    for name in ("smart_complex", "smart_complex_delivered", "history"):
        scenario, base = sim.load(f"changwon/{name}"), sim.load("changwon/baseline")
        plain = purchases_only(scenario, base)
        kinds = {spec.kind for spec in scenario.instruments.values()} - {"smart_factory_subsidy"}  # type: ignore[attr-defined]
        assert kinds >= set(OWN) - {"founders_housing"} | {"worker_housing", "data_sharing_network"}
        one, other = spending_of(scenario), spending_of(plain)
        assert one.money == pytest.approx(other.money)
        np.testing.assert_allclose(one.local, other.local)


SCALE = 0.2


def run(spec: Specification, **draw: float) -> Complex:
    return lived(tried(spec, SCALE), **draw)


@pytest.mark.parametrize("kind", OWN)
def test_nothing_moves_before_the_start_and_no_effect_before_the_opening(kind: str) -> None:
    late = instrument(kind, budget={2019: 3000.0, 2020: 3000.0}, start="2019-09")
    with_it = run(late)
    assert months_alike(with_it, base_run(SCALE)) == 8
    assert with_it.residual < 1e-9
    if "opens" in OWN[kind]:
        assert months_alike(with_it, run(late.spending_only())) >= 14


def test_trained_people_do_digital_work() -> None:
    spec = instrument("training", budget={2019: 400.0, 2020: 400.0})
    with_it, without = run(spec), run(spec.spending_only())
    digital = SKILLS.index("digital")
    more = int((with_it.people.skill == digital).sum()) - int((without.people.skill == digital).sum())
    promised = 0.2 * 800.0 / 0.2 * with_it.value["policy.training_completion"]
    assert 0.6 * promised < more < 1.1 * promised


def test_founders_with_homes_start_more_firms_and_never_fewer() -> None:
    spec = instrument("founders_housing", budget={2019: 2000.0}, opens="2019-02")
    with_it, without = run(spec, **{"demography.founders_housing_entry": 0.2}), run(spec.spending_only())
    entered = [model.demography.entered[model.demography.new_firm] >= 0 for model in (with_it, without)]
    assert entered[0].sum() > entered[1].sum()
    assert (entered[1] & ~entered[0]).sum() <= 2, "only a firm that finds its site taken may be lost"


def test_an_amenity_is_worth_the_rise_of_pay_that_the_utility_implies() -> None:
    """From the money to the real wage: r A over those who earn, in the month in which the facilities open."""
    spec = instrument("settlement_facilities", budget={2019: 5000.0}, opens="2020-01", zones=["seongsan_gu"])
    alike = {"city.amenity_weight": 3.0, "city.pay_weight": 3.0, "policy.facility_benefit": 1.0}
    scenario = tried(spec, SCALE)
    draw = {**draw_for(scenario, 3), **alike}
    model = Complex(scenario, seed_of(scenario, 3), draw)
    for _ in range(13):
        home = model.settlement
        assert home is not None
        income = income_after_rent(home, model.value["city.employed_residents"] * model.scale)
        rent, price = home.places.rent.copy(), home.price
        model.step()
    place = home.keys.index("seongsan_gu")
    # Paid in twelve equal parts, each worth more since by what prices have grown.
    paid = 0.2 * 5000.0 * EOK * np.mean(model.fixed.consumer_inflation ** np.arange(1, 13))
    worth = paid * annuity(4.5, draw["policy.facility_life"])
    gain = float(model.zone_levers.amenity[place])
    assert gain == pytest.approx(np.log1p(worth / income[place]))
    assert (np.delete(model.zone_levers.amenity, place) == 0.0).all()
    # The same as pay higher by the worth per earner, at the prices of the start.
    each = worth / income[place] * (home.pay - rent[place] / price)
    weights = (3.0, model.value["city.minute_weight"], 3.0, 0.1)
    rent_of_it, minutes = np.array([rent[place] / price]), np.array([20.0])
    paid_more = place_worth(home.pay + each, rent_of_it, minutes=minutes, amenity=np.array([0.0]), weights=weights)
    better_place = place_worth(home.pay, rent_of_it, minutes=minutes, amenity=np.array([gain]), weights=weights)
    assert paid_more[0] == pytest.approx(better_place[0])


def test_facilities_keep_people_and_the_real_wage_effect_is_their_worth_per_earner() -> None:
    spec = instrument("settlement_facilities", budget={2019: 60000.0}, opens="2020-01")
    alike = {"city.amenity_weight": 3.0, "city.pay_weight": 3.0, "policy.facility_benefit": 1.0}
    with_it, without = run(spec, **alike), run(spec.spending_only(), **alike)
    population = [model.recorder.city["population"].sum(axis=1) for model in (with_it, without)]
    assert np.array_equal(population[0][:12], population[1][:12])
    assert population[0][-1] > population[1][-1]
    effect = (with_it.recorder.city["real_wage_effect"] - without.recorder.city["real_wage_effect"])[12]
    worth = 60000.0 * EOK * annuity(4.5, with_it.value["policy.facility_life"])
    each = worth / with_it.value["city.employed_residents"] / 12.0
    assert float(np.sum(effect)) == pytest.approx(100.0 * each, rel=0.05), "in 만원 a month"
