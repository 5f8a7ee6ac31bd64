"""The prior of the treated effect is what the table of studies says, and parameters are what the prior says."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.catalogue import assumed_errors, effect_prior, parameters, sources, studies, without_each
from simulation.equations.meta_analysis import random_effects, study_error
from simulation.experiments.design import BLOCK, draw_parameters
from simulation.report.explanations import explanation
from simulation.report.listings import listing

STATSMODELS = (0.09767412206069642, 0.00606708996062049, 0.04149895435325446)
"""Mean, variance between settings and error: statsmodels 0.14, combine_effects with method chi2."""


def test_pooling_agrees_with_a_statistics_library() -> None:
    effect = np.array([0.077, 0.12, 0.237, 0.07, 0.0])
    pool = random_effects(effect, np.array([0.06, 0.063, 0.05, 0.04, 0.04]))
    assert pool.mean == pytest.approx(STATSMODELS[0], rel=1e-9)
    assert pool.between**2 == pytest.approx(STATSMODELS[1], rel=1e-9)
    assert pool.error == pytest.approx(STATSMODELS[2], rel=1e-9)


def test_pool_of_equal_results_is_their_mean() -> None:
    pool = random_effects(np.full(4, 0.05), np.array([0.01, 0.02, 0.03, 0.04]))
    assert pool.mean == pytest.approx(0.05)
    assert pool.between == 0.0
    assert pool.weight.sum() == pytest.approx(1.0)
    assert (np.diff(pool.weight) < 0.0).all()


def test_error_falls_with_firms_but_not_below_the_design() -> None:
    few, many = (
        study_error(0.4, np.full(1, n), control=np.full(1, n), design=np.full(1, 0.03), readings=np.zeros(1))[0]
        for n in (100.0, 1e9)
    )
    assert few > many == pytest.approx(0.03)


def test_treated_effect_is_that_of_the_studies() -> None:
    output, jobs = effect_prior("output"), effect_prior("jobs")
    assert (round(output.mean, 2), output.low, output.high) == (0.08, 0.0, 0.24)
    assert (round(jobs.mean, 2), jobs.low, jobs.high) == (0.01, -0.01, 0.04)


def test_parameter_is_the_prior() -> None:
    prior, gain = effect_prior("output"), parameters()["technology.demand_gain"]
    assert gain.value == pytest.approx(prior.mean, abs=0.005)
    assert (gain.low, gain.high, gain.spread) == (prior.low, prior.high, pytest.approx(prior.spread))
    assert gain.distribution == "normal"
    draws = [draw_parameters({"technology.demand_gain": gain}, 1, run=run) for run in range(4 * BLOCK)]
    assert np.mean([draw["technology.demand_gain"] for draw in draws]) == pytest.approx(prior.mean, abs=0.01)


def test_derived_columns_of_the_table_are_recomputed() -> None:
    for outcome in ("output", "jobs"):
        rows = studies(outcome)
        np.testing.assert_allclose(rows["standard_error"], assumed_errors(rows), atol=5e-5)
        np.testing.assert_allclose(rows["weight"], effect_prior(outcome).pool.weight, atol=5e-4)


def test_every_row_says_why_it_counts_or_not() -> None:
    rows = studies()
    assert not rows.duplicated(["study", "outcome"]).any()
    assert rows["reason_ko"].notna().all()
    assert rows["reason_en"].notna().all()
    assert set(rows["source"]) <= set(sources())
    assert set(rows["included"]) == {"yes", "no"}
    left_out = rows[rows["included"] == "no"]
    assert left_out["weight"].isna().all()
    assert (left_out["outcome"] == "process_productivity").sum() >= 2, "the self-reported +30 % is listed, not used"
    assert ((rows["low"] <= rows["effect"]) & (rows["effect"] <= rows["high"])).all()


def test_no_single_study_decides_the_sign() -> None:
    assert min(without_each("output").values()) > 0.03
    assert max(without_each("output").values()) < 0.11


@pytest.mark.parametrize("language", ["ko", "en"])
def test_explain_shows_the_studies_behind_a_parameter(language: str) -> None:
    lines = "\n".join(explanation("technology.demand_gain", language, complex_key="changwon"))
    for study in studies("output")["study"]:
        assert study in lines
    assert "8.1" in lines
    header, rows, _ = listing("studies", language, complex_key=None, status=None)
    assert len(rows) == len(studies())
    assert all(len(row) == len(header) for row in rows)
