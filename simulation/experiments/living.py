"""What living conditions do for jobs: an allowance for the way to work, and homes, found and not set.

Two questions that studies answer badly. An allowance: how many more of the people hired stay a year, over the
elasticity of quits, beside what a comparison of recipients and others printed. Homes in the complex: how many more
jobs are filled, over the share of latent posts. Every cell pairs worlds of one seed that differ in the instrument
alone; all other parameters stand at their centre, and the outside world is that of the seed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from simulation.arrays import Column
from simulation.catalogue import parameters, table
from simulation.experiments.crew import Workers
from simulation.experiments.ensemble import over_seeds
from simulation.experiments.pair import seed_of
from simulation.model import Complex
from simulation.outcomes.full_size import at_full_size
from simulation.policy.commuting_support import CommutingSupport
from simulation.policy.specification import Specification
from simulation.policy.worker_housing import WorkerHousing
from simulation.scenario import Scenario
from simulation.start.people import LARGE_CLASS
from simulation.units import MONTHS_A_YEAR, Month

YOUNG = 35
"""Age in years under which the allowance of the study was paid."""
ENOUGH = 1e5
"""Budget of a year that pays everybody an allowance (억원)."""
WARM_UP = 3
"""Months before those hired are followed."""
HOMES_SHARE = 0.02
"""Homes built, as a share of the jobs of the complex: a programme of some size."""
HOMES_OPEN, HOMES_WATCHED = 12, 24
COST_OF_A_HOME = 1.5
"""억원; only what is bought with it depends on it."""
ELASTICITY, LATENT = "labour.quit_elasticity", "labour.latent_posts"
ASSUMED = {"source": "judgement", "status": "assumed", "stage": "outturn", "sources": {"state": 1.0}}


def study_value(item: str) -> float:
    """A printed number of the study (table ``commuting_study``)."""
    rows = table("commuting_study")
    return float(rows.loc[rows["item"] == item, "value"].to_numpy(float)[0])


def over_prior(key: str) -> list[float]:
    """Lowest, central and highest value of a parameter."""
    known = parameters()[key]
    return [float(known.low or known.value), known.value, float(known.high or known.value)]


def living_conditions(baseline: Scenario, runs: int, *, workers: Workers = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables for one complex.

    Args:
        baseline: the world without programmes; its start and complex are used.
        runs: seeds a cell.
        workers: processes, or a :class:`Crew`; all cores when missing.

    Returns:
        Retention: quit_elasticity, runs, without and with the allowance and difference (percent of people under 35
        hired by firms under 300 workers who are there after a year; difference with its smallest and largest run).
        Homes: latent_posts (percent), runs, homes, moved_in (persons), jobs, jobs_low, jobs_high, jobs_per_100_homes.
    """
    found = over_seeds(partial(_one_seed, baseline), runs, workers=workers)
    return _retention(np.stack([each[0] for each in found])), _homes(np.stack([each[1] for each in found]))


def _one_seed(baseline: Scenario, run: int) -> tuple[Column, Column]:
    seed = seed_of(baseline, run)
    kept = [_kept(baseline, seed, elasticity=elasticity) for elasticity in over_prior(ELASTICITY)]
    filled = [_filled(baseline, seed, latent=latent) for latent in over_prior(LATENT)]
    return np.array(kept), np.array(filled)


def _world(
    baseline: Scenario, months: int, *, extra: Mapping[str, Specification], held: Mapping[str, float]
) -> Scenario:
    end = str(Month.parse(baseline.start) + months)
    return baseline.model_copy(
        update={
            "end": end,
            "outlook": "announced",
            "instruments": {**baseline.instruments, **extra},
            "parameters": {**baseline.parameters, **held},
        }
    )


