"""Lines under the key results: outlook, what the bands hold, the employment test, targets, accounting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import xarray as xr

from simulation.experiments.pair import HISTORY
from simulation.report.backtest import WINDOWS, fixed_jobs, scores, testable
from simulation.report.series import Setting, quarterly
from simulation.report.targets import row_name
from simulation.report.targets import testable as judged
from simulation.report.words import name_of, outlook_name, say


def remarks(
    series: xr.Dataset, setting: Setting, manifest: Mapping[str, Any], targets: pd.DataFrame | None, language: str
) -> list[str]:
    """What a reader of the key results must know, one line each."""
    outlook = outlook_name(setting.outlook, language)
    lines = [
        say("remark_outlook", language, outlook=outlook, runs=setting.runs),
        setting.band_note(language, outer=False),
    ]
    if testable(series, setting):
        lines.append(say("given_note", language))
        lines += _test_lines(series, setting, language)
    if targets is not None:
        rows = [{str(key): value for key, value in row.items()} for row in targets.to_dict("records")]
        lines += [_target_line(row, outlook, language) for row in rows if judged(row)]
    residual = float(manifest["worst_identity_residual"]["all"])
    lines.append(say("remark_residual", language, residual=residual))
    lines.append(name_of("note.disclaimer", language))
    return lines


def _test_lines(series: xr.Dataset, setting: Setting, language: str) -> list[str]:
    """One line for each window of the employment test."""
    totals = quarterly(series, "employment")
    keys = [str(key) for key in series["scenario"].to_numpy()]
    world = next((key for key in keys if key.endswith(HISTORY)), keys[0])
    lines = []
    for first, last in WINDOWS:
        window, rival = fixed_jobs(setting.complex, first, last)
        record = setting.complex.record_total.loc[window, "employment"].to_numpy(dtype=float) * setting.scale
        found = scores(totals.sel(scenario=world, quarter=window).to_numpy(), rival * setting.scale, record)
        error = say("error", language, model=f"{found['model']:.1f}", rival=f"{found['rival']:.1f}")
        inside = say("inside", language, inside=int(found["inside"]), all=int(found["all"]))
        lines.append(say("remark_test", language, first=first, last=last, error=error, inside=inside))
    return lines


def _target_line(row: dict[str, Any], outlook: str, language: str) -> str:
    """Probability of one reading with its interval and the one without the programme, under its outlook."""
    percents = {key: 100.0 * float(row[key]) for key in ("probability", "low", "high", "probability_without")}
    return say("remark_target", language, name=row_name(row, language, wrapped=False), outlook=outlook, **percents)
