"""What living conditions do for jobs: the experiment, its sentences and its picture."""

from __future__ import annotations

import pytest

import simulation as sim
from simulation.experiments.living import answers, living_conditions, over_prior
from simulation.report.living import homes_sentence, living_figure
from simulation.report.series import Setting


@pytest.fixture(scope="module")
def tables():
    """Both tables for a reduced complex and one seed."""
    return living_conditions(sim.load("changwon/baseline", {"scale": "0.2"}), runs=1, workers=1)


def test_an_allowance_keeps_people_but_not_as_the_printed_comparison_says(tables) -> None:
    retention, homes = tables
    assert retention["quit_elasticity"].tolist() == over_prior("labour.quit_elasticity")
    (_, _, highest, study), _ = answers(retention, homes)
    assert study == 11.89
    assert highest < study
    assert retention["without"].between(20.0, 90.0).all()


def test_homes_are_lived_in_and_never_add_more_jobs_than_people_move_in(tables) -> None:
    _, homes = tables
    assert (homes["moved_in"] > 0.0).all()
    assert (homes["moved_in"] <= homes["homes"]).all()
    assert (homes["jobs"] <= homes["homes"]).all()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_picture_names_the_study_as_not_randomised(tables, language: str) -> None:
    baseline = sim.load("changwon/baseline")
    setting = Setting.of(baseline.model_dump(mode="json"), 1)
    picture = living_figure(*tables, scenario=baseline, setting=setting, language=language)
    assert {"ko": "비무작위", "en": "not randomised"}[language] in " ".join(picture.texts())


@pytest.mark.parametrize(("jobs", "little"), [((1.3, -0.2, 1.3), True), ((4.0, 1.0, 12.0), False)])
def test_the_answer_on_homes_says_little_where_it_is_little(jobs, little: bool) -> None:
    assert ("not little" not in homes_sentence(jobs, "en")) == little
    assert "little" in homes_sentence(jobs, "en")
    assert ("작지 않음" not in homes_sentence(jobs, "ko")) == little
