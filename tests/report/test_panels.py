"""Pictures of many panels: what they show is what the series hold, and what their titles say is what they show."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from simulation.report.panels.film_strip import jobs_by_cell, strip_finding
from simulation.report.panels.groups import groups_finding, paired_by_group
from simulation.report.panels.kinds import levels_finding, lost_finding, tenants_finding
from simulation.report.panels.people_flows import flows, flows_finding
from simulation.report.panels.shared import shown_members
from simulation.report.panels.sketches import panel_sketches
from simulation.report.series import Setting
from tests.report.conftest import INDUSTRIES, WORLDS


@pytest.fixture
def made(series: xr.Dataset) -> xr.Dataset:
    """A copy that a test may change."""
    return series.copy(deep=True)


def test_the_difference_of_a_group_is_paired_run_by_run(series: xr.Dataset) -> None:
    quarters, found = paired_by_group(series, "industry", shown=["steel"], worlds=WORLDS)
    jobs = series["employment"].sel(industry="steel").sum("size_class")
    ends = (jobs.sel(scenario=WORLDS[0]) - jobs.sel(scenario=WORLDS[1])).isel(month=slice(2, None, 3))
    assert len(quarters) == found["employment", "steel"].shape[1]
    aligned = ends if series["month"].dt.month[0] % 3 == 1 else None
    assert aligned is not None
    np.testing.assert_allclose(found["employment", "steel"], aligned.to_numpy())


@pytest.mark.parametrize(
    ("steel", "machinery", "said"),
    [
        ([5.0] * 12, [-3.0] * 12, "By industry, jobs rise most in steel (5) and fall most in machinery (3)"),
        ([5.0] * 12, [-3.0] * 6 + [3.0] * 6, "By industry, jobs rise most in steel (5)"),
        ([0.0] * 12, [-3.0] * 12, "By industry, jobs fall most in machinery (3)"),
        ([-1.0, 2.0] * 6, [2.0, -1.0] * 6, "By industry, no difference in jobs can be told from zero"),
    ],
)
def test_a_title_counts_only_what_its_band_tells_from_zero(
    steel: list[float], machinery: list[float], said: str
) -> None:
    ends = {"steel": np.array(steel), "machinery": np.array(machinery)}
    assert groups_finding(ends, "industry", language="en") == said


def test_flows_of_people_add_up_to_the_change_in_jobs(series: xr.Dataset) -> None:
    years, own = flows(series, WORLDS[0])
    np.testing.assert_allclose(own["came"] + own["left"] + own["retired"], own["net"])
    whole = [int(year) for year in years]
    of_year = series.sel(scenario=WORLDS[0], month=series["month"].dt.year == whole[-1])
    inside = of_year["hires"].sum(["industry", "size_class", "month"]) - of_year["moves_between_firms"].sum("month")
    np.testing.assert_allclose(own["came"][:, -1], inside)
    came, net = np.median(own["came"][:, -1]), np.median(own["net"][:, -1])
    assert flows_finding(years, own, language="en") == (
        f"In {whole[-1]}, {came:,.0f} people came and {came - net:,.0f} left: {net:,.0f} more are employed"
    )


def test_cells_of_fewer_than_three_firms_are_not_shown(made: xr.Dataset) -> None:
    made["tenants"].loc[{"industry": "steel", "size_class": "workers_300_plus"}] = 2.0
    cells = jobs_by_cell(made)
    hidden = np.isnan(cells).all("year")
    assert bool(hidden.sel(industry="steel", size_class="workers_300_plus"))
    assert int(hidden.sum()) == 1
    assert shown_members(made, "industry")[1] == []
    made["tenants"].loc[{"industry": "steel"}] = 0.5
    assert shown_members(made, "industry") == ([key for key in INDUSTRIES if key != "steel"], ["steel"])


def test_the_film_strip_names_the_cells_that_change_most(made: xr.Dataset) -> None:
    cells = jobs_by_cell(made).copy()
    cells[:] = 10.0
    assert strip_finding(cells, "en").endswith("jobs do not change in any cell")
    cells.isel(year=-1).loc[{"industry": "steel", "size_class": "workers_lt_50"}] = 4.0
    assert strip_finding(cells, "en").endswith("jobs fall most in steel, under 50 workers (6)")
    cells.isel(year=-1).loc[{"industry": "machinery", "size_class": "workers_50_99"}] = 12.0
    assert "jobs rise most in machinery, 50-99 workers (2) and fall most in steel" in strip_finding(cells, "en")


def test_titles_of_levels_come_from_the_last_month(made: xr.Dataset) -> None:
    made["adopters_by_level"][:] = np.array([[90.0, 30.0, 0.0, 0.0], [40.0, 10.0, 0.0, 0.0]])[:, None, None, :]
    assert "120 firms have adopted, 70 more than without; 75 % of them at level basic" in levels_finding(
        made, WORLDS[1], language="en"
    )
    made["tenants"][:] = 10.0
    assert tenants_finding(made, list(INDUSTRIES), language="en").endswith("tenants stay at 200")
    made["tenants"].isel(month=-1, scenario=0).loc[{"industry": "steel"}] = 8.0
    assert tenants_finding(made, list(INDUSTRIES), language="en").endswith(
        "tenants fall by 8 to 192, most in steel (8)"
    )
    made["output_lost_to_labour"][:] = np.array([3.0, 1.0, 0.0, 0.0])
    said = lost_finding(made, "en")
    assert "4.8 billion KRW of output is lost for want of hands, 75 % of it for production workers" in said


def test_what_is_the_same_in_both_worlds_is_left_out_with_a_reason(made: xr.Dataset, setting: Setting) -> None:
    for name in ("employment", "value_added"):
        made[name][0] = made[name][1]
    made["output_lost_to_labour"][:] = 0.0
    sketched = panel_sketches(made, setting, baseline=WORLDS[1])
    left_out = {name for name, sketch in sketched.items() if sketch.lacking is not None}
    assert left_out == {"groups_industry", "groups_size_class", "kinds_output_lost_to_labour"}
    assert not {"groups_industry", "groups_size_class"} & set(panel_sketches(made, setting, baseline=None))


def test_what_is_drawn_is_saved_beside_the_picture(series: xr.Dataset, setting: Setting, tmp_path) -> None:
    picture = panel_sketches(series, setting, baseline=WORLDS[1])["people_flows"].draw(language="en")
    picture.save(tmp_path)
    table = pd.read_csv(tmp_path / "people_flows.csv", encoding="utf-8-sig")
    years, own = flows(series, WORLDS[0])
    row = table[(table["world"] == "flows_level") & (table["flow"] == "came") & (table["when"] == int(years[-1]))]
    assert float(row["q50"].iloc[0]) == pytest.approx(np.median(own["came"][:, -1]))
