"""The referee's questions can be asked of every complex, and their worlds differ in what is asked and nothing else."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.catalogue import complexes
from simulation.errors import LANGUAGES, Text
from simulation.experiments.referee import MEASURES, Answers, asked_in, questions, referee
from simulation.report.referee import lines, literature, referee_figure, save_referee, shown
from tests.pages import FORBIDDEN, read_page

MONTHS = 36


@pytest.fixture(scope="module")
def asked():
    return {each.question.key: each for each in asked_in("changwon", 0.02)}


def test_every_question_can_be_asked_of_every_complex() -> None:
    names = [each.key for each in questions()]
    whole = [each.key for each in questions() if each.full_scale]
    assert whole == ["anchor"]
    for place in complexes():
        assert [each.question.key for each in asked_in(place, 1.0)] == names
        assert [each.question.key for each in asked_in(place, 0.02)] == [each for each in names if each not in whole]


def test_worlds_differ_in_what_is_asked_alone(asked) -> None:
    half = asked["half_money"]
    for name, spec in half.usual.instruments.items():
        assert half.changed.instruments[name].budget == {year: 0.5 * each for year, each in spec.budget.items()}
    pool = asked["pool_to_smart"]
    kept = [name for name, spec in pool.changed.instruments.items() if spec.pool == "rest"]
    assert kept == ["smart_factory"]
    assert pool.changed.instruments["data_centre"] == pool.usual.instruments["data_centre"]
    alone = asked["start_up"].changed.instruments
    own = sim.load("changwon/smart_complex").instruments["start_up"].budget
    assert alone["start_up"].budget == {year: 10.0 * each for year, each in own.items()}
    acting = {name for name, spec in alone.items() if not spec.off}
    assert acting == {"start_up", *sim.load("changwon/baseline").instruments}
    for each in asked.values():
        assert each.changed.months == each.usual.months
        assert each.changed.outlook == each.usual.outlook


def test_a_study_that_was_stopped_finds_the_same_and_simulates_nothing_again(tmp_path, monkeypatch) -> None:
    from simulation.experiments import referee as study

    few = asked_in("changwon", 0.02)
    chosen = [each for each in few if each.question.key in ("wages", "machinery_down")]
    short = tuple(
        study.Asked(
            each.question, *(world.model_copy(update={"end": "2020-02"}) for world in (each.changed, each.usual))
        )
        for each in chosen
    )
    lead = short[0].usual
    monkeypatch.setattr(study, "asked_in", lambda *_: short)
    monkeypatch.setattr(study, "_scenario", lambda *_, **__: lead)
    first = referee("changwon", 2, scale=0.02, workers=1, parts=tmp_path)
    monkeypatch.setattr(study, "simulate", lambda *_, **__: pytest.fail("simulated again"))
    again = referee("changwon", 2, scale=0.02, workers=1, parts=tmp_path)
    assert np.array_equal(first.difference, again.difference)
    down = [each.question.key for each in short].index("machinery_down")
    # Demand falls in 2020-01, the thirteenth month: before it the paired worlds are one.
    assert not first.difference[down, :, :, :12].any()
    assert first.difference[down, :, 0, 12:].sum() < 0.0


@pytest.fixture(scope="module")
def answers() -> Answers:
    """Jobs fall by ten a month in every run until a hundred are gone; everything else is noise around nothing."""
    both = asked_in("changwon", 0.02)[:4]
    difference = np.zeros((4, 3, len(MEASURES), MONTHS))
    difference[0, :, 2, 12:] = -np.minimum(10.0 * np.arange(1, MONTHS - 11), 100.0)
    difference[1, :, 0] = np.array([-1.0, 0.0, 1.0])[:, None]
    return Answers(both, difference, np.full_like(difference, 1_000.0))


def test_sign_size_and_lag_of_a_fall_that_is_known(answers) -> None:
    found = lines(answers).set_index(["question", "measure"])
    jobs = found.loc[(answers.asked[0].question.key, "employment")]
    assert (jobs["sign"], jobs["mean"], jobs["percent"]) == (-1, -100.0, -10.0)
    # Quarterly means fall 3.3, 10, 20, 30, 40, 50: half of a hundred in the sixth month, five after the first.
    assert jobs["lag"] == 5
    noise = found.loc[(answers.asked[1].question.key, "output_real")]
    assert (noise["sign"], noise["lag"]) == (0, -1)


def test_the_folder_holds_the_table_the_pages_and_the_picture(answers, tmp_path) -> None:
    folder, header, rows = save_referee(answers, scale=0.5, out=tmp_path, language="en")
    assert {each.name for each in folder.iterdir()} == {
        "referee.csv", "referee.ko.html", "referee.en.html", "referee.png", "referee.svg"
    }  # fmt: skip
    assert len(rows) == 4 * len(MEASURES)
    assert len(pd.read_csv(folder / "referee.csv", encoding="utf-8-sig")) == len(rows)
    assert {len(row) for row in rows} == {len(header)}
    for language in LANGUAGES:
        page = read_page(folder / f"referee.{language}.html")
        assert not any(word in page for word in FORBIDDEN)
        assert all(each.source.split(",")[0] in page for each in answers.asked[0].question.literature)
        assert shown(lines(answers), language)[1][2][3] == Text("△", "-").in_language(language)


def test_a_question_of_which_nothing_was_read_says_so() -> None:
    unread = [each for each in questions() if not each.literature]
    assert unread
    assert all(row[1] == "not read" for row in literature(unread, "en").rows)


@pytest.mark.parametrize(
    ("language", "told"), [("ko", ("시작 뒤의 개월 수", "자료: ")), ("en", ("months since", "Source: "))]
)
def test_the_picture_says_what_its_axes_count_and_where_it_is_from(answers, language, told) -> None:
    text = " ".join(referee_figure(answers, "", language=language).texts())
    assert all(each in text for each in told)