def _kept(baseline: Scenario, seed: int, *, elasticity: float) -> tuple[float, float]:
    """Share of the young newly hired by smaller firms who are still there after a year, without and with."""
    years = range(Month.parse(baseline.start).year, Month.parse(baseline.start).year + 4)
    allowance = CommutingSupport.model_validate(
        {
            "kind": "commuting_support",
            "amount": study_value("allowance"),
            "budget": dict.fromkeys(years, ENOUGH),
            **ASSUMED,
        }
    )
    shares = []
    for extra in ({}, {"allowance": allowance}):
        world = _world(baseline, WARM_UP + MONTHS_A_YEAR, extra=extra, held={ELASTICITY: elasticity})
        model = Complex(world, seed)
        for _ in range(WARM_UP):
            model.step()
        people, small = model.people, model.firms.size_class < LARGE_CLASS
        young = (model.step_index - people.born) < MONTHS_A_YEAR * YOUNG
        new = (people.employer >= 0) & (people.tenure <= 1) & young & small[np.maximum(people.employer, 0)]
        who, where = np.flatnonzero(new), people.employer[new].copy()
        names = people.identifier[new].copy()
        model.run()
        there = (people.employer[who] == where) & (people.identifier[who] == names)
        shares.append(100.0 * float(there.mean()))
    return shares[0], shares[1]


def _filled(baseline: Scenario, seed: int, *, latent: float) -> tuple[float, float, float]:
    """Homes, people who moved into them, and jobs gained, at the end of the time watched."""
    worlds: list[Complex] = []
    start = Month.parse(baseline.start)
    homes = 0
    for with_homes in (False, True):
        extra: dict[str, Specification] = {}
        if with_homes:
            homes = round(HOMES_SHARE * float(worlds[0].start.firms.employees.sum()) / worlds[0].scale)
            extra["homes"] = WorkerHousing.model_validate(
                {
                    "kind": "worker_housing",
                    "units": homes,
                    "cost": COST_OF_A_HOME,
                    "opens": str(start + HOMES_OPEN),
                    "budget": {(start + 1).year: homes * COST_OF_A_HOME},
                    **ASSUMED,
                }
            )
        model = Complex(_world(baseline, HOMES_OPEN + HOMES_WATCHED, extra=extra, held={LATENT: latent}), seed)
        model.run()
        worlds.append(model)
    living = [int((model.people.residence == model.places.housing).sum()) for model in worlds]
    jobs = [int(model.firms.employees.sum()) for model in worlds]
    moved, gained = at_full_size(np.array([living[1] - living[0], jobs[1] - jobs[0]], dtype=float), worlds[0].scale)
    return float(homes), float(moved), float(gained)


def _retention(found: Column) -> pd.DataFrame:
    """Means over seeds of (seed, cell, without and with)."""
    difference = found[:, :, 1] - found[:, :, 0]
    return pd.DataFrame(
        {
            "quit_elasticity": over_prior(ELASTICITY),
            "runs": found.shape[0],
            "without": found[:, :, 0].mean(axis=0),
            "with": found[:, :, 1].mean(axis=0),
            "difference": difference.mean(axis=0),
            "difference_low": difference.min(axis=0),
            "difference_high": difference.max(axis=0),
        }
    )


def _homes(found: Column) -> pd.DataFrame:
    """Means over seeds of (seed, cell, homes and people moved in and jobs)."""
    jobs = found[:, :, 2]
    return pd.DataFrame(
        {
            "latent_posts": over_prior(LATENT),
            "runs": found.shape[0],
            "homes": found[:, :, 0].mean(axis=0),
            "moved_in": found[:, :, 1].mean(axis=0),
            "jobs": jobs.mean(axis=0),
            "jobs_low": jobs.min(axis=0),
            "jobs_high": jobs.max(axis=0),
            "jobs_per_100_homes": 100.0 * jobs.mean(axis=0) / np.maximum(found[:, :, 0].mean(axis=0), 1.0),
        }
    )


def answers(retention: pd.DataFrame, homes: pd.DataFrame) -> Sequence[tuple[float, ...]]:
    """Numbers for the sentences: retention at the centre with its range and the study's; jobs a hundred homes."""
    study = study_value("difference_to_others")
    kept, per_home = retention["difference"].tolist(), homes["jobs_per_100_homes"].tolist()
    return (kept[1], min(kept), max(kept), study), (per_home[1], min(per_home), max(per_home))
