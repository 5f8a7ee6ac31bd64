"""Where the sign of the job effect turns: net regional jobs over the demand gain and the share taken from local rivals.

The same firm-level evidence is consistent with more and with fewer jobs in the region, since rivals may lose what
treated firms win, and it matters who they are: an anchor needs far fewer people for a won of sales. Each cell pairs the
programme with the same world in which the steps of the supported firms have no effect, so that spending, imitation and
luck are in both. All other parameters stand at their centre.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import product

import numpy as np
import pandas as pd

from simulation.arrays import Column
from simulation.catalogue.areas import REGION
from simulation.experiments.crew import Workers
from simulation.experiments.ensemble import over_seeds
from simulation.experiments.pair import seed_of
from simulation.experiments.twins import areas, supported_firms
from simulation.model import Complex
from simulation.outcomes.full_size import at_full_size
from simulation.scenario import Scenario
from simulation.units import EOK, MONTHS_A_YEAR

Cell = tuple[float, float, float]
DEMAND_GAINS = (0.0, 0.02, 0.04, 0.08, 0.16, 0.24)
LOCAL_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
ALIKE = (0.0, 1.0)
"""Who loses: all firms of the industry by their sales, or only those of the winner's kind (anchor or not)."""
MEASURES = ("jobs", "output")


def sign_map(
    baseline: Scenario,
    scenario: Scenario,
    *,
    runs: int,
    gains: Sequence[float] = DEMAND_GAINS,
    shares: Sequence[float] = LOCAL_SHARES,
    alike: Sequence[float] = ALIKE,
    workers: Workers = None,
) -> pd.DataFrame:
    """Net effect of the supported firms' steps on the region, on a grid.

    Args:
        baseline: the world without the programme; says which instruments are the programme's own.
        scenario: the world with it.
        runs: seeds a cell.
        gains: effect on output of the treated as the studies measure it (``technology.demand_gain``, share).
        shares: part of a gain taken from local firms of the industry (``displacement.local``, share).
        alike: part of local displacement that falls on firms of the winner's kind (``displacement.alike``, share).
        workers: processes, or a :class:`Crew`; all cores when missing.

    Returns:
        Columns alike, demand_gain, local_share, runs, supported (mean number of firms), jobs (persons, mean of the last
        twelve months), jobs_low and jobs_high (smallest and largest run), jobs_percent (of the supported firms' own),
        output (억원 in the last twelve months) and output_percent.
    """
    cells = list(product(alike, gains, shares))
    found = over_seeds(partial(_one_seed, baseline=baseline, scenario=scenario, cells=cells), runs, workers=workers)
    return _table(cells, np.stack(found))


def _one_seed(run: int, *, baseline: Scenario, scenario: Scenario, cells: Sequence[Cell]) -> Column:
    """Supported firms, effect and own level of every cell for one seed: (cell, 1 + 2 measures)."""
    seed = seed_of(scenario, run)
    lead: Complex | None = None
    rows = []
    for alike, gain, share in cells:
        draw = {"technology.demand_gain": gain, "displacement.local": share, "displacement.alike": alike}
        if lead is None:
            acting = lead = Complex(scenario, seed, draw)
        else:
            acting = Complex(scenario, seed, draw, outside=lead.outside.settled(), start=lead.start)
        acting.run()
        supported = supported_firms(baseline, acting)
        muted = Complex(scenario, seed, draw, None, lead.outside.settled(), lead.start, None, supported)
        muted.run()
        without = areas(muted)
        effect = {name: values - without[name] for name, values in areas(acting).items()}
        own = {"jobs": muted.history.labour, "output": muted.history.output / EOK}
        row = [float(supported.sum())]
        for name in MEASURES:
            row += [_last_year(name, effect[name][:, REGION]), _last_year(name, own[name][:, supported])]
        rows.append(row)
    return at_full_size(np.array(rows), scenario.scale)


def _last_year(measure: str, monthly: Column) -> float:
    total = float(monthly[-MONTHS_A_YEAR:].sum())
    return total / MONTHS_A_YEAR if measure == "jobs" else total


def _table(cells: Sequence[Cell], found: Column) -> pd.DataFrame:
    """Means over seeds; percents are of totals over seeds."""
    rows = []
    for place, (alike, gain, share) in enumerate(cells):
        supported, jobs, own_jobs, output, own_output = found[:, place].T
        rows.append(
            {
                "alike": alike,
                "demand_gain": gain,
                "local_share": share,
                "runs": found.shape[0],
                "supported": float(supported.mean()),
                "jobs": float(jobs.mean()),
                "jobs_low": float(jobs.min()),
                "jobs_high": float(jobs.max()),
                "jobs_percent": 100.0 * float(jobs.sum() / max(own_jobs.sum(), 1e-9)),
                "output": float(output.mean()),
                "output_percent": 100.0 * float(output.sum() / max(own_output.sum(), 1e-9)),
            }
        )
    return pd.DataFrame(rows)


def turning_gain(table: pd.DataFrame, share: float, *, alike: float) -> float:
    """Demand gain at which net jobs turn positive at one local share, by interpolation; nan where they never do."""
    here = np.isclose(table["local_share"], share) & np.isclose(table["alike"], alike)
    column = table[here].sort_values("demand_gain")
    gain, jobs = column["demand_gain"].to_numpy(dtype=float), column["jobs"].to_numpy(dtype=float)
    for place in range(1, gain.size):
        if jobs[place - 1] < 0.0 <= jobs[place]:
            part = -jobs[place - 1] / (jobs[place] - jobs[place - 1])
            return float(gain[place - 1] + part * (gain[place] - gain[place - 1]))
    return float("nan")
