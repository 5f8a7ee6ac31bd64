"""What studies would see against the twin; gross to net: parts that add up, costs that behave (T30, identity 12)."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import SIZE_CLASSES, complex_data, discount_rate, present_value
from simulation.errors import DataError
from simulation.experiments import twins
from simulation.experiments.appraisal import additionality_rows, evaluation_rows, part_label
from simulation.experiments.decomposition import spending_world
from simulation.experiments.pair import draw_for, run_unit, seed_of, simulate
from simulation.experiments.parts import part_path, read_part, write_part
from simulation.experiments.twins import additionality, adopters_by_part, evaluate
from simulation.experiments.worlds import worlds_of
from simulation.model import Complex
from simulation.outcomes.additionality import COSTS, GROSS_TO_NET, MEASURES, VIEWS, additionality_table, cost_per
from simulation.outcomes.evaluation import OUTCOMES, Panel, estimates, evaluation_table, yearly_mean
from simulation.policy.smart_factory import SmartFactorySubsidy
from simulation.report.appraisal import net_lines, with_sentences
from simulation.start.people import AGE_BANDS, SKILLS
from simulation.units import Month
from tests.policy.small_worlds import SUBSIDY as GENEROUS

MONTHS, FIRMS = 60, 80
STEP = 20
TREATED = np.arange(FIRMS) < 20
INDUSTRY = np.arange(FIRMS) % 2

DISTRICTS = [each.key for each in complex_data("changwon").districts]


def made_up(effect: float, growth_of_treated: float = 0.01, growth_of_others: float = 0.01) -> tuple[Panel, Panel]:
    """Firms that grow by a rate, and treated ones that stand higher from a year after their step."""
    month = np.arange(MONTHS)[:, None]
    rate = np.where(TREATED, growth_of_treated, growth_of_others)
    untreated = (10.0 + np.arange(FIRMS)) * (1.0 + rate) ** month
    labour = np.tile(5.0 + np.arange(FIRMS), (MONTHS, 1))
    later = 1.0 + effect * (TREATED & (month >= STEP + 12))
    first = np.where(TREATED, STEP, -1)
    none = np.full(FIRMS, -1)
    return Panel(untreated * later, labour, first), Panel(untreated, labour, none)


def found(panels: tuple[Panel, Panel]) -> dict[str, np.ndarray]:
    return estimates(*panels, industry=INDUSTRY, eligible=np.ones(FIRMS, dtype=bool))


def test_windows_are_means() -> None:
    series = np.arange(24.0)[:, None] * np.array([1.0, 2.0])
    np.testing.assert_allclose(yearly_mean(series, np.array([0, 12]), firm=np.array([0, 1])), [5.5, 35.0])


def test_without_selection_every_comparison_with_others_finds_the_effect() -> None:
    result = found(made_up(0.08))
    for estimator in ("true", "matched", "adopters_against_others"):
        np.testing.assert_allclose(result[estimator], [0.08, 0.0, 0.08], atol=1e-9)
    assert result["before_after"][0] > 0.08 + 0.2, "what everybody gained is in it"


def test_firms_that_grew_before_look_treated_by_what_they_are() -> None:
    """Selection on growth: the twin is not fooled, before and after and the unmatched comparison are."""
    result = found(made_up(0.0, growth_of_treated=0.02))
    assert result["true"][0] == pytest.approx(0.0, abs=1e-12)
    assert result["before_after"][0] > result["adopters_against_others"][0] > 0.1


def test_too_few_treated_give_no_estimate() -> None:
    panel, twin = made_up(0.08)
    few = Panel(panel.output, panel.labour, np.where(np.arange(FIRMS) < 3, STEP, -1))
    result = estimates(few, twin, industry=INDUSTRY, eligible=np.ones(FIRMS, dtype=bool))
    assert np.isnan(result["true"]).all()
    assert evaluation_table([result]).empty


def test_bias_is_the_estimate_less_the_truth() -> None:
    runs = [found(made_up(effect)) for effect in (0.05, 0.08, 0.11)]
    table = evaluation_table(runs).set_index(["estimator", "outcome"])
    assert len(table) == 4 * len(OUTCOMES)
    assert table.loc[("true", "output"), "mean"] == pytest.approx(8.0)
    gap = table.loc[("before_after", "output"), "mean"] - 8.0
    assert table.loc[("before_after", "output"), "bias"] == pytest.approx(gap)
    row = table.loc[("true", "output")]
    assert row["low"] < row["mean"] < row["high"]


@pytest.fixture(scope="module")
def worlds():
    """A small pair of worlds of the announced programme."""
    return worlds_of(sim.load("changwon/smart_complex", {"scale": "0.2"}))


@pytest.fixture(scope="module")
def unit(worlds):
    """One decomposed run of it."""
    return run_unit(worlds, 0, decomposed=True)


def pair_of(worlds, run: int, **held: float) -> tuple[Complex, Complex]:
    draw = {**draw_for(worlds[0], run), **held}
    seed = seed_of(worlds[0], run)
    without = simulate(worlds[0], seed, draw=draw, first=None)
    return without, simulate(worlds[-1], seed, draw=draw, first=without)


def parts(unit_or_arrays, measure: str) -> dict[str, dict[str, float]]:
    arrays = getattr(unit_or_arrays, "twins", unit_or_arrays)
    table = arrays[f"additionality.parts.{measure}"]
    return {view: dict(zip(GROSS_TO_NET, table[place], strict=True)) for place, view in enumerate(VIEWS)}


@pytest.mark.parametrize("measure", MEASURES)
def test_parts_add_to_the_net(unit, measure: str) -> None:
    for view in parts(unit, measure).values():
        net = view.pop("net")
        assert sum(view.values()) == pytest.approx(net, rel=1e-9, abs=1e-6)
        assert view["deadweight"] <= 1e-9 or measure == "jobs"
        assert view["gross"] >= 0.0 or measure == "jobs"


def test_net_adopters_are_the_difference_of_adopters(worlds, unit) -> None:
    without, with_it = (unit.worlds[key].arrays["adopters"][-1].sum() for key in (worlds[0].key, worlds[-1].key))
    found_parts = parts(unit, "adopters")["region"]
    # Parts count firms that stepped up by the end; the series counts those of them that are still there.
    assert found_parts["net"] == pytest.approx(with_it - without, rel=0.35)
    assert found_parts["gross"] > found_parts["net"] > 0.0
    assert found_parts["deadweight"] < 0.0


def test_every_firm_that_steps_up_in_one_world_alone_has_its_part() -> None:
    """Eight firms, each with another answer to supported, steps up with it, steps up without; parts add to the net."""
    supported = np.array([1, 1, 1, 1, 0, 0, 0, 0], dtype=bool)
    with_it = np.array([5, 5, -1, -1, 5, 5, -1, -1])
    without = np.array([9, -1, 9, -1, 9, -1, 9, -1])
    found = adopters_by_part(supported, base=without, scenario=with_it)
    by_part = dict(zip(GROSS_TO_NET, found[0], strict=True))
    assert (by_part["gross"], by_part["deadweight"], by_part["multiplier"]) == (2.0, -1.0, 1.0)
    assert by_part["displacement"] == -2.0
    assert by_part["net"] == 0.0 == sum(found[0][:-1])
    # One more firm that steps up in both worlds without support changes nothing.
    more = adopters_by_part(np.append(supported, False), base=np.append(without, 3), scenario=np.append(with_it, 4))
    assert np.array_equal(more, found)


def test_national_view_takes_away_what_other_regions_lose(unit) -> None:
    for measure in ("output", "value_added", "jobs"):
        region, nation = (parts(unit, measure)[view] for view in VIEWS)
        assert nation["displacement_rest"] < 0.0 == region["displacement_rest"]
        assert nation["displacement"] == region["displacement"] < 0.0
        assert nation["spending"] > region["spending"] > 0.0


def test_only_workers_of_other_provinces_leave_the_region(worlds, unit) -> None:
    """Who commutes in from another city of the province is of the region; nobody leaves the nation."""
    without, with_it = (unit.worlds[each.key].city for each in (worlds[0], worlds[-1]))
    leaving = (with_it["commuters_other_provinces"] - without["commuters_other_provinces"])[-12:].mean()
    assert parts(unit, "jobs")["region"]["leakage"] == pytest.approx(-leaving)
    assert parts(unit, "jobs")["nation"]["leakage"] == parts(unit, "output")["region"]["leakage"] == 0.0
    assert 0.0 < with_it["commuters_other_provinces"][-1] < with_it["in_commuters"][-1]


def test_places_of_displacement_follow_the_drawn_shares(worlds, unit) -> None:
    local, domestic, foreign = unit.twins["additionality.places"]
    share = unit.draw["displacement.local"]
    assert local / (local + domestic + foreign) == pytest.approx(share, abs=0.02)
    assert foreign / (domestic + foreign) == pytest.approx(unit.draw["displacement.foreign_part"], abs=0.02)


def test_no_programme_has_no_parts() -> None:
    scenario = sim.load("changwon/baseline", {"scale": "0.1", "end": "2020-12"})
    without = simulate(scenario, 1, draw={}, first=None)
    again = simulate(scenario, 1, draw={}, first=without)
    for name, values in additionality(without, again, bought=spending_world(without, again)).items():
        assert not np.nan_to_num(values).any(), name
    assert "evaluation.true" in evaluate(without, again)
    # Three more heads at one firm are three in its size class and in its district.
    row = int(np.argmax(again.firms.employees))
    again.history.labour[:, row] += 3.0
    gained = additionality(without, again, bought=spending_world(without, again))
    for kind, group in (("size_class", again.firms.size_class), ("district", again.firms.district)):
        jobs = gained[f"additionality.gains.{kind}"][2]
        assert jobs[group[row]] == pytest.approx(jobs.sum()) == pytest.approx(3.0)


def test_what_other_measures_take_from_tenants_is_in_what_they_did() -> None:
    """Homes support no step, so that nothing is displaced by supported firms, whatever moves between tenants."""
    worlds = worlds_of(sim.load("changwon/housing", {"scale": "0.05", "end": "2022-06"}))
    unit = run_unit(worlds, 0, decomposed=True)
    for measure in ("output", "value_added", "jobs"):
        region = parts(unit, measure)["region"]
        assert region["gross"] == region["deadweight"] == region["displacement"] == 0.0
        assert region["other_measures"] != 0.0


def test_value_added_per_money_and_gross_to_net_mean_the_same_value_added(monkeypatch) -> None:
    """Over one year and undiscounted, what costs are set against is the net of the parts in either view."""
    monkeypatch.setattr(twins, "discount_rate", lambda _month: 0.0)
    worlds = worlds_of(sim.load("changwon/smart_complex", {"scale": "0.1", "end": "2019-12"}))
    unit = run_unit(worlds, 0, decomposed=True)
    costs = dict(zip(COSTS, unit.twins["additionality.costs"], strict=True))
    for view in VIEWS:
        assert costs[f"value_added_{view}"] == pytest.approx(parts(unit, "value_added")[view]["net"])
    assert parts(unit, "value_added")["region"]["leakage"] != 0.0
    without, with_it = (unit.worlds[each.key].city for each in (worlds[0], worlds[-1]))
    more = {name: (with_it[name] - without[name]).sum() for name in with_it if name.startswith("programme_spending")}
    private = more["programme_spending_private"] / more["programme_spending"]
    assert costs["cost_private"] / costs["cost_total"] == pytest.approx(private, rel=0.02)
    assert not additionality_rows([unit], worlds[-1]).empty, "twelve months are a year"
    assert additionality_rows([unit], worlds[-1].model_copy(update={"end": "2019-11"})).empty


def test_muting_nobody_changes_nothing(worlds) -> None:
    scenario = worlds[-1].model_copy(update={"end": "2020-06"})
    seed = seed_of(scenario, 1)
    plain = simulate(scenario, seed, draw={}, first=None)
    quiet = Complex(
        scenario, seed, {}, None, plain.outside, plain.start, None, np.zeros(plain.firms.identifier.size, dtype=bool)
    )
    quiet.run()
    np.testing.assert_array_equal(plain.history.output, quiet.history.output)


def test_cost_per_net_unit_rises_with_deadweight_and_displacement() -> None:
    """T30: never negative at positive cost, none where nothing is gained."""
    costs = [cost_per(100.0, 50.0 - deadweight - displaced) for deadweight in (0, 10, 20) for displaced in (0, 5, 10)]
    assert costs == sorted(costs)
    assert min(costs) > 0.0
    assert np.isnan(cost_per(100.0, 0.0))
    assert np.isnan(cost_per(100.0, -3.0))


def test_more_displacement_costs_more_per_won() -> None:
    """T30 in the model: the same money leaves less of what treated firms gained, at a demand gain of 0.16.

    Lenders close nobody here: in so small a world one firm more or less hides what displacement takes.
    """
    still = sim.load("changwon/baseline", {"scale": "0.2", "end": "2021-12", "switches.insolvency": "false"})
    instruments = {**still.instruments, "generous": SmartFactorySubsidy.model_validate(GENEROUS)}
    programme = still.model_copy(update={"instruments": instruments, "key": "generous"})
    money, left = {}, {}
    for local in (0.2, 0.8):
        held = {"displacement.local": local, "technology.demand_gain": 0.16}
        pairs = [pair_of((still, programme), run, **held) for run in range(2)]
        arrays = [additionality(*pair, bought=spending_world(*pair)) for pair in pairs]
        found_parts = [parts(each, "output")["region"] for each in arrays]
        assert all(each["displacement"] < 0.0 for each in found_parts)
        left[local] = sum(each["gross"] + each["deadweight"] + each["displacement"] for each in found_parts)
        money[local] = sum(each["additionality.costs"][0] for each in arrays)
    assert left[0.2] > left[0.8]
    assert cost_per(money[0.2], left[0.2]) < cost_per(money[0.8], max(left[0.8], 1e-9))


def test_rows_carry_both_languages_and_say_what_they_are_not(worlds, unit) -> None:
    table = additionality_rows([unit], worlds[-1])
    ratios = table[table["table"] == "ratios"]
    assert (ratios["note_ko"] == "B/C가 아님").all()
    assert {"cost_per_job", "cost_per_value_added", "cost_effectiveness"} <= set(ratios["part"])
    for column in ("view", "measure", "part", "group", "unit"):
        for language in ("ko", "en"):
            assert table[f"{column}_{language}"].notna().all()
            assert not table[f"{column}_{language}"].str.contains(r"^[a-z_]+\.[a-z_]+$").any(), column
    groups = set(table.loc[table["table"] == "gains", "group"])
    people = {f"age.{key}" for key in AGE_BANDS} | {f"occupation.{key}" for key in SKILLS}
    assert groups == {f"size_class.{key}" for key in SIZE_CLASSES} | {f"district.{key}" for key in DISTRICTS} | people
    assert all("B/C" in line for line in net_lines(table, "ko"))
    estimates_of = evaluation_rows([unit])
    estimates_of = estimates_of if estimates_of.empty else with_sentences(estimates_of)
    assert estimates_of.empty or "선별 편의" in estimates_of["sentence_ko"].iloc[0]
    assert net_lines(None, "ko") == []
    assert [part_label("leakage", mean) for mean in (-1.0, 0.0, 1.0)] == ["leakage", "leakage", "leakage_gain"]
    off = {name: spec.model_copy(update={"off": True}) for name, spec in worlds[-1].instruments.items()}
    told = additionality_rows([unit], worlds[-1].model_copy(update={"instruments": off}))
    assert set(told["table"]) == set(table["table"]) - {"ratios"}, "what is off costs nothing"


def test_parts_that_do_not_add_up_are_refused(unit) -> None:
    run = {name.removeprefix("additionality."): values.copy() for name, values in unit.twins.items()}
    run["parts.jobs"][0, -1] += 5.0
    with pytest.raises(DataError, match="differ from the net"):
        additionality_table(
            [run], SIZE_CLASSES, districts=DISTRICTS, persons={"age": AGE_BANDS, "occupation": SKILLS}, year=2023
        )


def test_a_part_file_keeps_the_twins(unit, tmp_path) -> None:
    write_part(tmp_path, unit)
    again = read_part(part_path(tmp_path, 0))
    assert set(again.twins) == set(unit.twins)
    for name, values in unit.twins.items():
        np.testing.assert_array_equal(again.twins[name], values)
    assert len(unit.twins["additionality.costs"]) == len(COSTS)


def test_discount_rate_is_dated() -> None:
    assert discount_rate(Month.parse("2018-12")) == 4.5
    assert discount_rate(Month.parse("2015-01")) == 5.5
    assert [discount_rate(Month.parse(month)) for month in ("2017-07", "2017-08")] == [5.5, 4.5]
    assert present_value(np.full(12, 1.0), 0.0) == pytest.approx(12.0)
    flow = np.zeros(12)
    flow[11] = 104.5
    assert present_value(flow, 4.5) == pytest.approx(100.0)
