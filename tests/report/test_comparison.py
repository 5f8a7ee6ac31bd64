"""Alternatives side by side: the same luck, one sentence a pair, refusals, and a folder that reads back."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from openpyxl import load_workbook

import simulation as sim
from simulation import compare
from simulation.errors import SandanError
from simulation.experiments.alternatives import alternatives, worlds_to_compare
from simulation.outcomes.folder import write_manifest
from simulation.outcomes.metrics import over, yearly
from simulation.report.comparison import Comparison, stored
from simulation.report.comparison_findings import difference_found, gains_found
from simulation.report.workbook.comparison import comparison_workbook
from tests.pages import FORBIDDEN, read_page
from tests.report.conftest import made_up
from tests.report.read_aloud import MOST_SYLLABLES, NESTED, sentences, syllables
from tests.white import pictures_left_white

SMALL = ["scale=0.05", "end=2020-12"]
HAIR = 0.02
"""Inches that nobody sees."""
NAMES = ("changwon/smart_complex", "changwon/smart_complex_delivered")


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> Comparison:
    with pictures_left_white():
        return compare(*NAMES, runs=3, workers=1, out=tmp_path_factory.mktemp("out"), overrides=SMALL)


def test_the_baseline_is_first_and_every_world_is_there_once(found: Comparison) -> None:
    assert list(found.series["scenario"].to_numpy()) == ["changwon/baseline", *NAMES]
    assert found.keys == list(NAMES)


def test_a_scenario_gives_what_it_gives_alone(found: Comparison) -> None:
    alone = sim.run(NAMES[0], overrides=SMALL, runs=1, workers=1, impact_runs=0)
    for world in (NAMES[0], "changwon/baseline"):
        both = [over(kept, "employment").sel(scenario=world, run=0).to_numpy() for kept in (found.series, alone.series)]
        assert np.array_equal(*both)


def test_differences_are_paired_run_by_run(found: Comparison) -> None:
    jobs = yearly(over(found.series, "employment"), "employment").isel(year=-1)
    own = (jobs.sel(scenario=NAMES[1]) - jobs.sel(scenario=NAMES[0])).to_numpy()
    rows = found.differences().set_index(["measure", "scenario", "against"])
    row = rows.loc[("employment", NAMES[1], NAMES[0])]
    assert row["q50"] == pytest.approx(np.median(own))
    assert row["mean"] == pytest.approx(own.mean())
    assert row["verdict"] == ("few" if own.any() else "same")
    heads = over(found.series, "employment").transpose("scenario", "run", "month")
    swings = [
        (100.0 * heads.sel(scenario=key).to_numpy()[:, 12:] / heads.sel(scenario=key).to_numpy()[:, :12]).std(axis=1)
        for key in NAMES
    ]
    row = rows.loc[("employment_swings", NAMES[1], NAMES[0])]
    assert row["q50"] == pytest.approx(np.median(swings[1] - swings[0]))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_page_and_sentences(found: Comparison, language: str) -> None:
    said = found.sentences(language)
    # Value added and jobs of three pairs, and how steady jobs are of the pair of alternatives.
    assert len(said) == 2 * 3 + 1
    assert sum(("종사자 변동성" if language == "ko" else "Swings of employment") in each for each in said) == 1
    # Three runs carry no band: whatever they say, no difference is asserted of them.
    verdicts = set(found.differences()["verdict"])
    assert verdicts <= {"few", "same"}
    assert any(("3회로 판정하지 않음" if language == "ko" else "not judged by 3 runs") in each for each in said)
    assert found.folder is not None
    page = read_page(found.folder / f"report.{language}.html")
    assert all(sentence.split("(")[0] in page.replace("&#39;", "'") for sentence in said)
    assert "<script" not in page
    assert not [wrong for wrong in FORBIDDEN if wrong in page]
    for draw in found.drawings().values():
        picture = draw(language=language)
        assert picture.data is not None
        assert picture.told
        for sentence in sentences(picture.alt):
            assert not NESTED.search(sentence), sentence
            assert language == "en" or syllables(sentence) <= MOST_SYLLABLES, sentence
        assert all("□" not in text for text in picture.texts())
        assert picture.beyond_the_edge() < HAIR


def test_a_stored_comparison_reads_back(found: Comparison) -> None:
    assert found.folder is not None
    again = stored(found.folder)
    assert isinstance(again, Comparison)
    assert again.sentences("ko") == found.sentences("ko")


def cells(sheet) -> pd.DataFrame:
    """The table of a sheet under the English line of its heads."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(place for place, row in enumerate(rows) if "\n" in str(row[0]))
    names = [str(each).split("\n")[-1] for each in rows[head]]
    end = next((place for place, row in enumerate(rows[head + 1 :], head + 1) if row[1] is None), len(rows))
    return pd.DataFrame(rows[head + 1 : end], columns=names)


