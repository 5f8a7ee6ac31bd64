"""Links of the chain that prices, suppliers and rivals carry, each with the rest frozen (T19, T25, T27)."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import parameters
from simulation.experiments.crew import Crew
from simulation.experiments.sign_map import sign_map, turning_gain
from simulation.experiments.worlds import worlds_of
from simulation.model import Complex
from simulation.report.series import Setting
from simulation.report.sign_figure import sign_figure
from tests.policy.small_worlds import QUIET, SUBSIDY, on_a_flat_path
from tests.steady.conftest import flat_path

MONTHS = 36


def world(instruments: dict, months: int = MONTHS, path=None, switches: dict | None = None, **held: float) -> Complex:
    return on_a_flat_path(instruments, months, path=path, switches=switches, **held)


SAME_PLACES = {"technology": False, "demography": False, "migration": False}
HELD = {"technology.demand_gain": 0.0, "technology.productivity_gain": 0.09, "own_price.elasticity": 1.5}
OPEN = {"own_prices": True}


@pytest.fixture(scope="module")
def priced():
    """One seed with industry prices, with own prices, and with own prices that nobody reacts to."""
    return (
        world({"subsidy": SUBSIDY}, **HELD),
        world({"subsidy": SUBSIDY}, switches=OPEN, **HELD),
        world({"subsidy": SUBSIDY}, switches=OPEN, **{**HELD, "own_price.elasticity": 0.0}),
    )


def treated(model: Complex) -> np.ndarray:
    return (model.firms.adoption_month >= 0) & (model.step_index - model.firms.adoption_month > 18)


def test_industry_prices_are_the_default(priced) -> None:
    plain = priced[0].firms
    assert (plain.own_price == 1.0).all()
    assert (plain.conceded == 1.0).all()
    assert not sim.Switches().own_prices
    assert not sim.Switches.frozen().own_prices


def test_unit_cost_to_price_and_profit(priced) -> None:
    """Link 3 of 7, own prices: unit cost falls; part goes into the price, part to buyers, and the rest is profit."""
    _, opened, _ = priced
    firms, done = opened.firms, treated(opened)
    assert done.any()
    assert (firms.unit_cost[done] < 1.0).all()
    assert (firms.own_price[done] < 1.0).all()
    small = done & (firms.anchor_row >= 0)
    assert (firms.conceded[small] < 1.0).all()
    assert (firms.conceded[firms.anchor] == 1.0).all()
    left = firms.own_price * firms.conceded - firms.unit_cost
    assert (left[firms.active] >= -1e-12).all(), "what is left is profit"
    never = (firms.adoption_month < 0) & firms.operating
    assert (firms.own_price[never] == 1.0).all()


def test_buyers_take_a_saving_once() -> None:
    """Offers wander, and unit cost with them: buyers took at most their part of the lowest cost ever reached."""
    asked = {"scale": "0.05", "end": "2019-12", "switches.own_prices": "true"}
    model = Complex(sim.load("changwon/baseline", asked), seed=1)
    model.run()
    firms, kept = model.firms, 1.0 - model.value["own_price.pass_through_down"]
    share = model.prices.claw_back[: firms.conceded.size] * kept
    assert (firms.lowest_cost < firms.unit_cost).any()
    assert (firms.conceded >= firms.lowest_cost**share - 1e-12).all()
    assert (firms.conceded < 1.0).any()


def test_unit_cost_to_profit_at_given_prices() -> None:
    """Link 3 of 7 as it is by default: at the industry's prices and the same orders, lower unit cost is profit.

    The twin takes the same steps without effect. Fewer leavers are replaced, so pay falls and surplus rises by it.
    """
    held = {"technology.demand_gain": 0.0, "technology.productivity_gain": 0.09}
    acting = world({"subsidy": SUBSIDY}, **held)
    silent = Complex(acting.asked, seed=2, outside=flat_path(60), switches=acting.switches)
    silent.muted[:] = True
    for _ in range(MONTHS):
        silent.step()
    both = treated(acting) & treated(silent) & acting.firms.operating & silent.firms.operating
    assert both.sum() > 20
    sold, same = (model.firms.output[both].sum() for model in (acting, silent))
    assert sold == pytest.approx(same, rel=0.01)
    more = acting.firms.operating_surplus[both].sum() - silent.firms.operating_surplus[both].sum()
    less_pay = silent.firms.wage_bill[both].sum() - acting.firms.wage_bill[both].sum()
    assert less_pay > 0.0
    assert more > 0.8 * less_pay


def test_the_deeper_the_tier_the_more_buyers_take_of_the_same_saving(priced) -> None:
    """Claw-back by tier: c = 1 - kappa_tier (1 - theta) x saving, where one step alone moved unit cost."""
    _, opened, _ = priced
    firms, value = opened.firms, opened.value
    place = np.where(firms.anchor_row >= 0, firms.tier, 0)
    taken_back, passed_on = (each[: place.size] for each in (opened.prices.claw_back, opened.prices.pass_through))
    expected = np.array([0.0, *(value[f"own_price.claw_back.tier_{tier}"] for tier in (1, 2, 3, 4))])
    assert (np.diff(expected) > 0.0).all(), "central values rise with the tier"
    np.testing.assert_array_equal(taken_back, expected[place])
    assert (np.diff([passed_on[place == each].mean() for each in range(5)]) < 0.0).all()
    taken = [
        np.median(np.log(firms.conceded[at]) / np.log(firms.unit_cost[at]))
        for at in (treated(opened) & (place == tier) & (firms.unit_cost < 1.0) for tier in (1, 4))
    ]
    assert taken[0] < taken[1]
    assert (firms.conceded[place == 0] == 1.0).all()


def test_price_to_orders(priced) -> None:
    """Link 4 of 7, prices: a lower list price wins orders; a concession to a buyer does not."""
    plain, opened, rigid = priced
    done = treated(opened) & treated(rigid) & treated(plain)
    assert opened.firms.orders_outside[done].sum() > rigid.firms.orders_outside[done].sum()
    assert rigid.firms.orders_outside[done].sum() == pytest.approx(plain.firms.orders_outside[done].sum(), rel=1e-9)


def test_money_closes_with_own_prices(priced) -> None:
    """Identities hold, and nominal output is price times volume (identity 12)."""
    _, opened, _ = priced
    assert opened.residual < 1e-9
    nominal = opened.recorder.arrays()["output_nominal"][opened.step_index - 1].sum()
    assert nominal == pytest.approx(float((opened.firms.price * opened.firms.output).sum()) / 100.0, rel=1e-12)


def test_concessions_move_profit_to_buyers(priced) -> None:
    plain, _, rigid = priced
    done = treated(rigid) & treated(plain) & ~rigid.firms.anchor
    assert rigid.firms.operating_surplus[done].sum() < plain.firms.operating_surplus[done].sum()


def test_full_displacement_leaves_no_orders() -> None:
    """T19: where all that is won is taken from local rivals, outside orders of the complex do not grow."""
    held, still = {"displacement.local": 1.0}, {"demography": False}
    without, subsidised = (world(each, switches=still, **held) for each in ({}, {"subsidy": SUBSIDY}))
    assert (subsidised.firms.treated_quality > 1.0).sum() > (without.firms.treated_quality > 1.0).sum()
    assert subsidised.firms.orders_outside.sum() == pytest.approx(without.firms.orders_outside.sum(), rel=1e-9)


def test_local_purchases_make_the_indirect_effect() -> None:
    """T25: more bought locally means more output in the region; nothing bought locally, none."""
    spending = {
        "kind": "capital_spending", "item": "construction", "budget": {2019: 500.0}, "source": "judgement",
        "status": "assumed",
    }  # fmt: skip
    found = []
    for share in (0.0, 0.5, 1.0):
        held = {"policy.local_sourcing": share}
        with_it, without = (world(what, 12, **held) for what in ({"building": spending}, {}))
        made = [model.recorder.city["output_indirect_province"] for model in (with_it, without)]
        found.append(float((made[0] - made[1]).sum()))
    assert found[0] == pytest.approx(0.0, abs=1e-6)
    assert found[0] < found[1] < found[2]


def test_shared_data_add_to_the_effect_of_steps_and_of_nothing_else() -> None:
    platform = {
        "kind": "data_sharing_network", "budget": {2019: 50.0}, "works_from": "2020-01", "source": "judgement",
        "status": "assumed",
    }  # fmt: skip
    held = {"technology.data_spillover": 0.1, "technology.sharing_awareness": 0.0}
    silent = {key: value for key, value in platform.items() if key != "works_from"}
    shared, alone = (world({"subsidy": SUBSIDY, "data": each}, **held) for each in (platform, silent))
    more, less = shared.firms.treated_productivity, alone.firms.treated_productivity
    same = (shared.firms.adoption_month == alone.firms.adoption_month) & (shared.firms.smart_level > 0)
    done = same & (more > 1.0) & (shared.ladder.start_level == 0)
    assert (more[done] >= less[done]).all()
    assert (more[done] > less[done]).any()
    assert ((more[done] - 1.0) <= 1.1 * (less[done] - 1.0) + 1e-12).all()
    assert (more[shared.firms.adoption_month < 0] == 1.0).all()


def test_shared_data_are_heard_of_and_spill_over_to_under_one_percent_a_year() -> None:
    """The drawn awareness reaches those who would not have known: a superset of adopters under the same luck."""
    platform = {
        "kind": "data_sharing_network", "budget": {2019: 50.0}, "works_from": "2019-02", "source": "judgement",
        "status": "assumed",
    }  # fmt: skip
    awareness = parameters()["technology.sharing_awareness"]
    assert 0.0 < awareness.value < awareness.high < 0.01 / 12.0
    assert awareness.low == 0.0
    plain = {"technology.data_spillover": 0.0}
    heard, silent = (
        world({"data": platform}, 24, **plain, **{"technology.sharing_awareness": amount})
        for amount in (awareness.high, 0.0)
    )
    knew, did_not = (model.firms.aware | (model.firms.adoption_month >= 0) for model in (heard, silent))
    assert (knew & ~did_not).sum() > (did_not & ~knew).sum()


@pytest.mark.slow
def test_a_fall_of_demand_reaches_suppliers_in_the_order_of_their_links_and_jobs_later() -> None:
    """T27: machinery loses a tenth of its outside demand; the other industries lose by what they sell to it."""
    falls = []
    for seed in range(3):
        scenario = sim.load("changwon/baseline", {"instruments.national_smart_factory.rate": "0"})
        levels = []
        for index in (1.0, 0.9):
            path = flat_path(60)
            path.demand[:, 0] = index
            model = Complex(scenario, seed, outside=path, switches=sim.Switches(**QUIET, **SAME_PLACES))
            for _ in range(24):
                model.step()
            made = model.history.output[:24]
            heads = model.history.labour[:24]
            levels.append((model, made, heads))
        (calm, made, heads), (_, made_less, heads_less) = levels
        falls.append((calm, made - made_less, heads - heads_less))
    calm = falls[0][0]
    lost = np.mean([fall[-6:].mean(axis=0) for _, fall, _ in falls], axis=0)
    firms = calm.firms
    by_industry = np.bincount(firms.industry, weights=lost, minlength=5)[1:]
    start, network = calm.start.firms, calm.network
    buyers = np.repeat(np.arange(start.output.size), np.diff(network.start))
    sold = np.bincount(
        network.supplier,
        weights=network.coefficient * start.output[buyers] * (start.industry[buyers] == 0),
        minlength=start.output.size,
    )
    links = np.bincount(start.industry, weights=sold, minlength=5)[1:]
    assert (by_industry[links > 0.0] > 0.0).all()
    assert list(np.argsort(by_industry)) == list(np.argsort(links))
    machinery = firms.industry == 0
    output_share = [np.mean([f[t][machinery].sum() for _, f, _ in falls]) / made[t][machinery].sum() for t in (5, 23)]
    jobs_share = [np.mean([h[t][machinery].sum() for _, _, h in falls]) / heads[t][machinery].sum() for t in (5, 23)]
    assert 0.0 <= jobs_share[0] < jobs_share[1] < output_share[1]
    assert jobs_share[0] < output_share[0]


@pytest.fixture(scope="module")
def mapped():
    """A small sign map."""
    scenario = sim.load("changwon/smart_complex", {"scale": "0.2", "end": "2022-12"})
    baseline, main = worlds_of(scenario)
    calls: list[tuple[int, int]] = []
    table = sign_map(
        baseline,
        main,
        runs=2,
        gains=(0.0, 0.24),
        shares=(0.0, 1.0),
        alike=(1.0,),
        workers=Crew(1, progress=lambda *done: calls.append(done)),
    )
    return table, main, calls


def test_sign_map_turns_with_the_demand_gain(mapped) -> None:
    table, _, calls = mapped
    assert len(table) == 4
    assert calls == [(0, 2), (1, 2), (2, 2)]
    cell = table.set_index(["demand_gain", "local_share"])
    assert cell.loc[(0.24, 0.0), "output"] > cell.loc[(0.24, 1.0), "output"]
    assert cell.loc[(0.24, 0.0), "output"] > cell.loc[(0.0, 0.0), "output"]
    # Without a demand gain nothing is displaced; what is left are firms that close in one cell and not in the other.
    assert abs(cell.loc[(0.0, 0.0), "jobs"] - cell.loc[(0.0, 1.0), "jobs"]) < 0.5 * cell.loc[(0.24, 0.0), "jobs"]
    assert (table["jobs_low"] <= table["jobs_high"]).all()


def test_turning_gain_is_between_the_columns_of_different_sign(mapped) -> None:
    table = mapped[0].copy()
    table["jobs"] = [-10.0, -10.0, 30.0, -5.0]
    assert turning_gain(table, 0.0, alike=1.0) == pytest.approx(0.06)
    assert np.isnan(turning_gain(table, 1.0, alike=1.0))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_sign_figure_says_what_it_shows(mapped, language: str) -> None:
    table, main, _ = mapped
    picture = sign_figure(table, main, setting=Setting.of({**main.model_dump(mode="json")}, 2), language=language)
    texts = " ".join(picture.texts())
    assert {"ko": "전치 비율", "en": "local rivals"}[language] in texts
    assert picture.image("png", dpi=60).startswith(b"\x89PNG")
