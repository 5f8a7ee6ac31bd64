"""New figures of the office on an invented complex: kept by month of publication, the newest read, faults named."""

from __future__ import annotations

import sys

import pytest

from simulation import cli
from simulation.catalogue import complex_data
from simulation.catalogue.files import OWN_DATA, looking_in
from simulation.drafts.complex_folder import files_of
from simulation.drafts.record_file import quarters_without_prices, update_record
from simulation.drafts.short_form import EXAMPLE, read_form
from simulation.errors import SandanError, ScenarioError
from simulation.experiments.ensemble import tree_hash

KEY = "ten_firms"
HEAD = "quarter,production,employment,tenants,utilisation"
INDUSTRIES = "quarter,industry,production,employment,utilisation,tenants,operating_firms"


@pytest.fixture
def folder(tmp_path):
    """An own data folder with an invented complex: 300 workers at ten firms, 250 of production, at the end of 2021."""
    where = tmp_path / "own"
    for name, text in files_of(KEY, read_form(EXAMPLE), form_text="", language="en").items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(text, encoding="utf-8")
    with looking_in(where):
        yield where


def written(path, *rows, head=HEAD, encoding="utf-8"):
    path.write_text("\n".join((head, *rows)) + "\n", encoding=encoding)
    return path


def test_the_newest_vintage_of_each_quarter_is_read_and_no_older_one_is_touched(folder, tmp_path):
    before = tree_hash("data")
    first = update_record(
        [written(tmp_path / "a.csv", "2022Q1,240,305,10,77", "2022Q2,260,310,11,79")],
        KEY,
        vintage="2022-08",
        data=folder,
    )
    held = (first / "record_total.csv").read_bytes()
    # The file of November revises the second quarter; it is read with the marks of a Korean office program.
    later = written(tmp_path / "b.csv", "2022Q2,255,309,11,78.5", "2022Q3,270,312,11,80", encoding="utf-8-sig")
    update_record([later], KEY, vintage="2022-11", data=folder)
    data = complex_data(KEY)
    assert data.quarters == ["2021Q4", "2022Q1", "2022Q2", "2022Q3"]
    assert data.record_total["employment"].tolist() == [300, 305, 309, 312]
    assert data.record_total["vintage"].tolist()[1:] == ["2022-08", "2022-11", "2022-11"]
    # The last industry is the rest: 210 of 300 workers made pumps, so 0.7 of 312 do, in whole persons.
    assert data.industry_levels("employment", ["2022Q3"]).tolist() == [[218, 94]]
    assert (first / "record_total.csv").read_bytes() == held
    tree_hash.__globals__["_tree_hash"].cache_clear()
    assert tree_hash("data") != before


def test_a_complex_that_there_is_not_is_named_with_those_there_are(folder, tmp_path):
    with pytest.raises(SandanError, match=f"No complex 'nosuch'; allowed: .*{KEY}"):
        update_record([written(tmp_path / "a.csv", "2022Q1,240,305,10,77")], "nosuch", vintage="2022-05", data=folder)


def test_a_vintage_is_kept_once(folder, tmp_path):
    file = written(tmp_path / "a.csv", "2022Q1,240,305,10,77")
    assert update_record([file], KEY, vintage="2022-05", data=folder) is not None
    assert update_record([file], KEY, vintage="2022-05", data=folder) is None
    other = written(tmp_path / "b.csv", "2022Q1,241,305,10,77")
    with pytest.raises(SandanError, match="held with other figures"):
        update_record([other], KEY, vintage="2022-05", data=folder)
    assert complex_data(KEY).production_total("2022Q1") == 240.0