def test_the_workbook_holds_what_the_comparison_found(found: Comparison) -> None:
    assert found.folder is not None
    book = load_workbook(found.folder / "tables.xlsx")
    assert book.sheetnames == ["대안 비교", "차이", "시계열", "업종", "목표", "집행", "설정과 출처"]
    assert [len(sheet._charts) for sheet in book] == [0, 1, 1, 1, 0, 0, 0]
    values = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert values == {"s", "n"}
    beside = cells(book["대안 비교"])
    jobs = beside[beside["measure"].str.endswith("Employment (headcount)") & beside["statistic"].str.endswith("median")]
    second = jobs.set_index("level or difference").filter(like=found.name(NAMES[1], "en"))
    gained = found.gained("employment", NAMES[1])
    assert second.loc["차이 / difference"].item() == pytest.approx(np.median(gained))
    level = yearly(over(found.series, "employment"), "employment").isel(year=-1).sel(scenario=NAMES[1])
    assert second.loc["수준 / level"].item() == pytest.approx(np.median(level))
    paid = cells(book["집행"]).set_index(["scenario", "year"])["mean"]
    for world in paid.index.levels[0]:
        years = [value for year, value in paid[world].items() if str(year).isdigit()]
        assert paid[world]["누계 / all years"] == pytest.approx(sum(years))
    assert comparison_workbook(Comparison.load(found.folder)) == (found.folder / "tables.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"end": "2019-12"}, "end"),
        ({"seed": 7}, "seed"),
        ({"outlook": "recorded"}, "outlook"),
        ({"scale": 0.5}, "scale"),
    ],
)
def test_scenarios_that_cannot_stand_side_by_side_are_refused(changes: dict[str, object], word: str) -> None:
    first, second = sim.load(NAMES[0]), sim.load(NAMES[1]).model_copy(update=changes)
    with pytest.raises(SandanError, match=word):
        worlds_to_compare([first, second])


def test_what_is_the_same_is_not_called_hard_to_tell_apart() -> None:
    first = sim.load(NAMES[0])
    worlds = sim.load("changwon/baseline"), first, first.replace(key="copy")
    series = made_up("announced")
    copied = series.sel(scenario=[NAMES[0]]).assign_coords(scenario=["copy"])
    series = xr.concat([series.sel(scenario=["changwon/baseline", NAMES[0]]), copied], "scenario")
    both = Comparison(series, worlds, worlds[0].key, {"runs": 12}, pd.DataFrame(), "en")
    assert [said for said in both.sentences() if "are the same in every run" in said] == [
        f"'{first.name.en}' and '{first.name.en}' are the same in every run"
    ]
    rows = both.differences().set_index(["scenario", "against"])
    assert (rows.loc[("copy", first.key), "verdict"] == "same").all()
    assert not (rows.loc[(first.key, both.baseline), "verdict"] == "same").any()


def test_a_title_counts_only_what_can_be_told_from_doing_nothing(found: Comparison) -> None:
    told = {NAMES[0]: np.linspace(30.0, 50.0, 11), NAMES[1]: np.linspace(-10.0, 10.0, 11)}
    title = difference_found(found, told, measure="employment", when=2020, language="en")
    name = found.name(NAMES[0], "en")
    assert title == f"Employment (headcount), 2020: '{name}' alone can be told from doing nothing (40 persons)"
    told[NAMES[1]] = np.linspace(-30.0, -10.0, 11)
    title = difference_found(found, told, measure="employment", when=2020, language="en")
    assert title.endswith(f"(40 persons), least in '{found.name(NAMES[1], 'en')}' (-20 persons)")
    few = difference_found(found, {NAMES[0]: np.array([30.0, 50.0])}, measure="employment", when=2020, language="en")
    assert few.endswith("differences to doing nothing are not judged by 2 runs (it takes 10)")


