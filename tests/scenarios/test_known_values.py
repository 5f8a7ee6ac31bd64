"""Every value of a programme has a status and a source: its own, or those of its instrument."""

from __future__ import annotations

import pytest

from simulation.catalogue import labels, sources
from simulation.errors import ScenarioError
from simulation.outcomes.programme_values import value_rows
from simulation.scenario import gallery, load
from simulation.scenario.assumed import assumptions_of
from simulation.scenario.known import assumed_now, no_source, values_of

HOMES = "instruments.homes"
"""Of the smart complex: assumed as a whole, with a cost that is derived from homes that were built."""


def known(scenario):
    """Status and source of each value by instrument and option."""
    return {(each.instrument, each.option): (each.status, each.source) for each in values_of(scenario)}


def test_a_value_is_known_as_its_instrument_or_as_is_said_of_it():
    found = known(load("changwon/smart_complex"))
    assert found["simulation_centre", "budget.2021"] == ("plan", "smart_complex_budgets")
    assert found["simulation_centre", "budget.2020"] == ("budget", "smart_complex_budgets")
    assert found["simulation_centre", "budget.2022"] == ("derived", "smart_complex_projects")
    assert found["simulation_centre", "opens"] == ("assumed", "judgement")
    assert found["smart_factory", "rate"] == ("assumed", "smart_factory_top_up")
    assert found["homes", "opens"] == ("assumed", "smart_complex_announcement")
    assert found["homes", "cost"][0] == "derived"
    rows = value_rows(load("changwon/smart_complex")).set_index(["instrument", "option"])
    assert rows.loc[("specialists", "budget.2020"), "value"] == "42"
    assert rows.loc[("simulation_centre", "budget.2022"), "value"] == "264"
    assert rows.loc[("simulation_centre", "opens"), "status_ko"] == "가정"


def test_the_share_of_assumed_values_stands_in_every_result():
    """Homes: four values, assumed. National subsidy: rate, caps from 2018 and from 2022, money of 2021, of 2023 and of
    the other years; caps from 2018 and money of 2021 and 2023 are assumed."""
    told = [each.en for each in assumptions_of(load("changwon/housing"))]
    assert "Of 10 values of programmes 7 are assumed (status and source: programme_values.csv)." in told


@pytest.mark.parametrize("name", gallery())
def test_what_a_note_says_is_assumed_stands_in_the_statuses(name):
    """A remark in words is no status: an instrument that is known and has assumed splits says which they are."""
    for key, spec in load(name).instruments.items():
        if "assumed" in spec.note and spec.status != "assumed":
            assert "assumed" in spec.status_of.values(), key
    for each in values_of(load(name)):
        assert f"status.{each.status}" in labels()
        assert each.source in sources() or " " in each.source


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({f"{HOMES}.cost": 1.5}, ("assumed", "judgement")),
        ({f"{HOMES}.cost": "x2"}, ("assumed", "judgement")),
        ({f"{HOMES}.cost": 1.3}, ("derived", None)),
        ({f"{HOMES}.cost": 1.5, f"{HOMES}.status_of.cost": "budget"}, ("budget", None)),
        ({f"{HOMES}.status_of.cost": "budget", f"{HOMES}.cost": 1.5}, ("budget", None)),
        ({f"{HOMES}.status_of": {}, f"{HOMES}.source_of": {}, f"{HOMES}.cost": 1.5}, ("assumed", None)),
    ],
)
def test_a_value_that_is_changed_is_assumed_unless_the_change_says_otherwise(changes, told):
    status, source = told
    found = known(load("changwon/smart_complex").replace(**changes))["homes", "cost"]
    assert found[0] == status
    assert source in (None, found[1])


def test_a_part_of_a_value_that_is_replaced_whole_is_no_longer_known_apart():
    spec = load("changwon/smart_complex").replace(**{"instruments.simulation_centre.budget": {2021: 5.0}})
    told = spec.instruments["simulation_centre"]
    assert told.status_of["budget"] == "assumed"
    assert not [key for key in (*told.status_of, *told.source_of) if key.startswith("budget.")]
    one = load("changwon/smart_complex", ["instruments.simulation_centre.budget.2021=90"])
    assert one.instruments["simulation_centre"].status_of["budget.2021"] == "assumed"
    assert one.instruments["simulation_centre"].status_of["budget.2020"] == "budget"


def test_a_status_of_a_part_is_set_by_dotted_key():
    told = load("changwon/smart_complex", ["instruments.specialists.status_of.budget.2021=budget"])
    assert told.instruments["specialists"].status_of["budget.2021"] == "budget"
    with pytest.raises(ScenarioError, match=r"status_of\.budget\.2031"):
        load("changwon/smart_complex", ["instruments.specialists.status_of.budget.2031=budget"])


def test_a_part_inside_a_part_is_told_beside_the_whole_of_it():
    """The cap of level 1 in 2019 is known otherwise; the line of all caps still holds 2019, as its other levels do."""
    scenario = load("changwon/smart_complex", ["instruments.smart_factory.status_of.cap.2019.1=budget"])
    told = {each.option: each for each in values_of(scenario) if each.instrument == "smart_factory"}
    assert (told["cap.2019.1"].value, told["cap.2019.1"].status) == (1.4, "budget")
    assert 2019 in told["cap"].value
    every = {f"budget.{year}": "budget" for year in scenario.instruments["homes"].budget}
    homes = scenario.instruments["homes"].model_copy(update={"status_of": every})
    alone = scenario.model_copy(update={"instruments": {"homes": homes}})
    assert "budget" not in [each.option for each in values_of(alone)], "nothing is left of it"


def test_a_change_says_nothing_of_options_whose_names_begin_alike():
    held = {"status_of": {"rate_of": "plan", "rate": "plan", "rate.2020": "plan"}, "source_of": {"rate": "a b"}}
    assert assumed_now(held, "rate") == {"status_of": {"rate_of": "plan", "rate": "assumed"}, "source_of": {}}


def test_a_source_is_a_key_or_two_words_at_least():
    assert [bool(list(no_source(given, ("source",)))) for given in ("judgement", "예산서", "창원시 예산서")] == [
        False,
        True,
        False,
    ]


def test_the_source_of_a_part_is_its_own_or_that_of_its_option():
    homes = load("changwon/smart_complex").instruments["homes"]
    told = homes.model_copy(update={"status_of": {"budget.2020": "plan"}, "source_of": {"budget": "own words"}})
    scenario = load("changwon/smart_complex").model_copy(update={"instruments": {"homes": told}})
    found = known(scenario)
    assert found["homes", "budget.2020"] == ("plan", "own words")
    assert found["homes", "budget"] == (homes.status, "own words")
