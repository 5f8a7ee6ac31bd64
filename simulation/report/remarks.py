"""Lines under the key results: outlook, what the bands hold, the employment test, targets, accounting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import xarray as xr

from simulation.catalogue import name_of
from simulation.experiments.manifest import main_of
from simulation.report.backtest import WINDOWS, fixed_jobs, scores, testable
from simulation.report.premises import premises_of
from simulation.report.series import Setting, quarterly
from simulation.report.targets import row_name
from simulation.report.targets import testable as judged
from simulation.report.words import outlook_name, say
from simulation.scenario import HISTORY
from simulation.scenario.idle import idle_remarks

READINGS_EACH = 3
"""Readings of a target up to which each has a line of its own."""


def remarks(
    series: xr.Dataset, setting: Setting, *, manifest: Mapping[str, Any], targets: pd.DataFrame | None, language: str
) -> list[str]:
    """What a reader of the key results must know, one line each."""
    outlook = outlook_name(setting.outlook, language)
    lines = [say("remark_outlook", language, outlook=outlook, runs=setting.runs), setting.band_note(language)]
    if setting.scale != 1.0:
        lines.append(setting.scale_note(language))
    main = main_of(manifest)
    lines += [remark.in_language(language) for remark in (*idle_remarks(main), *premises_of(main))]
    if testable(series, setting):
        lines.append(say("given_note", language))
        lines += _test_lines(series, setting, language=language)
    if targets is not None:
        rows = [{str(key): value for key, value in row.items()} for row in targets.to_dict("records")]
        lines += target_lines([row for row in rows if judged(row)], outlook, language=language)
    lines += _layer_lines(manifest, language)
    residual = float(manifest["worst_identity_residual"]["all"])
    lines.append(say("remark_residual", language, residual=residual))
    lines.append(name_of("note.disclaimer", language))
    return lines


def _test_lines(series: xr.Dataset, setting: Setting, *, language: str) -> list[str]:
    """One line for each window of the employment test."""
    totals = quarterly(series, "employment")
    keys = [str(key) for key in series["scenario"].to_numpy()]
    world = next((key for key in keys if key.endswith(HISTORY)), keys[0])
    lines = []
    for first, last in WINDOWS:
        window, rival = fixed_jobs(setting.complex, first, last=last)
        record = setting.complex.record_total.loc[window, "employment"].to_numpy(dtype=float)
        found = scores(totals.sel(scenario=world, quarter=window).to_numpy(), rival, record=record)
        error = say("error", language, model=f"{found['model']:.1f}", rival=f"{found['rival']:.1f}")
        inside = say("inside", language, inside=int(found["inside"]), all=int(found["all"]))
        lines.append(say("remark_test", language, first=first, last=last, error=error, inside=inside))
    return lines


def _layer_lines(manifest: Mapping[str, Any], language: str) -> list[str]:
    """Share of the variance by layer, one line for each measure of the level and of the effect."""
    lines = []
    for measured, shares in manifest["variance_shares"].items():
        kind, variable = measured.split(".")
        listed = ", ".join(
            f"{name_of(f'uncertainty.{layer}', language)} {100.0 * share:.0f} %" for layer, share in shares.items()
        )
        name = f"{name_of(f'variable.{variable}', language)}, {say(f'layer_{kind}', language)}"
        lines.append(say("remark_layers", language, name=name, listed=listed, draws=manifest["layer_draws"]))
    return lines


def target_lines(rows: list[dict[str, Any]], outlook: str, *, language: str, where: str = "targets.csv") -> list[str]:
    """Probability of each target with its interval and the one without; many readings of one share a line.

    Args:
        rows: of the targets that could be judged.
        outlook: under which they were, as titles say it.
        language: ``ko`` or ``en``.
        where: where each reading stands: a file, or a section of the page.
    """
    lines = []
    for key in dict.fromkeys(row["target"] for row in rows):
        own = [row for row in rows if row["target"] == key]
        if len(own) > READINGS_EACH:
            percents = [100.0 * float(row["probability"]) for row in own]
            span = ("~" if language == "ko" else " to ").join(
                dict.fromkeys(f"{percent:.0f}" for percent in (min(percents), max(percents)))
            )
            name = own[0][f"name_{language}"]
            lines.append(
                say("remark_readings", language, name=name, n=len(own), span=span, outlook=outlook, where=where)
            )
            continue
        for row in own:
            shown = {name: 100.0 * float(row[name]) for name in ("probability", "low", "high", "probability_without")}
            name = row_name(row, language, wrapped=False)
            lines.append(say("remark_target", language, name=name, outlook=outlook, **shown))
    return lines
