"""Every announced programme has a row, a scenario, an instrument and a lever that moves something, or a reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.experiments import alone as study
from simulation.experiments.alone import (
    Pair,
    Programme,
    alone,
    announced_programmes,
    at_dose,
    effects_alone,
    moved_alike,
    within_luck,
)
from simulation.experiments.pair import draw_for
from simulation.model import Complex
from simulation.policy import LEVERS, Actions
from simulation.report.mission import PURCHASES, mission, why_little
from simulation.scenario.assumed import assumptions_of
from simulation.units import Month

ROWS = announced_programmes()
RUNNING = [row for row in ROWS if row.runs]
PARTS = {"A": 17, "B": 28, "C": 8, "D": 19, "E": 10}
"""Rows of each announcement: 16 of A and the agreement without money; of B 26 and two that are listed only; ..."""
MONTHS = 18
EARLY = {"technology.ai.first_year": 2019, "technology.ai.digital_need": 0.0, "technology.ai.least_level": 1}
EARLY |= {"finance.cash_months": 0.2, "finance.credit_months": 0.1, "demography.entry_headroom": 4.0}
"""Manufacturing AI is possible from the start, money is short and more firms could come than do.

A short world then shows any of these.
"""


def test_no_row_of_an_announcement_is_missing() -> None:
    assert {part: sum(row.part == part for row in ROWS) for part in PARTS} == PARTS
    assert len({row.key for row in ROWS}) == len(ROWS)
    families = {"A": "changwon/smart_complex", "B": "changwon/advanced_industry_2017", "C": "changwon/inbec20_phase3"}
    families |= {"D": "changwon/digital_transformation_2022", "E": "ansan/smart_hub"}
    base = {place: set(sim.load(f"{place}/baseline").instruments) for place in ("changwon", "ansan")}
    for part, name in families.items():
        told = {row.instrument for row in ROWS if row.part == part and row.scenario == name}
        assert told == set(sim.load(name).instruments) - base[name.partition("/")[0]], part


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_a_row_runs_or_says_why_not(row: Programme) -> None:
    if not row.runs:
        assert len(row.reason_ko) > 10
        assert len(row.reason_en) > 10
        assert not row.instrument
        return
    spec = sim.load(row.scenario).instruments[row.instrument]
    assert row.lever == PURCHASES or row.lever in LEVERS
    assert spec.source
    assert spec.status
    if row.lever == PURCHASES:
        assert any(spec.budget.values())


def test_the_mission_table_is_printed_in_both_languages() -> None:
    for language in ("ko", "en"):
        header, rows = mission(language)
        assert len(rows) == len(ROWS)
        assert all(len(row) == len(header) for row in rows)


def scenario(**changes: object) -> sim.Scenario:
    found = sim.load("changwon/baseline", {"scale": "0.05", "end": str(Month.parse("2018-12") + MONTHS)})
    return found.model_copy(update=changes)


def world(pull: Callable[[Any], Actions] | None = None) -> Complex:
    """A small world whose programmes do what they are told."""
    small = scenario()
    model = Complex(small, 3, draw_for(small, 3) | EARLY)
    if pull is not None:
        ordinary = model.programmes.act

        def act(view: Any, month: Month) -> Actions:
            done, more = ordinary(view, month), pull(view)
            return Actions({**done.levers, **more.levers}, done.transfers + more.transfers, done.purchases)

        model.programmes.act = act  # type: ignore[method-assign]
    model.run()
    return model


@cache
def base() -> Complex:
    return world()


def series(model: Complex, name: str) -> np.ndarray:
    kept = {**model.recorder.arrays(), **model.recorder.city}
    return kept[name]


def all_rows(size: float) -> Callable[[Any], np.ndarray]:
    return lambda view: np.full(view.rows, size)


def zones(size: float) -> Callable[[Any], np.ndarray]:
    return lambda view: np.full(len(view.zones), size)


def largest_anchor(view: Any) -> np.ndarray:
    """The largest anchor closes in the sixth month."""
    column = np.zeros(view.rows)
    if view.step == 5:
        column[np.argmax(np.where(view.anchor, view.employees, -1))] = 1.0
    return column


def candidates(view: Any) -> np.ndarray:
    return np.where((view.due == view.step) & (view.step > 0), 200.0, 0.0)


MOVES: dict[str, tuple[Callable[[Any], np.ndarray], str, int]] = {
    "awareness": (all_rows(0.5), "adopters", 1),
    "treated_productivity": (all_rows(1.2), "employment", -1),
    "treated_quality": (lambda view: np.where(view.employees < 50, 1.3, 1.0), "output_real", 0),
    "data_spillover": (all_rows(6.0), "output_real", 0),
    "rnd_pace": (all_rows(8.0), "commercialised", 1),
    "ai_cost": (all_rows(0.02), "ai_adopters", 0),
    "credit": (all_rows(1e6), "fixed_capital_formation", 0),
    "export_access": (lambda view: 0.2 * view.sales, "output_real", 1),
    "procurement": (lambda view: 0.2 * view.sales, "output_real", 1),
    "outside_demand": (all_rows(0.8), "output_real", -1),
    "energy_price": (all_rows(2.0), "value_added", -1),
    "energy_cover": (all_rows(0.5), "value_added", 1),
    "minimum_pay": (all_rows(1.3), "wage_bill", 1),
    "contributions": (all_rows(1.5), "compensation", 0),
    "hours_law": (all_rows(1.0), "output_real", 0),
    "commuting_benefit": (all_rows(0.5), "separations", -1),
    "foreign_worker_quota": (lambda view: np.where(view.operating, 20.0, 0.0), "employment_foreign", 1),
    "skill_supply": (all_rows(0.5), "digital_elsewhere", 0),
    "employment_retention": (all_rows(1.0), "employment", 1),
    "entry_rate": (all_rows(50.0), "entries", 1),
    "early_survival": (all_rows(0.0), "exits", -1),
    "sites": (all_rows(50.0), "entries", 1),
    "lots": (all_rows(20.0), "entries", 1),
    "attraction": (candidates, "employment", 1),
    "closure": (largest_anchor, "employment", -1),
    "housing_units": (zones(500.0), "housing_stock", 1),
    "rent": (zones(0.5), "rent", -1),
    "amenity": (zones(0.5), "population", 1),
    "commuting_cost": (zones(0.5), "commuting_time", -1),
}
"""Pull, the series it moves, and the direction where the mechanism fixes it (0: either)."""
WITH_GRANTS = {"adoption_cost", "rnd_success"}
"""Read where a grant is paid: held by the tests of the smart-factory subsidy and of commercialisation."""


def test_every_lever_is_tried() -> None:
    assert set(MOVES) | WITH_GRANTS == set(LEVERS)
    assert {row.lever for row in RUNNING} - {PURCHASES} <= set(LEVERS)


@pytest.mark.parametrize("lever", MOVES)
def test_a_lever_moves_a_named_series(lever: str) -> None:
    column, name, sign = MOVES[lever]
    moved = series(world(lambda view: Actions({lever: column(view)})), name)
    change = float((moved - series(base(), name)).sum())
    assert change != 0.0
    assert sign == 0 or np.sign(change) == sign


def test_levers_at_rest_are_the_baseline_bit_for_bit() -> None:
    def rest(view: Any) -> Actions:
        rows = {"housing_units", "rent", "amenity", "commuting_cost"}
        return Actions(
            {
                key: np.full(len(view.zones) if key in rows else view.rows, lever.neutral)
                for key, lever in LEVERS.items()
                if key not in WITH_GRANTS
            }
        )

    one, other = world(rest).recorder.arrays(), base().recorder.arrays()
    assert all(np.array_equal(one[name], other[name], equal_nan=True) for name in other)


def test_what_is_bought_reaches_tenants() -> None:
    """A purchase is output of the complex and of suppliers in the province."""
    row = next(row for row in RUNNING if row.key == "b_convention_centre")
    lines = effects_alone([row], 1, scale=0.05).set_index(["dose", "measure"])
    assert lines.loc[(10, "output_real"), "middle"] > lines.loc[(1, "output_real"), "middle"] > 0.0
    assert lines.loc[(10, "output_real"), "paid"] == pytest.approx(4900.0)


def test_a_programme_alone_leaves_the_baseline_and_the_others_places() -> None:
    row = next(row for row in RUNNING if row.key == "a_homes")
    one, without = alone(row, 1, scale=0.05), alone(row, 0, scale=0.05)
    on = {name for name, spec in one.instruments.items() if not spec.off}
    assert on == {"homes", "national_smart_factory"}
    assert set(one.instruments) == set(sim.load(row.scenario).instruments)
    assert without.instruments["homes"].off
    assert one.instruments["homes"].budget == sim.load(row.scenario).instruments["homes"].budget


def test_ten_times_the_dose_is_ten_times_money_and_units() -> None:
    spec = sim.load("changwon/advanced_industry_2017").instruments["founders_housing"]
    ten = at_dose(spec, 10)
    assert sum(ten.budget.values()) == pytest.approx(6300.0)
    assert ten.units == 3160  # type: ignore[attr-defined]


def lines_of(**changed: object) -> pd.DataFrame:
    """Lines of a programme at ten times its dose: output 30 +- 60 and jobs 1 +- 20 over runs."""
    lines = pd.DataFrame(
        {
            "low": [-30.0, -19.0],
            "high": [90.0, 21.0],
            "mean": [30.0, 1.0],
            "spread": [60.0, 20.0],
            "paid": 40.0,
            "planned": 100.0,
            "moved": "adopters",
            "moved_percent": 12.0,
        },
        index=["output_real", "employment"],
    )
    return lines.assign(**changed)


def test_why_a_programme_does_little_is_read_off_the_runs() -> None:
    little = lines_of()
    assert within_luck(little)
    said = why_little(little, 10).en
    assert "even at 10 times" in said
    assert "only 4.0 of 10.0 billion KRW" in said
    assert "+12 %" in said
    # (2 * 60 / 30) ** 2 = 16 runs tell output, (2 * 20 / 1) ** 2 = 1,600 tell jobs.
    assert "about 16 runs would tell Gross output" in said
    assert "only" not in why_little(lines_of(paid=50.0), 10).en
    assert "no series moves alike" in why_little(lines_of(moved=""), 10).en
    assert "even" not in why_little(little, 1).en
    still = lines_of(low=0.0, high=0.0, mean=0.0, spread=0.0, moved="")
    assert why_little(still, 10).en.startswith("no series differs within the months simulated; ")
    assert "would have done anyway" in why_little(still, 10).en
    assert why_little(lines_of(low=1.0), 10).en == ""


def test_what_moves_alike_is_no_money_of_the_programme_and_no_series_that_turns() -> None:
    before = {"adopters": 10.0, "employment": 100.0, "programme_spending": 1.0, "exits": 50.0}
    one = {"adopters": 11.0, "employment": 90.0, "programme_spending": 9.0, "exits": 50.0}
    other = {"adopters": 13.0, "employment": 110.0, "programme_spending": 9.0, "exits": 51.0}
    assert moved_alike([Pair(before, each, 0.0, 0.0) for each in (one, other)]) == ("adopters", pytest.approx(20.0))
    assert moved_alike([Pair(before, before, 0.0, 0.0)]) == ("", 0.0)
    # A series that is nothing in one of the worlds has no change in percent.
    first, second = {"moves": 2.0, "exits": 1.0}, {"moves": 0.0, "exits": 1.0}
    more = {"moves": 3.0, "exits": 2.0}
    assert moved_alike([Pair(each, more, 0.0, 0.0) for each in (first, second)]) == ("exits", pytest.approx(100.0))


def test_a_table_that_was_stopped_goes_on(tmp_path, monkeypatch) -> None:
    row = next(row for row in RUNNING if row.key == "b_convention_centre")
    short = monkeypatch.setattr
    short(study, "alone", lambda *asked, **held: alone(*asked, **held).model_copy(update={"end": "2019-03"}))
    first = effects_alone([row], 1, scale=0.02, parts=tmp_path)
    short(study, "simulate", lambda *_, **__: pytest.fail("simulated again"))
    pd.testing.assert_frame_equal(effects_alone([row], 1, scale=0.02, parts=tmp_path), first)


@pytest.mark.statistics
@pytest.mark.parametrize("name", sim.gallery())
def test_every_scenario_closes_its_identities_at_full_scale(name: str) -> None:
    found = sim.load(name)
    model = Complex(found, 1, draw_for(found, 1))
    model.run()
    assert model.residual < 1e-9


@pytest.mark.parametrize(
    ("name", "told"),
    [("changwon/advanced_industry_2017", "2017-01 of the plan is 2019-01"), ("ansan/smart_hub", "2015-01 of the plan")],
)
def test_a_plan_older_than_the_record_says_by_how_much_it_is_moved(name: str, told: str) -> None:
    """The line is printed by validate, on the page, in the terminal and in the manifest."""
    said = " ".join(text.en for text in assumptions_of(sim.load(name)))
    assert told in said
    assert "shift" not in " ".join(text.en for text in assumptions_of(sim.load("changwon/smart_complex")))
