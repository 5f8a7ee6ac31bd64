"""Known values, computed by hand, of the formulas that turn worlds into the numbers people quote."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from simulation.equations.input_output import Reach, leontief_inverse, programme_orders, spectral_radius
from simulation.equations.rationing import funded, funding_order
from simulation.outcomes import conventional as estimate
from simulation.outcomes.additionality import COSTS, GAINS, GROSS_TO_NET, MEASURES, PLACES, VIEWS, additionality_table
from simulation.outcomes.evaluation import Panel, estimates, evaluation_table, nearest, treated_firms
from simulation.outcomes.impact import effect_by_measure, over_years, yearly_parts
from simulation.outcomes.metrics import wilson
from simulation.outcomes.target_values import chance, reading_value, value_at
from simulation.units import Month

# ------------------------------------------------------------------------------------------------ intervals, targets


@pytest.mark.parametrize(
    ("reached", "runs", "low", "high"),
    [
        # z = 1.959964, z^2 = 3.841459. 8 of 10: (0.8 + 0.1920729 -+ 1.959964 sqrt(0.016 + 0.0096036)) / 1.3841459.
        (8, 10, 0.4901625, 0.9433178),
        # 0 of 16: low 0, high (z^2 / n) / (1 + z^2 / n) = 0.2400912 / 1.2400912.
        (0, 16, 0.0, 0.1936077),
        (16, 16, 0.8063923, 1.0),
    ],
)
def test_the_interval_of_wilson(reached, runs, low, high):
    assert wilson(reached, runs) == pytest.approx((low, high), abs=1e-6)


def test_no_run_says_nothing():
    assert wilson(0, 0) == (0.0, 1.0)
    assert np.isnan(chance(np.array([]), 1.0)["probability"])


def test_a_target_met_exactly_is_met():
    assert chance(np.array([1.0, 2.0, 3.0, 4.0]), 3.0)["probability"] == 0.5


MONTHS = [Month.parse("2018-12") + step for step in range(1, 25)]


def row(**changes):
    """A reading of the target of some variable."""
    return {
        "variable": "a",
        "kind": "stock",
        "at": 2020,
        "compare": "level",
        "factor": "",
        "unit": "persons",
        **changes,
    }


def test_values_at_the_end_over_the_year_and_up_to_its_end():
    series = {"a": np.arange(1.0, 25.0)[None, :], "b": np.full((1, 24), 2.0)}
    assert value_at(series, MONTHS, variable="a", kind="stock", year=2019) == 12.0
    assert value_at(series, MONTHS, variable="a", kind="flow", year=2019) == 78.0
    assert value_at(series, MONTHS, variable="a", kind="flow", year=2020) == 222.0
    assert value_at(series, MONTHS, variable="a", kind="cumulative", year=2020) == 300.0
    assert value_at(series, MONTHS, variable="a+b", kind="stock", year=2019) == 14.0
    assert value_at(series, MONTHS, variable="a/b", kind="flow", year=2019) == 39.0
    assert value_at(series, MONTHS, variable="a", kind="stock", year=2021) is None
    assert value_at(series, MONTHS[:23], variable="a", kind="stock", year=2020) is None
    assert value_at(series, MONTHS, variable="c", kind="stock", year=2020) is None


def test_what_a_reading_compares():
    series, without = {"a": np.arange(1.0, 25.0)[None, :]}, {"a": np.full((1, 24), 16.0)}
    for compare, found in (("level", 24.0), ("gain", 8.0), ("gain_percent", 50.0)):
        assert reading_value(row(compare=compare), series, without=without, months=MONTHS, factors={}) == found
    assert reading_value(row(factor="f"), series, without=without, months=MONTHS, factors={"f": 0.5}) == 12.0
    assert reading_value(row(factor="f"), series, without=without, months=MONTHS, factors={}) is None
    for unit in ("억원", "persons", "firms", "projects", "percent"):
        assert reading_value(row(unit=unit), series, without=without, months=MONTHS, factors={}) == 24.0
    # One trillion won is 10,000 of the 억원 that series are in.
    assert reading_value(row(unit="조원"), series, without=without, months=MONTHS, factors={}) == pytest.approx(0.0024)


# ------------------------------------------------------------------------------------------------------- input-output

HALF = np.array([[0.2, 0.1], [0.3, 0.4]])
"""I - A = [[0.8, -0.1], [-0.3, 0.6]] has the determinant 0.45: the inverse is [[0.6, 0.1], [0.3, 0.8]] / 0.45."""
INVERSE = np.array([[0.6, 0.1], [0.3, 0.8]]) / 0.45


def test_the_inverse_and_the_radius_by_hand():
    assert leontief_inverse(HALF) == pytest.approx(INVERSE)
    # Eigenvalues solve x^2 - 0.6 x + 0.05 = 0: 0.5 and 0.1.
    assert spectral_radius(HALF) == pytest.approx(0.5)


def test_output_outside_the_complex_by_hand():
    own, province, national = np.diag([0.1, 0.1]), np.diag([0.2, 0.5]), np.diag([0.5, 0.6])
    reach = Reach.between(own, province, national=national)
    # province: (0.2 - 0.1) / 0.8 and (0.5 - 0.1) / 0.5; rest: (0.3 / 0.5)(1 + 0.125) and (0.1 / 0.4)(1 + 0.8).
    inside, rest = reach.output(np.array([8.0, 10.0]))
    assert inside == pytest.approx([1.0, 8.0])
    assert rest == pytest.approx([5.4, 4.5])


def test_orders_of_a_programme_by_hand():
    # z = 10 / (1 - 0.2) = 12.5; orders = 0.4 (10 + 0.2 x 0.6 x 12.5) = 0.4 x 11.5.
    province = np.array([[0.2]])
    found = programme_orders(np.array([10.0]), np.array([0.4]), province=province, inverse=leontief_inverse(province))
    assert found == pytest.approx([4.6])


SYSTEM = SimpleNamespace(
    national=np.array([[0.5, 0.0], [0.0, 0.2]]),
    province=HALF,
    imports=np.array([[0.1, 0.0], [0.0, 0.2]]),
    value_added_ratio=lambda year: np.array([0.4, 0.5]) * (year == 2020),
    compensation_ratio=lambda year: np.array([0.2, 0.3]) * (year == 2020),
    jobs_per_million=lambda: np.array([0.01, 0.02]),
)


def test_every_conventional_row_by_hand():
    spending = estimate.Spending(200.0, 100.0, np.array([50.0, 40.0]), np.array([45.0, 0.0]))
    table = estimate.conventional(spending, np.array([0.0, 45.0]), system=SYSTEM).set_index("method")
    # The nation's inverse is diag(2, 1.25): 50 x 2 + 40 x 1.25 = 150, over the 100 that are demand.
    nation = table.loc["spending_nation"]
    assert (nation["base"], nation["production"], nation["production_coefficient"]) == pytest.approx((100, 150, 1.5))
    assert nation["value_added"] == pytest.approx(0.4 * 100 + 0.5 * 50)
    assert nation["pay"] == pytest.approx(0.2 * 100 + 0.3 * 50)
    assert nation["imports"] == pytest.approx(0.1 * 100 + 0.2 * 50)
    assert nation["jobs"] == pytest.approx(0.01 * 100 + 0.02 * 50)
    # Two jobs over 100 million won are 20 over a billion.
    assert nation["jobs_coefficient"] == pytest.approx(20.0)
    # In the province 45 of the first sector call forth 60 + 30.
    province = table.loc["spending_province"]
    assert (province["production"], province["value_added"]) == pytest.approx((90.0, 0.4 * 60 + 0.5 * 30))
    # 45 of output of the second sector: 10 + 80 by the custom, and 45 / (0.8 / 0.45) = 25.3125 as final demand.
    assert table.loc["output_province", "production"] == pytest.approx(90.0)
    assert table.loc["output_output_province", "production"] == pytest.approx(90.0 * 0.45 / 0.8)
    assert table.loc["output_output_province", "base"] == pytest.approx(45.0)


def test_closed_rows_use_the_closed_inverse():
    households = np.array([[0.1, 0.0], [0.0, 0.0]])
    spending = estimate.Spending(200.0, 100.0, np.array([50.0, 40.0]), np.array([39.0, 0.0]))
    table = estimate.conventional(spending, np.array([39.0, 0.0]), system=SYSTEM, households=households).set_index(
        "method"
    )
    # I - A - H = [[0.7, -0.1], [-0.3, 0.6]], determinant 0.39: the first column of the inverse is (0.6, 0.3) / 0.39.
    assert table.loc["spending_province_type_2", "production"] == pytest.approx(90.0)
    assert table.loc["output_output_province_type_2", "production"] == pytest.approx(90.0 * 0.39 / 0.6)
    assert list(table.index)[:3] == ["spending_nation", "spending_province", "spending_province_type_2"]


def test_pay_spent_at_home_by_hand():
    value = {
        "households.local_share": 0.5,
        "households.resident_share": 0.8,
        "households.tax_rate": 0.25,
        "households.propensity": 0.9,
        "labour.employer_contributions": 0.2,
    }
    sectors = len(estimate.SECTORS)
    system = SimpleNamespace(compensation_ratio=lambda year: np.full(sectors, 0.36) * (year == 2020))
    shares = estimate.table("io18_household_consumption").set_index("sector").loc[list(estimate.SECTORS)]
    first = float(shares["domestic_share"].iloc[0])
    # 0.8 x 0.75 x 0.9 = 0.54 of pay 0.36 / 1.2 = 0.3 is spent, half of it here.
    found = estimate.household_closure(system, value)
    assert found[0] == pytest.approx(np.full(sectors, 0.54 * 0.5 * first * 0.3))


def test_the_row_of_the_model_by_hand():
    columns = ["method", "base", "production", "production_coefficient", "jobs", "jobs_coefficient"]
    table = estimate.comparison(
        pd.DataFrame(columns=columns), {"production": 30.0, "jobs": 2.0}, announced={"jobs": 5.0}, base=50.0
    )
    model, announced = table.to_dict("records")
    assert (model["base"], model["production_coefficient"], model["jobs_coefficient"]) == (50.0, 0.6, 40.0)
    assert announced["jobs_coefficient"] == 100.0


def test_factors_of_readings_by_hand():
    spending = estimate.Spending(200.0, 100.0, np.array([50.0, 40.0]), np.array([45.0, 0.0]))
    found = estimate.factors(spending, np.array([3.0, 1.0]), system=SYSTEM)
    assert found["spending_production_nation"] == pytest.approx(150.0 / 200.0)
    assert found["spending_production_province"] == pytest.approx(90.0 / 200.0)
    assert found["spending_value_added_province"] == pytest.approx(39.0 / 200.0)
    assert found["output_production_nation"] == pytest.approx(0.75 * 2.0 + 0.25 * 1.25)
    # Columns of the inverse add to 2 and 2.
    assert found["output_production_province"] == pytest.approx(2.0)
    nothing = estimate.Spending(0.0, 0.0, np.zeros(2), np.zeros(2))
    without = estimate.factors(nothing, np.array([3.0, 1.0]), system=SYSTEM)
    assert {name: without[name] for name in without if name.startswith("spending")} == {
        f"spending_{measure}_{place}": 0.0
        for measure in ("production", "value_added")
        for place in ("nation", "province")
    }


# ------------------------------------------------------------------------------------------------------ gross to net


def one_run(lasting_sign: float = 1.0):
    """A run whose net is 100 jobs in the region, 40 of them while money is spent."""
    parts = np.zeros((len(VIEWS), len(GROSS_TO_NET)))
    parts[:, GROSS_TO_NET.index("gross")] = 60.0
    parts[:, GROSS_TO_NET.index("spending")] = 40.0
    parts[:, GROSS_TO_NET.index("net")] = 100.0
    costs = dict(zip(COSTS, np.zeros(len(COSTS)), strict=True))
    costs |= {"cost_total": 30.0, "cost_public": 24.0, "tax_back": 6.0}
    costs |= {"value_added_region": 15.0, "value_added_nation": 60.0}
    return {
        **{f"parts.{measure}": parts for measure in MEASURES},
        "places": np.zeros(len(PLACES)),
        "costs": np.array([costs[name] for name in COSTS]),
        "gains.size_class": np.zeros((len(GAINS), 1)),
        "gains.district": np.zeros((len(GAINS), 1)),
    }


def test_lasting_jobs_and_what_one_costs_by_hand():
    table = additionality_table([one_run()], ["small"], districts=["here"], persons={}, year=2023)
    lasting = table[(table["table"] == "lasting") & (table["measure"] == "jobs") & (table["view"] == "region")]
    assert lasting["mean"].tolist() == [60.0]
    ratio = table[table["table"] == "ratios"].set_index(["view", "part"])["mean"]
    # 30 억원 are 3,000 million won: over 60 lasting jobs 50, over all 100 jobs 30; 24 of public money give 40.
    assert ratio["region", "cost_per_job"] == pytest.approx(50.0)
    assert ratio["region", "cost_per_job_with_spending"] == pytest.approx(30.0)
    assert ratio["region", "public_cost_per_job"] == pytest.approx(40.0)
    assert ratio["region", "cost_per_value_added"] == pytest.approx(2.0)
    assert ratio["region", "cost_effectiveness"] == pytest.approx(0.5)
    assert ratio["nation", "cost_per_value_added"] == pytest.approx(0.5)
    assert ratio["nation", "tax_back_share"] == pytest.approx(0.25)


def test_every_row_of_the_net_is_its_own_column():
    """What lasts by view, where displaced output was taken, what each paid, and who gained what."""
    run = one_run()
    run["parts.jobs"] = run["parts.jobs"].copy()
    run["parts.jobs"][VIEWS.index("nation"), [GROSS_TO_NET.index("gross"), GROSS_TO_NET.index("net")]] = 70.0, 110.0
    run |= {"places": np.array([3.0, 2.0, 1.0]), "costs": 1.0 + np.arange(len(COSTS))}
    run |= {"gains.size_class": np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), "gains.age": np.array([7.0, 8.0])}
    told = additionality_table([run], ["small", "large"], districts=["here"], persons={"age": ["a", "b"]}, year=2023)
    mean = told.set_index(["table", "view", "measure", "group", "part"])["mean"]
    lasting = [mean["lasting", view, "jobs", "total", "lasting"] for view in VIEWS]
    assert lasting == [60.0, 70.0]
    assert [mean["places", "nation", "output", "total", part] for part in PLACES] == [3.0, 2.0, 1.0]
    assert [mean["costs", "nation", "money", "total", part] for part in COSTS] == (1.0 + np.arange(len(COSTS))).tolist()
    for place, measure in enumerate(GAINS):
        own = [mean["gains", "region", measure, f"size_class.{size}", "net"] for size in ("small", "large")]
        assert own == [1.0 + 2.0 * place, 2.0 + 2.0 * place]
    assert [mean["gains", "region", "jobs", f"age.{age}", "net"] for age in ("a", "b")] == [7.0, 8.0]


def test_a_ratio_carries_the_spread_of_its_runs_where_each_has_one():
    other = one_run()
    other["parts.jobs"] = other["parts.jobs"].copy()
    other["parts.jobs"][0, GROSS_TO_NET.index("gross")], other["parts.jobs"][0, GROSS_TO_NET.index("net")] = -20.0, 20.0
    table = additionality_table([one_run(), other], ["small"], districts=["here"], persons={}, year=2023)
    ratio = table[table["table"] == "ratios"].set_index(["view", "part"])
    # 30 억원 over 100 and over 20 jobs: 30 and 150 million won; over their mean, 60 jobs, 50. Of 60 and -20 that last,
    # one is no gain, so that nothing is said of the spread.
    found = ratio.loc[("region", "cost_per_job_with_spending"), ["mean", "q10", "q50", "q90"]]
    assert found.tolist() == pytest.approx([50.0, 42.0, 90.0, 138.0])
    assert ratio.loc[("region", "cost_per_job"), ["q10", "q50", "q90"]].isna().all()
    assert ratio.loc[("region", "cost_per_job"), "mean"] == pytest.approx(150.0)


def test_years_of_an_effect_by_hand():
    monthly = np.arange(1.0, 25.0)[:, None]
    assert {year: float(found[0]) for year, found in yearly_parts(monthly, MONTHS, stock=False).items()} == {
        2019: 78,
        2020: 222,
    }
    assert {year: float(found[0]) for year, found in yearly_parts(monthly, MONTHS, stock=True).items()} == {
        2019: 12,
        2020: 24,
    }
    rows = [
        {"year": year, "measure": measure, "phase": phase, "part": part, "value": value}
        for year, value in ((2019, 1.0), (2020, 2.0))
        for measure in ("jobs", "jobs_permanent")
        for phase in ("spending", "operating")
        for part in ("direct", "total")
    ]
    assert effect_by_measure(pd.DataFrame(rows)) == {"jobs": 6.0, "jobs_permanent": 4.0}
    # By phase the work of both years adds; the headcount of the last year stands.
    totals = pd.DataFrame([row for row in rows if row["part"] == "total"])
    assert over_years(totals, ["measure", "phase"]).to_dict() == {
        ("jobs", "spending"): 3.0,
        ("jobs", "operating"): 3.0,
        ("jobs_permanent", "spending"): 2.0,
        ("jobs_permanent", "operating"): 2.0,
    }


# -------------------------------------------------------------------------------------------------------- evaluation


def panel(output, labour, steps) -> Panel:
    """A panel of constant heads."""
    return Panel(np.asarray(output, float), np.asarray(labour, float), np.asarray(steps, dtype=np.int64))


def test_who_is_treated():
    months = 60
    flat = np.ones((months, 7))
    idle = flat.copy()
    idle[40, 5] = 0.0
    # A year before the step and a year after the gap of 18 months are needed: steps 12 to 30.
    steps = [12, 30, 11, 31, 20, 20, 20]
    twin = panel(flat, flat, [-1, -1, -1, -1, 25, -1, -1])
    eligible = np.array([True, True, True, True, True, True, False])
    seen = panel(flat, idle, steps)
    assert treated_firms(seen, twin, eligible=eligible).tolist() == [0, 1]
    # Nobody works at the second for a month of the twin world: what it would have been without its step is not known.
    unstaffed = flat.copy()
    unstaffed[40, 1] = 0.0
    assert treated_firms(seen, panel(flat, unstaffed, twin.first_step), eligible=eligible).tolist() == [0]


def test_every_estimator_by_hand():
    months, treated, others = 60, 5, 5
    late = np.arange(months) >= 38
    output = np.full((months, treated + others), 100.0)
    output[late, :treated], output[late, treated:] = 160.0, 120.0
    labour = np.full_like(output, 10.0)
    labour[late, :treated], labour[late, treated:] = 12.0, 10.0
    steps = [20] * treated + [-1] * others
    unseen = output.copy()
    unseen[late, :treated] = 128.0
    twin = panel(unseen, np.full_like(output, 10.0), [-1] * (treated + others))
    industry, everybody = np.zeros(treated + others, dtype=np.int64), np.ones(treated + others, dtype=bool)
    found = estimates(panel(output, labour, steps), twin, industry=industry, eligible=everybody)
    assert found["treated"][0] == 5.0
    # Output: 160 / 100; against others (or neighbours) who grew by 1.2: 160 / 120; against the twin: 160 / 128.
    assert found["before_after"] == pytest.approx([0.6, 0.2, 1.6 / 1.2 - 1.0])
    assert found["adopters_against_others"] == pytest.approx([1.0 / 3.0, 0.2, (4.0 / 3.0) / 1.2 - 1.0])
    assert found["matched"] == pytest.approx([1.0 / 3.0, 0.2, (4.0 / 3.0) / 1.2 - 1.0])
    assert found["true"] == pytest.approx([0.25, 0.2, 1.25 / 1.2 - 1.0])


def test_the_neighbour_is_of_the_industry_and_alike():
    months = 24
    heads = np.array([10.0, 11.0, 100.0, 10.0])
    output = np.tile(10.0 * heads, (months, 1))
    seen = panel(output, np.tile(heads, (months, 1)), [14, -1, -1, -1])
    industry = np.array([0, 0, 0, 1])
    assert nearest(seen, industry, firm=0, others=np.array([1, 2, 3])) == 1
    assert nearest(seen, np.array([2, 0, 0, 1]), firm=0, others=np.array([1, 2, 3])) == -1


def test_the_table_of_estimates_by_hand():
    runs = [
        {name: np.array([value, 0.0, 0.0]) for name in ("before_after", "adopters_against_others", "matched")}
        | {"true": np.array([0.1, 0.0, 0.0]), "treated": np.array([6.0])}
        for value in (0.2, 0.4)
    ]
    first = evaluation_table(runs).iloc[0]
    # Percent 20 and 40: mean 30, deviation 14.1421, 1.96 x 14.1421 / sqrt 2 = 19.6; the truth is 10.
    assert (first["mean"], first["low"], first["high"], first["bias"]) == pytest.approx((30.0, 10.4, 49.6, 20.0))
    alone = evaluation_table(runs[:1]).iloc[0]
    assert alone["mean"] == pytest.approx(20.0)
    assert np.isnan(alone["low"])


# --------------------------------------------------------------------------------------------------------- rationing

NOBODY = np.arange(4, dtype=np.int64)


def test_the_order_of_the_line_by_hand():
    points, since = np.array([1.0, 3.0, 2.0, 3.0]), np.array([5, 9, 5, 1])
    luck = np.array([0.9, 0.4, 0.1, 0.2])
    assert funding_order("points", points, applied_since=since, luck=luck, identifier=NOBODY).tolist() == [3, 1, 2, 0]
    assert funding_order("date", points, applied_since=since, luck=luck, identifier=NOBODY).tolist() == [3, 2, 0, 1]
    assert funding_order("lottery", points, applied_since=since, luck=luck, identifier=NOBODY).tolist() == [2, 3, 1, 0]
    assert funding_order(
        "lottery", points, applied_since=since, luck=np.zeros(4), identifier=NOBODY[::-1]
    ).tolist() == [3, 2, 1, 0]


def test_a_grant_that_fits_exactly_is_paid_and_the_line_stops_at_the_first_that_does_not():
    everybody, asked = np.ones(4, dtype=bool), np.array([2.0, 3.0, 4.0, 1.0])
    assert funded(NOBODY, everybody, asked=asked, available=5.0).tolist() == [True, True, False, False]
    assert funded(NOBODY, everybody, asked=asked, available=8.9).tolist() == [True, True, False, False]
    assert funded(NOBODY, np.array([True, False, True, True]), asked=asked, available=7.0).tolist() == [
        True,
        False,
        True,
        True,
    ]


def test_a_year_of_eleven_months_is_no_year():
    assert list(yearly_parts(np.ones((23, 1)), MONTHS[:23], stock=False)) == [2019]
