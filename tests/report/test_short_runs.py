"""Short and odd runs that validate end with a result, and the page names what is left out and why."""

from __future__ import annotations

import pytest

import simulation as sim
from simulation.errors import LANGUAGES, SandanError
from simulation.report.lacking import LACKING
from simulation.report.result import Result
from tests.pages import read_page
from tests.white import pictures_left_white

SMALL = ["scale=0.03"]
ODD = {
    "half a year": ("changwon/smart_complex", ["end=2019-06"], LACKING["no_year"]),
    "no calendar year": ("changwon/smart_complex", ["start=2021-03", "end=2022-03"], LACKING["no_year"]),
    "before the record begins": ("changwon/history", ["start=2018-03", "end=2018-12"], LACKING["no_year"]),
}


@pytest.fixture(autouse=True)
def white():
    """What is left out and said is looked at, not what is painted."""
    with pictures_left_white():
        yield


def lacking(result: Result) -> set[str]:
    return {name for name, sketch in result.sketches().items() if sketch.lacking is not None}


def test_the_shortest_run_ends_with_a_folder(tmp_path) -> None:
    result = sim.run(
        "changwon/smart_complex", [*SMALL, "end=2019-01"], runs=2, workers=1, out=tmp_path, impact_runs=1, layer_draws=0
    )
    for language in LANGUAGES:
        page = read_page(result.folder / f"report.{language}.html")
        assert LACKING["no_quarters"].in_language(language) in page
        assert LACKING["no_year"].in_language(language) in page
    assert {path.name for path in result.folder.glob("*.html")} == {"report.ko.html", "report.en.html"}
    drawn = {path.stem for path in (result.folder / "figures").glob("*.png")}
    assert drawn == set(result.sketches()) - lacking(result)
    assert "impact_spending" in lacking(result)
    with pytest.raises(SandanError, match="two whole quarters"):
        result.plot("overview")


@pytest.mark.parametrize(("case", "language"), list(zip(ODD, ("en", "ko", "en"), strict=True)))
def test_an_odd_span_ends_with_a_page(case: str, language: str) -> None:
    """The page draws every picture that is not lacking."""
    name, changes, reason = ODD[case]
    result = sim.run(name, [*SMALL, *changes], runs=2, workers=1, impact_runs=1, layer_draws=0)
    assert reason.in_language(language) in result.page(language)
    assert "impact_spending" in lacking(result)
    assert set(result.drawings()) == set(result.sketches()) - lacking(result)


def test_a_programme_without_money_is_judged(tmp_path) -> None:
    text = (
        "extends: changwon/baseline\nname: {ko: 영, en: nothing}\n"
        "override:\n  targets: [tenants_3000, production_6_2]\n"
        "  instruments:\n    works: {kind: capital_spending, item: construction, budget: {2019: 0}, "
        "source: judgement, status: assumed, stage: outturn, sources: {state: 1.0}}\n"
    )
    file = tmp_path / "nothing.yaml"
    file.write_text(text, encoding="utf-8")
    result = sim.run(file, [*SMALL, "end=2020-03"], runs=2, workers=1, impact_runs=1, layer_draws=0)
    page = result.page("en")
    assert LACKING["nothing_paid"].en in page
    assert LACKING["nothing_moved"].en in page
    assert "times the money" not in result.bridge("en")


def test_short_alternatives_stand_side_by_side() -> None:
    names = ("changwon/smart_complex", "changwon/smart_complex_delivered")
    found = sim.compare(*names, runs=2, workers=1, overrides=[*SMALL, "end=2019-06"])
    assert LACKING["no_year"].en in found.page("en")
    assert set(found.drawings()) == {"levels_employment", "levels_value_added", "levels_revenue"}
