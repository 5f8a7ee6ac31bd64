"""The worked example that each instrument shows in a comment, run: every number of it is what the code does.

An example yields the phrases that the comment must hold, with the numbers it was given and those that came out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from simulation.catalogue import annuity
from simulation.model.phases.accounts import dearer_energy
from simulation.model.phases.newcomers import added_permits
from simulation.policy import INSTRUMENT_MODELS, Actions, PolicyView, Programmes
from simulation.policy import spending as vectors
from simulation.policy.specification import Specification
from simulation.units import EOK, MONTHS_A_YEAR, Month
from tests.policy.small_worlds import ASSUMED
from tests.policy.small_worlds import firms as plain_firms

ROOT = Path(__file__).parents[2]
JANUARY = Month.parse("2020-01")
Phrases = Iterator[str]
EXAMPLES: dict[str, Callable[[], Phrases]] = {}


def example(kind: str) -> Callable[[Callable[[], Phrases]], Callable[[], Phrases]]:
    def kept(function: Callable[[], Phrases]) -> Callable[[], Phrases]:
        EXAMPLES[kind] = function
        return function

    return kept


def comment(kind: str) -> str:
    """The worked example of a kind as one line."""
    source = (ROOT / Path(*INSTRUMENT_MODELS[kind].__module__.split("."))).with_suffix(".py")
    found = re.search(r"( +# Worked example.*\n(?: +#.*\n)*)", source.read_text(encoding="utf-8"))
    assert found, f"{kind} shows no worked example"
    return " ".join(re.sub(r"^ *# ?", "", found[1], flags=re.MULTILINE).split())


@pytest.mark.parametrize("kind", sorted(INSTRUMENT_MODELS))
def test_a_worked_example_is_what_the_code_does(kind: str) -> None:
    told, phrases = comment(kind), list(EXAMPLES[kind]())
    assert phrases
    for phrase in phrases:
        assert re.search(rf"(?<![\d.,]){re.escape(phrase)}(?![\d]|[.,]\d)", told), f"'{phrase}' is not in '{told}'"


@pytest.mark.parametrize("kind", sorted(INSTRUMENT_MODELS))
def test_every_number_of_a_worked_example_is_run(kind: str) -> None:
    """No number of the comment stands outside the phrases that the example yields."""
    told = comment(kind)
    for phrase in sorted(EXAMPLES[kind](), key=len, reverse=True):
        told = told.replace(phrase, "")
    assert not re.search(r"\d", told), f"never run: {told}"


def made(kind: str, **options: Any) -> Specification:
    return INSTRUMENT_MODELS[kind].model_validate({"kind": kind, **ASSUMED, "stage": "outturn", **options})


firms = partial(plain_firms, aware=np.ones(1, dtype=bool))


def alone(spec: Specification, view: PolicyView, *, values: dict[str, float], months: int = 1) -> list[Actions]:
    """What it does in so many months from January on, with an ordinary local share of what it buys."""
    held = {"policy.local_sourcing": 1.0, **values}
    programmes = Programmes({"one": spec}, held)
    return [programmes.act(view, JANUARY + step) for step in range(months)]


def after(spec: Specification, view: PolicyView, *, spent: float, values: dict[str, float], month: str) -> Actions:
    """What it does in a month in which so much has been paid before (억원)."""
    return spec.apply(
        view.of(spent=spent * EOK, worth=spent * EOK, values=values, year=int(month[:4]), left={}), Month.parse(month)
    )


def number(value: float, digits: int = 6) -> str:
    """A number as people write it: grouped, and no longer than it is."""
    return f"{round(float(value), digits):,.{digits}f}".rstrip("0").rstrip(".")


@example("capital_spending")
def spread_over_the_months_left() -> Phrases:
    spec = made("capital_spending", item="construction", budget={2020: 120}, start="2020-05", end="2020-08")
    paid = [each.paid / EOK for each in alone(spec, firms(1), values={}, months=12)]
    assert paid[:4] == [0.0] * 4
    assert paid[8:] == [0.0] * 4
    yield f"{number(sum(paid))}억 in a year"
    yield f"{np.count_nonzero(paid)} months are left, {number(paid[4])}억 a month"


@example("training")
def people_trained() -> Phrases:
    spec = made("training", cost=0.1, budget={2020: 30})
    done = alone(spec, firms(1), values={"policy.training_completion": 0.6}, months=12)
    monthly = [float(each.levers["skill_supply"].sum()) for each in done]
    yield f"{number(sum(each.paid for each in done) / EOK)}억 at 0.1억 a person trains {number(sum(monthly) / 0.6)}"
    yield f"a completion of 0.6 they are {number(sum(monthly))} people"
    yield f"{number(monthly[0])} a month"


@example("worker_housing")
def homes_built() -> Phrases:
    spec = made("worker_housing", cost=1.0, opens="2020-01", budget={2020: 250, 2021: 250})
    view = firms(1, zones=("complex_housing",))
    done = alone(spec, view, values={}, months=25)
    homes = [float(each.levers["housing_units"][0]) if each.levers else 0.0 for each in done]
    yield f"{number(homes[24])}억 over two years at 1억 a home build {number(homes[1], 1)} homes a month"
    yield f"after 18 months they are {number(homes[18])}, after 24 months {number(homes[24])}"


@example("founders_housing")
def founders_served() -> Phrases:
    spec = made("founders_housing", cost=0.5, opens="2020-01", budget={2019: 158})
    view = firms(1_265, operating=np.arange(1_265) < 1_264, age=np.where(np.arange(1_265) < 1_264, 12, 0))
    values = {"demography.founders_housing_entry": 0.2}
    rise = after(spec, view, spent=158, values=values, month="2020-02").levers["entry_rate"][-1] - 1.0
    yield f"158억 paid at 0.5억 a home is {number(rise / 0.2 * 1_264)} homes; where 1,264 start-ups"
    assert rise / 0.2 == pytest.approx(1 / 4)
    yield f"with e = 0.2 start-ups enter 1 + 0.2 x {number(rise / 0.2)} = {number(1 + rise)} times"


@example("smart_factory_subsidy")
def steps_granted() -> Phrases:
    spec = made("smart_factory_subsidy", rate=0.5, cap={1: 1.0}, budget={2020: 100})
    view = firms(150, step_cost=np.full(150, 300.0))
    (done,) = alone(spec, view, values={})
    grants = done.grants(150) / EOK
    assert done.levers["adoption_cost"][0] == pytest.approx(2 / 3)
    yield f"a step of 3억, a rate of 0.5 and a cap of 1억 pay min(0.5 x 3, 1) = {number(grants.max())}억"
    yield f"100억 a year serve {np.count_nonzero(grants)} such firms"


@example("commercialisation")
def projects_granted() -> Phrases:
    spec = made("commercialisation", rate=0.5, cap=1.0, budget={2020: 20})
    view = firms(50, research_cost=np.full(50, 150.0))
    (done,) = alone(spec, view, values={"research.support_effect": 0.6, "research.term": 24.0})
    served = done.project_grants(50) > 0.0
    yield (
        "research of 1.5억 a year makes a project of 24 months cost 3억; a rate of 0.5 and a cap of 1억 pay "
        "min(0.5 x 3, 1) = " + number(done.project_grants(50).max() / EOK) + "억"
    )
    yield f"an effect of 0.6 the hazard of success is 1 + 0.6 / 3 = {number(done.levers['rnd_success'].max())} times"
    yield f"20억 serve {np.count_nonzero(served)} such firms"


@example("commuting_support")
def allowances_paid() -> Phrases:
    spec = made("commuting_support", amount=0.05, budget={2020: 12})
    (done,) = alone(spec, firms(60, employees=np.full(60, 40)), values={})
    claims = done.handed_on(60)
    served = np.count_nonzero(claims)
    yield f"0.05 million KRW a month for a firm of 40 workers is {number(claims.max())} million KRW"
    yield f"12억 a year are {number(claims.sum())} million KRW a month and serve {served} such firms"
    yield f"{number(40 * served)} people"


@example("data_sharing_network")
def members_gain() -> Phrases:
    spec = made("data_sharing_network", works_from="2020-01", budget={2020: 10})
    values = {"technology.data_spillover": 0.4, "technology.sharing_awareness": 0.0}
    (done,) = alone(spec, firms(1, smart_level=np.array([1])), values=values)
    lever = float(done.levers["data_spillover"][0])
    # As the phase of technology reads it: 1 + (lever - 1) x share of adopters around.
    yield f"a strength of 0.4 the lever of members is {number(lever)}"
    yield f"where 0.25 of the firms around one have adopted, what its steps do is 1 + {number(lever - 1)} x 0.25 = " + (
        f"{number(1 + (lever - 1) * 0.25)} times"
    )


@example("demand_purchase")
def visitors_and_orders() -> Phrases:
    yield f"3,000 people x 3 days x 0.3 million KRW a day = {number(3_000 * 3 * 0.3 / EOK)}억"
    spec = made("demand_purchase", item="construction", named=0.5, budget={2020: 120})
    bought = alone(spec.model_copy(update={"named": 0.0}), firms(4), values={}, months=12)
    share = sum(each.purchases[0].local.sum() for each in bought) / (120 * EOK)
    # A local share of 0.3, whatever the item of the table has.
    values = {"policy.local_sourcing": 0.3 / share}
    view = firms(4, sector=np.full(4, vectors.SECTORS.index("GMACH")))
    orders = sum(each.levers["procurement"].sum() for each in alone(spec, view, values=values, months=12)) / EOK
    yield (
        f"120억 a year, of which the item buys 0.3 in the province, half of it by name: 120 x 0.3 x {spec.named} = "
        + (  # type: ignore[attr-defined]
            f"{number(orders)}억 a year"
        )
    )


@example("employment_retention")
def pay_of_surplus_posts() -> Phrases:
    spec = made("employment_retention", rate=0.5, budget={2020: 12})
    view = firms(30, surplus=np.full(30, 4.0), wage=np.full(30, 3.0))
    (done,) = alone(spec, view, values={"labour.retention_subsidy_effect": 0.5})
    paid = done.grants(30)
    yield f"4 posts too many at 3 million KRW a month and a rate of 0.5 is paid {number(paid.max())} million KRW"
    yield f"1억 a month serves {np.count_nonzero(paid)} such firms"


@example("energy_support")
def energy_covered() -> Phrases:
    spec = made("energy_support", opens="2020-01", budget={2019: 200})
    values = {"policy.energy_yield": 10.0}
    done = after(spec, firms(2, energy_bill=np.full(2, 200 * EOK)), spent=200, values=values, month="2020-02")
    cover = float(done.levers["energy_cover"][0])
    yield f"200억 paid, y = 10 %: energy worth {number(cover * 400)}억 a year"
    yield f"pay B = 400억, c = {number(cover)}"
    # A world in which energy is the whole output, at the ordinary price outside.
    world = SimpleNamespace(
        levers=SimpleNamespace(energy_price=np.ones(1), energy_cover=np.array([cover])),
        value={"policy.own_energy_price": 0.9},
        system=SimpleNamespace(energy_ratio=lambda: np.ones(1)),
        firms=SimpleNamespace(sector=np.zeros(1, dtype=int), output=np.array([400.0])),
    )
    saved = -float(dearer_energy(world, np.ones(1))[0])  # type: ignore[arg-type]
    yield f"at 0.9 of the price they save {number(cover)} x 0.1 x 400 = {number(saved)}억 a year"


@example("firm_support")
def firms_abroad() -> Phrases:
    spec = made("firm_support", cost=1.0, marketing=0.5, budget={2020: 20})
    values = {"policy.marketing_effect": 2.0, "policy.consulting_quality": 0.0}
    (done,) = alone(spec, firms(40), values=values)
    orders = done.levers["export_access"]
    marketing = number(orders.max() / 2.0, 2)
    yield f"1억 a firm and year, half of it marketing, is 1억 x 0.5 / 12 = {marketing} million KRW a month"
    yield f"with e = 2 it brings orders of {number(orders.max(), 2)} million KRW a month, " + (
        f"{number(orders.max() * MONTHS_A_YEAR / EOK)}억 a year"
    )
    yield f"20억 a year serve {np.count_nonzero(orders)} firms"


@example("foreign_worker_quota")
def permits_used() -> Phrases:
    lever = made("foreign_worker_quota", change=2).apply(firms(1_500), JANUARY).levers["foreign_worker_quota"]
    world = SimpleNamespace(
        levers=SimpleNamespace(foreign_worker_quota=lever),
        value={"policy.permit_use": 0.1},
        firms=SimpleNamespace(operating=np.ones(1_500, dtype=bool)),
    )
    used = added_permits(world)  # type: ignore[arg-type]
    yield f"{number(lever[0])} persons more at 1,500 firms are {number(lever.sum())} permits"
    assert used == pytest.approx(lever.sum() / 10.0)
    yield f"{number(used)} people"


@example("manufacturing_ai_service")
def places_in_the_service() -> Phrases:
    spec = made("manufacturing_ai_service", works_from="2020-01", cost=2.0, budget={2019: 40})
    view = firms(50, smart_level=np.ones(50, dtype=np.int64))
    cost = after(spec, view, spent=40, values={"policy.ai_saving": 0.2}, month="2020-02").levers["ai_cost"]
    yield f"40억 paid at 2억 a firm serves {np.count_nonzero(cost < 1.0)} firms"
    yield f"with s = 0.2 a step that costs 3억 costs them {number(3.0 * cost.min())}억"


@example("research_centre")
def projects_go_faster() -> Phrases:
    spec = made("research_centre", opens="2020-01", budget={2019: 100})
    values = {"research.support_effect": 0.4, "policy.equipment_life": 8.0, "policy.centre_use": 0.5}
    view = firms(76, research_cost=np.full(76, EOK))
    pace = float(after(spec, view, spent=100, values=values, month="2020-02").levers["rnd_pace"][0])
    rate = annuity(4.5, 8.0)
    yield f"100억 paid, 8 years at 4.5 %: annuity {rate:.4f}, so A = {100 * rate:.1f}억 a year"
    yield f"half of it used is {50 * rate:.1f}억"
    yield f"R = {view.rows}억 a year"
    borne = round((pace - 1.0) / 0.4, 2)
    assert borne == pytest.approx(1 / 10)
    yield f"with e = 0.4 the hazard of their projects is 1 + 0.4 x {number(borne)} = {pace:.2f} times"


@example("settlement_facilities")
def facilities_worth() -> Phrases:
    spec = made("settlement_facilities", opens="2020-01", budget={2019: 600})
    values = {"policy.facility_benefit": 0.8, "policy.facility_life": 30.0}
    view = firms(1, zones=("city",), income=np.array([29_500 * EOK]))
    gain = float(after(spec, view, spent=600, values=values, month="2020-02").levers["amenity"][0])
    rate = annuity(4.5, 30.0)
    yield f"600억 paid, 30 years at 4.5 %: annuity {rate:.4f}, so A = {600 * rate:.1f}억 a year"
    yield "with r = 0.8 and incomes of Y = 29,500억"
    yield f"da = ln(1 + 0.8 x {600 * rate:.1f} / 29,500) = {gain:.6f}"


@example("works")
def works_worth() -> Phrases:
    spec = made("works", opens="2020-01", budget={2019: 1_000})
    values = {"policy.works_benefit": 0.3, "policy.facility_life": 30.0}
    view = firms(100, employees=np.full(100, 1_200))
    each = float(after(spec, view, spent=1_000, values=values, month="2020-02").levers["commuting_benefit"][0])
    rate = annuity(4.5, 30.0)
    yield f"1,000억 paid, 30 years at 4.5 %: annuity {rate:.4f}, so A = {1_000 * rate:.1f}억 a year"
    yield f"with r = 0.3 and 120,000 people that is {0.3 * 1_000 * rate:.1f}억 / 12 / 120,000 = {each:.5f} million KRW"


@example("site_supply")
def lots_and_floor() -> Phrases:
    spec = made("site_supply", opens="2021-01", lots=0.5, lot_cost=15.0, floor_cost=20.0, budget={2020: 300})
    done = alone(spec, firms(1), values={}, months=13)
    assert not any(each.levers for each in done[:12])
    lots, floor = (float(done[12].levers[key][0]) for key in ("lots", "sites"))
    yield f"300억, half for lots at 15억 and half for floor at 20억 a thousand m2, is {number(lots)} lots and " + (
        f"{number(floor)} thousand m2"
    )


@example("start_up_support")
def young_firms_served() -> Phrases:
    spec = made("start_up_support", cost=0.4, in_kind=True, budget={2020: 8, 2021: 8, 2022: 8})
    values = {"demography.support_entry": 0.0, "demography.support_survival": float(np.log(1.25))}
    served, survival, programmes = np.zeros(60, dtype=bool), 1.0, Programmes({"one": spec}, values)
    for step in range(MONTHS_A_YEAR):
        lever = programmes.act(firms(60, step=step, supported=served), JANUARY + step).levers["early_survival"]
        served, survival = served | (lever < 1.0), min(survival, float(lever.min()))
    # The last place of a month goes by lot, so that a year serves 20 but for one.
    assert abs(np.count_nonzero(served) - 8 / 0.4) <= 1
    money = f"{sum(spec.budget.values()):g}"
    yield f"{money}억 over three years, all in kind at 0.4억 a firm, is 8억 a year: {8 / 0.4:g} firms"
    yield f"an effect of ln 1.25 on survival each closes exp({-np.log(1.25):.3f}) = {number(survival)} times"


@example("anchor_attraction")
def posts_brought() -> Phrases:
    spec = made("anchor_attraction", opens="2020-01", industry="machinery", cost=0.3, budget={2019: 60})
    view = firms(2, industries=("machinery",), due=np.array([-1, 1]), operating=np.array([True, False]))
    done = after(spec, view, spent=60, values={"policy.attraction_additional": 0.15}, month="2020-02")
    posts = float(done.levers["attraction"].sum())
    yield f"60억 at 0.3억 a post buys {number(posts / 0.15)} posts; with a = 0.15 the firm has {number(posts)} posts"


@example("anchor_closure")
def plant_closed() -> Phrases:
    sizes = np.array([900, 4_000, 2_500])
    view = firms(3, employees=sizes, anchor=np.ones(3, dtype=bool))
    closing = made("anchor_closure", closes="2020-01", rank=2).apply(view, JANUARY).levers["closure"]
    assert closing.sum() == 1.0
    yield f"anchors of 4,000, 2,500 and 900 workers, rank 2 closes the plant of {number(sizes[closing == 1.0][0])}"


@example("outside_event")
def orders_left() -> Phrases:
    spec = made("outside_event", demand={2020: 0.9})
    assert not spec.apply(firms(1), Month.parse("2019-12")).levers
    assert spec.apply(firms(1), Month.parse("2023-12")).levers["outside_demand"] == 0.9
    yield f"demand {{2020: 0.9}} leaves {number(spec.apply(firms(1), JANUARY).levers['outside_demand'][0])} of the"
    yield "from 2020-01 on"
