"""What calibration compares: where its moments begin and end, what a history yields, and the error between."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulation.catalogue import central_values, complex_data
from simulation.experiments.calibrate import histories_of
from simulation.experiments.moments import ORIGINS, STOCKS, Moment, granted_error, moments_of, of_history, of_record

DATA = complex_data("changwon")
CENTRE = central_values("changwon")
LISTED = moments_of(DATA)
SEEN = of_record(DATA, LISTED)


def place(measure: str, quarter: str, origin: str) -> int:
    """Where a moment of the total stands in the list."""
    return LISTED.index(Moment(measure, "total", quarter, origin))


def test_moments_run_from_the_first_quarter_of_the_record_to_the_last_before_the_test() -> None:
    """3 quarters from 2018Q1 and 12 from 2018Q4 of three measures, each once, and three flows."""
    assert len(LISTED) == SEEN.size == (3 + 12) * 3 + 3
    for origin, span in zip(ORIGINS, (("2018Q2", "2018Q4"), ("2019Q1", "2021Q4")), strict=True):
        quarters = {each.quarter for each in LISTED if each.origin == origin and each.quarter}
        assert (min(quarters), max(quarters)) == span
    assert len({each[:3] for each in LISTED}) == len(LISTED)
    assert DATA.quarters[0] == ORIGINS[0]


def test_the_record_is_read_in_logs_and_shares() -> None:
    assert SEEN[place("employment", "2020Q1", "2018Q4")] == pytest.approx(np.log(125_319))
    assert SEEN[place("tenant_firms", "2020Q1", "2018Q4")] == pytest.approx(np.log(2_686))
    assert SEEN[place("utilisation_pct", "2018Q4", "2018Q1")] == pytest.approx(0.78)


def test_surveyed_flows_are_shares_of_the_surveyed_workers() -> None:
    """Hires of the six surveyed months of 2019 to 2021 over workers, by hand from the survey."""
    pairs = [(3796, 117608), (2525, 116257), (1985, 114941), (2363, 113497), (3585, 112982), (4152, 113625)]
    assert SEEN[place("hires", "", ORIGINS[-1])] == pytest.approx(
        np.mean([hires / workers for hires, workers in pairs])
    )


def test_industries_are_compared_at_ends_of_years_where_the_office_moved_no_firms() -> None:
    settled = replace(DATA, reclassified=frozenset())
    own = [each for each in moments_of(settled) if each.industry == "steel"]
    assert [(each.quarter, each.origin) for each in own] == [
        ("2018Q4", "2018Q1"),
        *((quarter, "2018Q4") for quarter in ("2019Q4", "2020Q4", "2021Q4")),
    ]
    assert not [each for each in LISTED if each.industry != "total"]


def test_a_history_is_read_as_the_record_is() -> None:
    """Jobs of 1,000, 500 of them in steel, and 20 hires a month, 80 of them in the first of six surveyed months."""
    months = 36
    table = np.full((12, 4, 6), 80.0)
    table[4, 1, 0] = 1000.0
    steel = Moment("employment", "steel", "2019Q4", "2018Q4")
    table[3, 1, 1 + DATA.industries.index("steel")] = 500.0
    monthly = {name: np.full((months, 1, 1), 20.0) for name in ("hires", "separations", "vacancies")}
    monthly["employment"] = np.full((months, 1, 1), 1000.0)
    monthly["hires"][[0, 1, 2]] = 500.0
    monthly["hires"][3] = 80.0
    monthly["hires"][[8, 10]] = 500.0
    listed = (*LISTED, steel)
    found = of_history(DATA, listed, origin="2018Q4", table=table, monthly=monthly)
    own = [each for each in listed if each.origin == "2018Q4"]
    assert found.size == len(own)
    assert found[own.index(Moment("employment", "total", "2020Q1", "2018Q4"))] == pytest.approx(np.log(1000.0))
    assert found[own.index(steel)] == pytest.approx(np.log(500.0))
    assert found[own.index(Moment("utilisation_pct", "total", "2019Q1", "2018Q4"))] == pytest.approx(0.8)
    assert found[own.index(Moment("hires", "total", "", "2018Q4"))] == pytest.approx(0.02 + 0.06 / 6)


def test_histories_of_a_draw_yield_every_moment_near_the_record() -> None:
    found = histories_of("changwon", 0, scale=0.1, parts=None)
    assert found.shape == SEEN.shape
    assert found == pytest.approx(SEEN, abs=0.15)


@pytest.fixture(scope="module")
def errors() -> np.ndarray:
    """Granted errors of many draws (draw by moment)."""
    return np.array([granted_error(LISTED, run, value=CENTRE) for run in range(1500)])


def test_the_granted_error_grows_to_its_spread_after_twelve_quarters(errors: np.ndarray) -> None:
    """1.5 % of jobs after twelve quarters and 1.5 sqrt(1/12) after one, with 0.44 % of noise there and at the start."""
    spread = {each: errors[:, number].std() for number, each in enumerate(LISTED)}
    noise = 0.0044 * np.sqrt(2.0)
    first = np.hypot(0.015 / np.sqrt(12.0), noise)
    assert spread[Moment("employment", "total", "2021Q4", "2018Q4")] == pytest.approx(np.hypot(0.015, noise), rel=0.08)
    assert spread[Moment("employment", "total", "2019Q1", "2018Q4")] == pytest.approx(first, rel=0.08)
    assert spread[Moment("employment", "total", "2018Q2", "2018Q1")] == pytest.approx(first, rel=0.08)
    assert spread[Moment("hires", "total", "", "2018Q4")] == pytest.approx(0.003, rel=0.08)


def test_jobs_of_an_industry_and_flows_err_by_their_own_spread() -> None:
    listed = (Moment("employment", "steel", "2021Q4", "2018Q4"), Moment("vacancies", "total", "", "2018Q4"))
    drawn = np.array([granted_error(listed, run, value=CENTRE) for run in range(1500)])
    assert drawn.std(axis=0) == pytest.approx([0.03, 0.003], rel=0.08)


def test_an_error_stays_within_its_history_and_measure(errors: np.ndarray) -> None:
    """Jobs after one and four quarters share the walk and the noise of the start, (s^2/12 + r^2), of either variance.

    The first history ends where the second starts: their errors share the noise of that quarter with opposite signs.
    """
    own = errors[:, place("employment", "2019Q1", "2018Q4")]
    later = errors[:, place("employment", "2019Q4", "2018Q4")]
    spread, noise = 0.015**2, 0.0044**2
    one, four = np.sqrt(spread / 12.0 + 2.0 * noise), np.sqrt(spread / 3.0 + 2.0 * noise)
    by_hand = (spread / 12.0 + noise) / (one * four)
    assert np.corrcoef(own, later)[0, 1] == pytest.approx(by_hand, abs=0.07)
    for measure, quarter, origin in (("employment", "2018Q2", "2018Q1"), ("tenant_firms", "2019Q1", "2018Q4")):
        assert abs(np.corrcoef(own, errors[:, place(measure, quarter, origin)])[0, 1]) < 0.08
    before = errors[:, place("employment", "2018Q4", "2018Q1")]
    by_hand = -noise / (one * np.sqrt(spread / 4.0 + 2.0 * noise))
    assert np.corrcoef(own, before)[0, 1] == pytest.approx(by_hand, abs=0.07)
    assert STOCKS == ("employment", "tenant_firms", "utilisation_pct")
