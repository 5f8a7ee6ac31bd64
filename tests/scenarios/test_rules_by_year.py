"""Subsidy rules by year in scenario files: what ships, and how one of them is changed by its dotted key."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from simulation.policy.by_year import in_force, levels_in, number_in
from simulation.scenario.load import load, load_with_changes
from simulation.scenario.references import _rules

RATE, CAP = "instruments.smart_factory.rate", "instruments.smart_factory.cap"


@pytest.mark.parametrize("name", ["changwon/smart_complex", "changwon/smart_complex_delivered"])
def test_province_and_city_top_up_the_national_grant_in_every_year(name: str) -> None:
    """Caps grow with the rate: a firm that meets the cap bears the same part of its cost."""
    scenario = load(name)
    national, own = (scenario.instruments[key] for key in ("national_smart_factory", "smart_factory"))
    for year in range(2019, 2024):
        ratio = number_in(own.rate, year) / number_in(national.rate, year)
        assert ratio == pytest.approx(0.7 / 0.5)
        caps, wide = levels_in(national.cap, year), levels_in(own.cap, year)
        assert wide == pytest.approx({level: ratio * amount for level, amount in caps.items()})
        assert set(caps) == {1, 2, 3}


def test_caps_of_2022_are_those_of_the_notice_and_hold_from_then_on() -> None:
    national = load("changwon/baseline").instruments["national_smart_factory"]
    assert levels_in(national.cap, 2021) == levels_in(national.cap, 2019) == {1: 1.0, 2: 1.5, 3: 3.0}
    assert levels_in(national.cap, 2023) == levels_in(national.cap, 2022) == {1: 0.5, 2: 2.0, 3: 4.0}


def test_a_year_has_its_own_rule_or_the_latest_before_it() -> None:
    rule = {2019: 0.5, 2022: 0.7}
    assert [in_force(rule, year, before=0.0) for year in (2018, 2019, 2021, 2022, 2030)] == [0.0, 0.5, 0.5, 0.7, 0.7]
    assert number_in(0.5, 1999) == 0.5


def test_one_number_replaces_a_rule_in_all_years_and_a_year_can_be_changed_alone() -> None:
    yearly = load("changwon/smart_complex", [f"{RATE}={{2019: 0.5, 2022: 0.7}}"])
    assert yearly.instruments["smart_factory"].rate == {2019: 0.5, 2022: 0.7}
    assert any(lever.name == RATE for lever in yearly.levers), "the planner's handle still names an option"
    flat = load("changwon/smart_complex", [f"{CAP}={{1: 0.6}}"])
    assert flat.instruments["smart_factory"].cap == {1: 0.6}
    loaded = load_with_changes("changwon/smart_complex", [f"{CAP}.2022.1=0.9", f"{CAP}.2023={{1: 0.1}}"])
    cap = loaded.scenario.instruments["smart_factory"].cap
    assert cap == {2019: {1: 1.4, 2: 2.1, 3: 4.2}, 2022: {1: 0.9, 2: 2.8, 3: 5.6}, 2023: {1: 0.1}}
    assert f"{CAP}.2022.1: 0.7 -> 0.9" in loaded.changes


BEYOND = {
    "a rule of the last year with money holds": ({"cap": {2021: 1.0}}, 0, []),
    "one of the year after does not": ({"cap": {2022: 1.0}}, 0, [2021]),
    "two years late the run ends with the money": ({"cap": {2021: 1.0}}, 24, []),
    "three years late, before its last year": ({"cap": {2021: 1.0}}, 36, [2020]),
    "unless dates are fixed": ({"cap": {2021: 1.0}, "fixed_dates": True}, 36, []),
    "what is off rules nothing": ({"cap": {2022: 1.0}, "off": True}, 0, []),
    "money after the run is a fault of its own": ({"cap": {2025: 1.0}, "budget": {2024: 1.0}}, 0, []),
    "without money the run decides": ({"cap": {2024: 1.0}, "budget": {}}, 0, [2023]),
}


@pytest.mark.parametrize("case", BEYOND)
def test_a_rule_begins_within_the_run_and_its_money(case: str) -> None:
    """Money of 2020 and 2021 in a run to the end of 2023."""
    given, shift, ends = BEYOND[case]
    told = {"budget": {2020: 1.0, 2021: 1.0}, "fixed_dates": False, "off": False, **given}
    spec = SimpleNamespace(**told, value_options=lambda: ["budget", "cap"])
    found = list(_rules(SimpleNamespace(shift=shift, end="2023-12"), "own", spec=spec))
    assert [(path, remedy.en) for path, _, remedy in found] == [
        (("instruments", "own", "cap"), f"Begin it in {end} or before.") for end in ends
    ]
