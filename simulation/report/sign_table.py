"""The sign map from a scenario's name to its folder: table, picture and the lines for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulation.experiments.ensemble import Progress
from simulation.experiments.sign_map import sign_map
from simulation.experiments.worlds import compared
from simulation.outcomes.folder import whole_folder
from simulation.report.series import Setting
from simulation.report.sign_figure import PANELS, sign_figure
from simulation.report.style import number
from simulation.report.tables import Rows, write_csv
from simulation.report.words import say
from simulation.scenario import load

FOLDER = "sign_map"


def write_sign_map(
    name: str, overrides: Sequence[str], runs: int, workers: int | None, out: Path, progress: Progress, language: str
) -> tuple[Path, list[str], Rows]:
    """Compute the map of one scenario and write ``<out>/<scenario>/sign_map``: table and picture.

    Returns:
        The folder, and header and rows of the table by local share and demand gain.

    Raises:
        SandanError: the scenario adds no programme to its baseline.
    """
    scenario = load(name, overrides)
    table = sign_map(compared(name, scenario)[0], scenario, runs, workers=workers, progress=progress)
    world = {**scenario.model_dump(mode="json"), "runs": runs}
    picture = sign_figure(table, scenario, Setting.of(world, runs), language)
    target = out / scenario.key / FOLDER
    with whole_folder(target) as draft:
        write_csv(table, draft / f"{FOLDER}.csv")
        picture.save(draft)
    gains = sorted(table["demand_gain"].unique())
    header = [say("sign_y", language), *(f"{number(100.0 * gain, language)} %" for gain in gains)]
    rows = []
    for alike in sorted(table["alike"].unique()):
        for share in sorted(table["local_share"].unique()):
            cells = table[(table["alike"] == alike) & (table["local_share"] == share)].sort_values("demand_gain")
            jobs = [number(float(value), language) for value in cells["jobs"]]
            rows.append([f"{say(PANELS[float(alike)], language)}, {share:g}", *jobs])
    return target, header, rows