@pytest.mark.parametrize(
    ("rows", "place", "says"),
    [
        (["2022-1,240,305,10,77"], "2:1: quarter = 2022-1", "2022Q1"),
        (['2022Q1,"2,400",305,10,77'], "2:2: production = 2,400", "without separators"),
        (["2022Q1,240,305.5,10,77"], "2:3: employment = 305.5", "whole number"),
        (["2022Q1,240,305,10,177"], "2:5: utilisation = 177", "up to 100"),
        (["2022Q1,240,305,10,77", "2022Q1,240,305,10,77"], "3:1: quarter = 2022Q1", "Keep one"),
        (["2022Q2,240,305,10,77"], "2:1: quarter = 2022Q2", "2022Q1 is missing"),
        (["2019Q1,240,305,10,77"], "2:1: quarter = 2019Q1", "begins with 2021Q4"),
        (["2022Q1,24000,305,10,77"], "2:2: production = 24000", "96 times 250"),
        (["2022Q1,240,305,10,0.77"], "2:5: utilisation = 0.77", "The unit is percent"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_kept(folder, tmp_path, rows, place, says):
    with pytest.raises(ScenarioError) as told:
        update_record([written(tmp_path / "new.csv", *rows)], KEY, vintage="2022-12", data=folder)
    assert f"new.csv:{place}" in told.value.message("en")
    assert says in told.value.message("en")
    assert told.value.message("ko") != told.value.message("en")
    assert not list(folder.glob("complexes/*/vintages/*"))


def test_a_value_beyond_the_columns_is_named_and_empty_cells_behind_are_nothing(folder, tmp_path):
    """Such a value was passed over: it is what a number with commas in it leaves behind."""
    with pytest.raises(SandanError, match=r"a\.csv:2: there are more cells than the 5 columns .*\(77\)"):
        update_record([written(tmp_path / "a.csv", "2022Q1,2,40,305,10,77")], KEY, vintage="2022-05", data=folder)
    head = "quarter,production,employment,tenants,utilisation,,"
    saved = written(tmp_path / "b.csv", "2022Q1,240,305,10,77,,", ",,,,,,", head=head)
    assert update_record([saved], KEY, vintage="2022-05", data=folder) is not None
    assert complex_data(KEY).production_total("2022Q1") == 240.0


def test_a_quarter_that_had_not_ended_cannot_have_been_published(folder, tmp_path):
    with pytest.raises(ScenarioError, match="had not ended by 2022-03"):
        update_record([written(tmp_path / "a.csv", "2022Q1,240,305,10,77")], KEY, vintage="2022-03", data=folder)


def test_whole_and_industries_belong_together(folder, tmp_path):
    own = folder / "complexes" / KEY / "record_industry.csv"
    written(own, "2021Q4,pumps,170,210,78,6,6", head=INDUSTRIES)
    total = written(tmp_path / "a.csv", "2022Q1,240,305,10,77")
    with pytest.raises(SandanError, match="2022Q1: the whole and its 1 industries belong together"):
        update_record([total], KEY, vintage="2022-05", data=folder)
    over = written(tmp_path / "b.csv", "2022Q1,pumps,,306,77,6,6", head=INDUSTRIES)
    with pytest.raises(SandanError, match="employment: the industries add to more than the total of 305"):
        update_record([total, over], KEY, vintage="2022-05", data=folder)
    split = written(tmp_path / "c.csv", "2022Q1,pumps,,215,77,6,6", head=INDUSTRIES)
    update_record([total, split], KEY, vintage="2022-05", data=folder)
    data = complex_data(KEY)
    assert data.industry_levels("employment", ["2022Q1"]).tolist() == [[215, 90]]
    # Production of the industry is masked: the rest stays at 80, and pumps are what remains of 240.
    assert data.production_levels(["2022Q1"])[0].tolist() == [[160, 80]]


def test_a_quarter_without_prices_is_compared_with_and_not_started_from(folder, tmp_path):
    quarters = [f"{year}Q{part}" for year in (2022, 2023) for part in (1, 2, 3, 4)] + ["2024Q1"]
    file = written(tmp_path / "a.csv", *(f"{quarter},250,300,10,78" for quarter in quarters))
    update_record([file], KEY, vintage="2024-05", data=folder)
    assert quarters_without_prices(KEY) == ["2024Q1"]
    assert complex_data(KEY).quarters[-1] == "2023Q4"
    assert complex_data(KEY).record_total.loc["2024Q1", "employment"] == 300


def test_the_command_adds_and_says_where(folder, tmp_path, monkeypatch, capsys):
    file = written(tmp_path / "a.csv", "2022Q1,240,305,10,77")
    monkeypatch.setenv(OWN_DATA, str(folder))
    words = ["--lang", "en", "--data", str(folder), "update", str(file), "--complex", KEY, "--vintage", "2022-05"]
    monkeypatch.setattr(sys, "argv", ["sandan", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    assert "Added: " in capsys.readouterr().out
    assert (folder / "complexes" / KEY / "vintages" / "2022-05" / "record_total.csv").is_file()
