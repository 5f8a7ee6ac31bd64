"""A forecast held against what came."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from simulation.errors import SandanError
from simulation.outcomes.forecast_scores import read_forecast, read_record, score_forecast, score_means

HEADER = "variable,industry,quarter,mean,q025,q10,q25,q50,q75,q90,q975\n"
MEASURES = ("employment", "utilisation_pct")


def _files(folder: Path, record: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    (folder / "f.csv").write_text(
        HEADER
        + "employment,total,2030Q1,100,80,90,95,100,105,110,120\n"
        + "employment,steel,2030Q1,10,8,9,9.5,10,10.5,11,12\n"
        + "utilisation_pct,total,2030Q1,80,70,75,78,80,82,85,90\n"
    )
    (folder / "r.csv").write_text(record)
    return read_forecast(folder / "f.csv"), read_record(folder / "r.csv", MEASURES)


def test_errors_are_percent_of_what_came_and_points_for_rates(tmp_path: Path) -> None:
    forecast, record = _files(tmp_path, "quarter,employment,utilisation_pct\n2030Q1,125,83\n2030Q2,99,80\n")
    scores = score_forecast(forecast, record).set_index("variable")
    assert scores.loc["employment", "error"] == pytest.approx(-20.0)
    assert scores.loc["utilisation_pct", "error"] == pytest.approx(-3.0)
    assert scores.loc["utilisation_pct", ["in_50", "in_80", "in_95"]].tolist() == [0.0, 1.0, 1.0]
    assert scores.loc["employment", ["in_50", "in_80", "in_95"]].tolist() == [0.0, 0.0, 0.0]
    assert len(scores) == 2


def test_a_record_by_industry_meets_the_rows_of_that_industry(tmp_path: Path) -> None:
    forecast, record = _files(tmp_path, "quarter,industry,employment\n2030Q1,steel,10\n")
    means = score_means(score_forecast(forecast, record))
    assert means.loc[0, "industry"] == "steel"
    assert means.loc[0, ["mae", "cover_50"]].tolist() == [0.0, 100.0]


@pytest.mark.parametrize("text", ["employment\n3\n", "quarter,jobs\n2030Q1,3\n", ""])
def test_a_record_that_cannot_be_scored_is_refused_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.csv").write_text(text)
    with pytest.raises(SandanError):
        read_record(tmp_path / "r.csv", MEASURES)
