"""Worlds without the programme beyond those of the runs: what the probability of a level is learned from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from simulation.arrays import Table
from simulation.catalogue import parameters_for
from simulation.experiments.crew import Workers
from simulation.experiments.design import draw_parameters, learned_draw
from simulation.experiments.ensemble import over_seeds, run_key
from simulation.experiments.pair import baseline_of, draw_for, first_world, seed_of, simulate
from simulation.experiments.parts import read_sealed, write_sealed
from simulation.outcomes.draw_probability import MoreWorlds
from simulation.outcomes.full_size import series_at_full_size
from simulation.outcomes.path_probability import FEWEST_RUNS
from simulation.outcomes.targets import of_one_world, target_readings
from simulation.scenario import Scenario
from simulation.units import Month

WORLDS = 128
"""Worlds beyond the runs: with sixteen, eighteen blocks in which every parameter meets each eighth of its range."""
DRAWS = 5000


def worlds_wanted(main: Scenario, targets: Sequence[str]) -> int:
    """How many worlds beyond the runs some targets ask of a scenario: none where no reading is of one world."""
    last = Month.parse(main.end)
    asked = any(of_one_world(row) and int(row["at"]) <= last.year for row in target_readings(targets))
    return WORLDS if asked and main.runs >= FEWEST_RUNS else 0


def more_worlds(
    worlds: Sequence[Scenario], number: int, *, workers: Workers = None, folder: Path | None = None
) -> MoreWorlds | None:
    """Run the world without the programme for further seeds, each with its own draw and outside path.

    Args:
        worlds: resolved scenarios of a result, the scenario of interest last.
        number: worlds beyond the runs; None is given for none of them, or where there is no world without.
        workers: processes, or a crew; all cores when missing.
        folder: where finished worlds are kept, so that an interrupted run goes on where it was.
    """
    baseline, main = baseline_of(worlds), worlds[-1]
    if number == 0 or baseline is None or baseline is main:
        return None
    needed = tuple(dict.fromkeys((first_world(worlds).key, baseline.key)))
    kept = None if folder is None else folder / run_key([world for world in worlds if world.key in needed])
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
    work = partial(_totals, worlds=tuple(worlds), parts=kept)
    found = over_seeds(work, number, workers=workers)
    runs = main.runs
    draws = [draw_for(main, run) for run in range(runs + number)]
    names = tuple(draws[0])
    return MoreWorlds(
        {name: np.stack([each[name] for each in found]) for name in found[0]},
        names,
        np.array([[draw[name] for name in names] for draw in draws]),
        partial(_drawn, main),
    )


def _totals(place: int, *, worlds: tuple[Scenario, ...], parts: Path | None) -> dict[str, Table]:
    """Totals of the complex by variable and month in one further world without the programme."""
    run = worlds[-1].runs + place
    path = None if parts is None else parts / f"totals-{run:05d}.npz"
    packed = None if path is None else read_sealed(path)
    if packed is not None:
        with np.load(io.BytesIO(packed)) as stored:
            return {name: stored[name] for name in stored.files}
    lead, baseline = first_world(worlds), baseline_of(worlds)
    assert baseline is not None
    world = simulate(lead, seed_of(lead, run), draw=draw_for(lead, run), first=None)
    if baseline is not lead:
        world = simulate(baseline, world.seed_number, draw=world.value, first=world)
    cells = series_at_full_size(world.recorder.arrays(), world.scale)
    found = {name: np.asarray(cell.reshape(cell.shape[0], -1).sum(axis=1)) for name, cell in cells.items()}
    if path is not None:
        held = io.BytesIO()
        np.savez(held, **found)  # type: ignore[arg-type]
        write_sealed(path, held.getvalue())
    return found


def _drawn(main: Scenario, names: Sequence[str]) -> Table:
    """Many draws of some parameters, as runs of the scenario would take them: (draw, parameter)."""
    known = {name: parameters_for(main.complex)[name] for name in names}
    rows = []
    for run in range(DRAWS):
        drawn = draw_parameters(known, main.seed, run=run)
        if main.parameter_layer == "posterior":
            drawn |= learned_draw(main.complex, main.seed, run=run)
        rows.append([drawn[name] for name in names])
    return np.array(rows).reshape(DRAWS, len(names))
