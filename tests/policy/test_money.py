"""Money nobody spends: refused, remarked, or accounted for with the reason, by instrument and source."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulation.catalogue import central_values, complex_data
from simulation.errors import ScenarioError
from simulation.experiments.pair import run_unit
from simulation.experiments.worlds import programme_of, worlds_of
from simulation.outcomes.money import ALL, REASONS, money_rows, money_table
from simulation.policy.capital_spending import CapitalSpending
from simulation.policy.money import Window, money_of
from simulation.policy.programmes import Programmes
from simulation.policy.smart_factory import SmartFactorySubsidy
from simulation.report.money import money_line
from simulation.scenario import load, load_with_changes
from simulation.scenario.money import money_by_year, money_faults, output_of_a_year, reach
from simulation.units import Month

OWN = "extends: changwon/baseline\nname: {ko: 시험, en: test}\n"


def spending(**changes: object) -> CapitalSpending:
    told = {"kind": "capital_spending", "item": "construction", "source": "judgement", "status": "assumed"}
    return CapitalSpending.model_validate({**told, "budget": {2020: 12.0}, **changes})


def written(folder: Path, budget: str, more: str = "") -> Path:
    path = folder / "own.yaml"
    spec = f"{{kind: capital_spending, item: construction, budget: {budget}, source: judgement, status: assumed}}"
    path.write_text(f"{OWN}instruments: {{own: {spec}}}\n{more}", encoding="utf-8")
    return path


def told(path: Path, changes: tuple[str, ...] = ()) -> str:
    with pytest.raises(ScenarioError) as caught:
        load(path, changes)
    return caught.value.message("en")


@pytest.mark.parametrize(
    ("first", "last", "delay", "share"),
    [
        ("2020-01", "2020-12", 0, 1.0),
        ("2019-01", "2020-03", 0, 0.25),
        ("2020-10", "2020-12", 0, 1.0),
        ("2020-10", "2020-11", 0, 2 / 3),
        ("2021-01", "2021-12", 0, 0.0),
        ("2019-01", "2020-12", 9, 0.25),
        ("2019-01", "2020-12", 12, 0.0),
    ],
)
def test_money_spread_over_a_year_is_within_reach_by_months(first: str, last: str, delay: int, share: float) -> None:
    assert spending().share_within(2020, Month.parse(first), last=Month.parse(last), delay=delay) == pytest.approx(
        share
    )


def test_money_on_fixed_dates_is_not_moved_by_a_delay() -> None:
    """Nine months late, a quarter of the money of 2020 is within 2019 and 2020, and all of it on fixed dates."""
    window = Window(Month.parse("2019-01"), Month.parse("2020-12"), 9)
    for fixed, outside in ((True, 0.0), (False, 0.75)):
        programmes = Programmes({"own": spending(fixed_dates=fixed)}, {}, execution=False)
        ((name, source, amounts),) = money_of(programmes, window)
        assert (name, source) == ("own", "state")
        assert amounts == pytest.approx((1200.0, 1200.0 * outside, 0.0, 1200.0 * (1.0 - outside), 0.0))


def test_money_for_whoever_asks_is_within_reach_as_soon_as_a_month_is() -> None:
    spec = SmartFactorySubsidy.model_validate(
        {"kind": "smart_factory_subsidy", "rate": 0.5, "cap": {1: 1.0}, "source": "judgement", "status": "assumed"}
    )
    january = Month.parse("2020-01")
    assert spec.share_within(2020, january, last=january) == 1.0
    assert spec.share_within(2020, january + 12, last=january + 24) == 0.0


def test_a_budget_wholly_outside_the_months_is_an_error_at_its_line(tmp_path: Path) -> None:
    message = told(written(tmp_path, "{2030: 5}"))
    assert "own.yaml:3:" in message
    assert "all of its 5.0 (100 million KRW) lies outside" in message


def test_money_that_a_delay_moves_out_is_an_error_of_the_delay(tmp_path: Path) -> None:
    message = told(written(tmp_path, "{2023: 5}", "shift: 12\n"))
    assert "own.yaml:4:1: shift = 12: the delay moves all money" in message
    assert message.endswith("later end.")


def test_who_cuts_the_months_afterwards_is_told_and_not_stopped(tmp_path: Path) -> None:
    loaded = load_with_changes(written(tmp_path, "{2020: 5, 2021: 5}"), ["end=2020-12"])
    assert [each.en for each in loaded.remarks if each.en.startswith("own")] == [
        "own: 0.5 of 1.0 billion KRW lie outside the months simulated (2019-01 to 2020-12) and are not spent."
    ]
    assert reach(load(written(tmp_path, "{2020: 5}"), ["end=2019-12"]))["own"].lost


def test_money_before_the_first_month_is_outside_and_a_delay_leaves_fixed_dates_alone(tmp_path: Path) -> None:
    """The run starts at the end of 2018-12: all of 2018 is before it; a year late, all of 2023 is after it."""
    found = reach(load(written(tmp_path, "{2018: 12, 2019: 12}")))["own"]
    assert (found.whole, found.outside) == (24.0, 12.0)
    path = tmp_path / "fixed.yaml"
    fixed = "kind: capital_spending, item: construction, fixed_dates: true, budget: {2023: 5}"
    path.write_text(f"{OWN}shift: 12\ninstruments: {{own: {{{fixed}, source: judgement, status: assumed}}}}\n", "utf-8")
    assert reach(load(path))["own"].outside == 0.0


def test_a_delay_is_at_fault_unless_whoever_cut_the_months_cut_all_that_is_late(tmp_path: Path) -> None:
    scenario = load(written(tmp_path, "{2023: 5}"))
    late = scenario.model_copy(update={"shift": 12, "instruments": {"one": spending(budget={2023: 5.0}),
                                                                   "two": spending(budget={2023: 5.0})}})  # fmt: skip
    for cut, faults in (({}, 1), ({"one": True}, 1), ({"one": True, "two": True}, 0)):
        assert [path for path, *_ in money_faults(late, cut)] == [("shift",)] * faults


def test_the_money_that_is_judged_is_the_money_that_is_planned() -> None:
    """Shares of a pool too: by instrument, what the programmes of the run plan at central values."""
    scenario = load("changwon/smart_complex", ["parameters.policy.rest_share.settlement=0.32"])
    values = {**central_values(scenario.complex), **scenario.parameters}
    planned = Programmes(scenario.instruments, values, execution=False).statement()
    judged = {name: sum(years.values()) for name, years in money_by_year(scenario).items()}
    assert judged == pytest.approx(planned.groupby("instrument")["budget"].sum().to_dict())


IDLE = {
    "kind: works, opens: 2024-01, budget: {2023: 5}": "own.opens 2024-01",
    "kind: works, opens: 2023-12, budget: {2023: 5}": None,
    "kind: works, opens: 2023-12, off: true, budget: {2023: 5}": None,
    "kind: anchor_closure, closes: 2018-12": "own.closes 2018-12",
    "kind: anchor_closure, closes: 2020-01, rank: 57": "none is number 57",
    "kind: anchor_closure, closes: 2020-01, rank: 56": None,
    "kind: training, cost: 6, budget: {2020: 5}": "own: one unit (cost, 0.6 billion KRW) costs more than all of its",
    "kind: training, cost: 5, budget: {2020: 5}": None,
}


@pytest.mark.parametrize("spec", IDLE)
def test_what_no_month_can_do_is_said(spec: str, tmp_path: Path) -> None:
    """The run ends in 2023-12, and there are 40 to 56 anchors."""
    path = tmp_path / "own.yaml"
    path.write_text(f"{OWN}instruments: {{own: {{{spec}, source: judgement, status: assumed}}}}\n", encoding="utf-8")
    said = [each.en for each in load_with_changes(path).remarks if "own" in each.en]
    assert len(said) == (0 if IDLE[spec] is None else 1)
    assert (IDLE[spec] or "") in " ".join(said)


def test_a_delay_moves_what_opens_too(tmp_path: Path) -> None:
    path = written(tmp_path, "{2020: 5}").with_name("late.yaml")
    works = "{kind: works, opens: 2023-06, budget: {2020: 5}, source: judgement, status: assumed}"
    path.write_text(f"{OWN}shift: 7\ninstruments: {{own: {works}}}\n", encoding="utf-8")
    assert "own.opens 2024-01" in " ".join(each.en for each in load_with_changes(path).remarks)


def test_won_typed_as_eok_are_refused_with_the_unit(tmp_path: Path) -> None:
    output = output_of_a_year(load("changwon/baseline"))
    assert output == complex_data("changwon").record_total.loc["2023Q1":"2023Q4", "production"].sum()
    message = told(written(tmp_path, f"{{2019: 5, 2020: {output + 1.0}}}"))
    assert "instruments.own.budget.2020" in message
    assert "억원, 100 million KRW" in message
    assert load(written(tmp_path, f"{{2020: {output - 1.0}}}"))


def test_the_table_adds_up_by_hand() -> None:
    runs = [
        {"a.state": np.array([1000.0, 200.0, 80.0, 20.0, 700.0]), "a.private": np.array([100.0, 0, 0, 0, 100.0])},
        {"a.state": np.array([1000.0, 200.0, 80.0, 120.0, 600.0]), "a.private": np.array([300.0, 0, 0, 0, 300.0])},
    ]
    table = money_table(runs).set_index(["instrument", "source"])
    state = table.loc[("a", "state")]
    assert [state[name] for name in ("planned", "in_window", "paid", "not_taken_up")] == [10.0, 8.0, 6.5, 3.5]
    assert [state[name] for name in REASONS] == pytest.approx([2.0, 0.8, 0.7])
    assert state["why"] == "outside_window"
    assert table.loc[("a", "private"), "why"] == ""
    assert table.loc[(ALL, ALL), "paid"] == table.loc[("a", ALL), "paid"] == 8.5
    assert money_table([]).empty
    assert money_table([{}]).empty


@pytest.fixture(scope="module")
def unit_and_programme():
    asked = load("changwon/smart_complex", ["scale=0.05", "end=2020-06", "execution=true"])
    return run_unit(worlds_of(asked), 0), programme_of(asked)


def test_planned_money_is_paid_or_has_a_reason(unit_and_programme) -> None:
    unit, programme = unit_and_programme
    table = money_rows([unit.money], programme)
    assert set(table["instrument"]) == {*programme.instruments, ALL}
    kept = table["paid"] + table[list(REASONS)].sum(axis=1)
    assert kept.to_numpy() == pytest.approx(table["planned"].to_numpy(), rel=1e-9)
    assert (table[[*REASONS, "paid"]].to_numpy() >= -1e-6).all()


def test_the_line_says_all_of_it_only_where_it_is_so(unit_and_programme) -> None:
    unit, programme = unit_and_programme
    (line,) = money_line(money_rows([unit.money], programme), "en")
    assert "not taken up (outside the months simulated" in line
    whole = {key: np.array([x[0], 0.0, 0.0, 0.0, x[0]]) for key, x in unit.money.items()}
    (line,) = money_line(money_rows([whole], programme), "ko")
    assert line.endswith("전액 지출")
    assert money_line(None, "ko") == []
