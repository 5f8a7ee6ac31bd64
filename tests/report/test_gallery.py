"""The gallery: every scenario with question, source, picture and headline; pages and pictures stay small."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import simulation as sim
from simulation.errors import LANGUAGES
from simulation.experiments.headlines import Headline, headlines, sets_of
from simulation.report.gallery import headline, save_gallery, thumbnail
from simulation.report.questions import question, source_of

PAGE = (Path(__file__).parents[2] / "scenarios" / "README.md").read_text(encoding="utf-8")
RUNS, MONTHS = 12, 36
LARGEST = 1_000_000 // 51
"""Bytes of a small picture, so that all of them stay under a megabyte."""


def made_up(name: str, *, is_difference: bool = True) -> Headline:
    """Twelve runs that rise by 0 to 11 a month: the last twelve months lie around month 29.5."""
    line = np.arange(RUNS)[:, None] * np.arange(MONTHS)[None, :]
    return Headline(sim.load(name), {"employment": line, "value_added": -1.0 * line}, is_difference)


@pytest.mark.parametrize("name", sim.gallery())
def test_every_scenario_has_a_question_and_a_source_in_both_languages(name: str) -> None:
    scenario = sim.load(name)
    said = {(question(scenario, each), source_of(scenario, each)) for each in LANGUAGES}
    assert len(said) == len(LANGUAGES)
    assert all(asked and source for asked, source in said)
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |"))
    assert f"| {question(scenario, 'en')} | {scenario.start} to {scenario.end} |" in row


def test_no_two_scenarios_of_a_complex_ask_the_same() -> None:
    asked = [(name.partition("/")[0], question(sim.load(name), "ko")) for name in sim.gallery()]
    assert len(set(asked)) == len(asked)


def test_a_headline_tells_the_last_year_with_its_band() -> None:
    found = made_up("changwon/smart_complex")
    # Run 5.5 in the middle: 5.5 x 29.5 = 162; the band runs from 1.1 to 9.9 times 29.5.
    assert "+162 (32 to 292)" in headline(found, "en")
    assert "+" not in headline(made_up("changwon/baseline", is_difference=False), "ko")


def test_the_gallery_is_whole_and_small(tmp_path) -> None:
    found = [made_up(name) for name in ("changwon/housing", "ansan/housing")]
    save_gallery(found, runs=RUNS, scale=0.05, folder=tmp_path / "scenarios")
    pages = [(tmp_path / "scenarios" / f"README.{each}.md").read_text(encoding="utf-8") for each in LANGUAGES]
    for each in found:
        assert all(f"({each.scenario.key}.png)" in page for page in pages)
        assert question(each.scenario, "en") in pages[LANGUAGES.index("en")]
        picture = (tmp_path / "scenarios" / f"{each.scenario.key}.png").read_bytes()
        assert len(picture) < LARGEST
        assert len(np.unique(np.asarray(Image.open(io.BytesIO(picture)).convert("L")))) > 3
    assert thumbnail(found[0]) == thumbnail(found[0])


def test_scenarios_share_their_baseline_and_are_told_against_it(tmp_path) -> None:
    names = ["changwon/baseline", "changwon/demand_slump", "changwon/housing", "changwon/history"]
    sets = sets_of([sim.load(name) for name in names])
    assert sorted(len(worlds) for worlds, _ in sets) == [2, 3]
    assert sorted(each.key for _, told in sets for each in told) == sorted(names)
    few = {"scale": 0.02, "workers": 1, "changes": ["end=2019-12"]}
    alone = headlines(1, names=["changwon/housing"], parts=tmp_path, **few)
    with_others = headlines(1, names=["changwon/baseline", "changwon/housing"], **few)
    assert not with_others[0].is_difference
    assert with_others[0].last_year("employment") > 50_000.0
    assert np.abs(with_others[1].last_year("employment")) < 5_000.0
    for name, monthly in alone[0].monthly.items():
        assert np.array_equal(monthly, with_others[1].monthly[name])
