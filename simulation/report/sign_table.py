"""The folder of a sign map: table, picture and the lines for the terminal."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from simulation.experiments.sign_map import turning_gain
from simulation.outcomes.folder import whole_folder
from simulation.report.series import Setting
from simulation.report.sign_figure import PANELS, sign_figure
from simulation.report.style import number
from simulation.report.tables import Rows
from simulation.report.words import say
from simulation.scenario import Scenario

FOLDER = "sign_map"


def save_sign_map(
    table: pd.DataFrame, scenario: Scenario, *, runs: int, out: Path, language: str
) -> tuple[Path, list[str], Rows]:
    """Write ``<out>/<scenario>/sign_map``: table and picture.

    Args:
        table: rows of :func:`simulation.experiments.sign_map.sign_map`.
        scenario: the world with the programme.
        runs: runs a cell.
        out: folder of results.
        language: ``ko`` or ``en``.

    Returns:
        The folder, and header and rows of the table by local share and demand gain; last the gain at which net jobs
        turn positive.
    """
    world = {**scenario.model_dump(mode="json"), "runs": runs}
    picture = sign_figure(table, scenario, setting=Setting.of(world, runs), language=language)
    target = out / scenario.key / FOLDER
    with whole_folder(target) as draft:
        picture.save(draft)
    gains = sorted(table["demand_gain"].unique())
    header = [say("sign_y", language), *(f"{number(100.0 * gain, language)} %" for gain in gains)]
    header.append(say("sign_turns", language))
    rows = []
    for alike in sorted(table["alike"].unique()):
        for share in sorted(table["local_share"].unique()):
            cells = table[(table["alike"] == alike) & (table["local_share"] == share)].sort_values("demand_gain")
            jobs = [number(float(value), language) for value in cells["jobs"]]
            turn = 100.0 * turning_gain(table, share, alike=alike)
            turns = "-" if np.isnan(turn) else f"{number(turn, language, decimals=1)} %"
            rows.append([f"{say(PANELS[float(alike)], language)}, {share:g}", *jobs, turns])
    return target, header, rows