def test_who_gains_most_is_named_with_the_alternative(found: Comparison) -> None:
    up, down = np.linspace(30.0, 50.0, 11), np.linspace(-30.0, -10.0, 11)
    first, second = (found.name(key, "en") for key in NAMES)
    told = partial(gains_found, found, year=2020, language="en")
    assert told({(NAMES[0], "Steel"): up, (NAMES[1], "Steel"): down}) == (
        f"Jobs in 2020, of differences told from zero: most gained under '{first}', steel (40), most lost under "
        f"'{second}', steel (20)"
    )
    assert told({(NAMES[1], "Steel"): up, (NAMES[1], "Machinery"): down}) == (
        f"Jobs in 2020, of differences told from zero under '{second}': most gained in steel (40), most lost in "
        "machinery (20)"
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> dict[str, str]:
    """Folders of the same scenario on time and late, of other luck, and with more runs, as their manifests stand."""
    first, folders = sim.load(NAMES[0]), {}
    asked = {"": {}, "late": {"shift": 6}, "luck": {"seed": 9}, "more": {"runs": 20}}
    for name, changes in asked.items():
        folders[name] = tmp_path_factory.mktemp("result")
        manifest = {
            "worlds": [first.replace(**changes).model_dump(mode="json")],
            "scenario": NAMES[0],
            "run_key": f"key of {name or 'none'}",
            "overrides": [f"{option}: {getattr(first, option)} -> {value}" for option, value in changes.items()],
        }
        write_manifest(manifest, folders[name])
    return {name: str(folder) for name, folder in folders.items()}


def test_results_of_one_scenario_are_told_apart_by_what_was_changed(results: dict[str, str]) -> None:
    first, late = alternatives([results[""], results["late"]])
    assert first.key == NAMES[0]
    assert late.key.startswith(f"{NAMES[0]}@")
    assert late.name.en == f"{first.name.en}: shift: 0→6"
    assert late.shift == 6
    assert worlds_to_compare([first, late])[-2:] == (first, late)


def test_files_that_go_by_the_name_of_another_are_told_apart_by_their_own(tmp_path) -> None:
    """A short file without a name was called as its parent in every legend, and as the world without a programme."""
    late, own, place = tmp_path / "late.yaml", tmp_path / "own.yaml", sim.load(NAMES[0]).complex
    late.write_text(f"extends: {NAMES[0]}\noverride: {{shift: 6}}\n", encoding="utf-8")
    own.write_text(f"extends: {place}/baseline\noverride: {{instruments: {{}}}}\n", encoding="utf-8")
    names = [each.name.ko for each in alternatives([NAMES[0], str(late), str(own)], runs=2)]
    first, base = sim.load(NAMES[0]).name.ko, sim.load(f"{place}/baseline").name.ko
    assert names == [first, f"{first}: late", f"{base}: own"]


@pytest.mark.parametrize(
    ("folders", "said"),
    [
        (("", ""), "stands twice"),
        (("", "luck"), "differ in 'seed'.*: 1, .*: 9"),
        (("", "more"), "differ in 'runs'.*--runs 16"),
    ],
)
def test_results_that_do_not_share_their_luck_are_refused(results: dict[str, str], folders, said: str) -> None:
    with pytest.raises(SandanError, match=said):
        alternatives([results[name] for name in folders])


def test_runs_are_settled_by_the_option_and_folders_take_no_changes(results: dict[str, str]) -> None:
    both = alternatives([results[""], results["more"]], runs=2)
    assert [each.runs for each in both] == [2, 2]
    with pytest.raises(SandanError, match="compared as they ran"):
        alternatives([results[""], results["late"]], overrides=["shift=1"])


def test_a_comparison_is_no_alternative(found: Comparison) -> None:
    with pytest.raises(SandanError, match="holds a comparison"):
        alternatives([str(found.folder), NAMES[0]])


@pytest.mark.parametrize("number", [1, 9])
def test_two_to_eight(number: int) -> None:
    first = sim.load(NAMES[0])
    with pytest.raises(SandanError, match="2 to 8"):
        worlds_to_compare([first.model_copy(update={"key": str(place)}) for place in range(number)])


def test_one_key_twice_is_refused() -> None:
    with pytest.raises(SandanError, match="stands twice"):
        worlds_to_compare([sim.load(NAMES[0])] * 2)
