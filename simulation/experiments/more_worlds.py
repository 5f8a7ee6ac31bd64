"""Worlds without the programme beyond those of the runs: what the probability of a level is learned from."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache, partial
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

WORLDS = 224
"""Worlds beyond the runs, without the programme: with sixteen, thirty blocks in which every parameter meets each eighth
of its range. As many as leave a level on the path ±2 points and one on parameters and luck ±4."""
PAIRS = 48
"""Of these seeds, those whose world with the programme is run too: what the programme adds is learned from them."""
DRAWS = 5000


def worlds_wanted(main: Scenario, targets: Sequence[str]) -> int:
    """How many worlds beyond the runs some targets ask of a scenario: none where no reading is of one world."""
    last = Month.parse(main.end)
    asked = any(of_one_world(row) and int(row["at"]) <= last.year for row in target_readings(targets))
    return WORLDS if asked and main.runs >= FEWEST_RUNS else 0


def more_worlds(
    worlds: Sequence[Scenario], number: int, *, pairs: int = 0, workers: Workers = None, folder: Path | None = None
) -> MoreWorlds | None:
    """Run the world without the programme for further seeds, each with its own draw and outside path.

    Args:
        worlds: resolved scenarios of a result, the scenario of interest last.
        number: worlds beyond the runs; None is given for none of them, or where there is no world without.
        pairs: how many of these seeds have their world with the programme as well, the first of them.
        workers: processes, or a crew; all cores when missing.
        folder: where finished worlds are kept, so that an interrupted run goes on where it was.
    """
    baseline, main = baseline_of(worlds), worlds[-1]
    if number == 0 or baseline is None or baseline is main:
        return None
    needed = {world.key: world for world in (first_world(worlds), baseline)}
    kept = {
        baseline.key: _kept(folder, list(needed.values())),
        main.key: _kept(folder, list((needed | {main.key: main}).values())),
    }
    found = over_seeds(partial(_totals, worlds=tuple(worlds), pairs=pairs, kept=kept), number, workers=workers)
    draws = [draw_for(main, run) for run in range(main.runs + number)]
    names = tuple(draws[0])
    return MoreWorlds(
        _stacked([each[baseline.key] for each in found]),
        names,
        np.array([[draw[name] for name in names] for draw in draws]),
        cache(partial(_drawn, main)),
        with_programme=_stacked([each[main.key] for each in found[:pairs]]),
    )


def _kept(folder: Path | None, worlds: Sequence[Scenario]) -> Path | None:
    """Folder of the totals of worlds that depend on the scenarios given."""
    if folder is None:
        return None
    found = folder / run_key(worlds)
    found.mkdir(parents=True, exist_ok=True)
    return found


def _stacked(totals: Sequence[Mapping[str, Table]]) -> dict[str, Table]:
    return {name: np.stack([each[name] for each in totals]) for name in (totals[0] if totals else ())}


def _totals(
    place: int, *, worlds: tuple[Scenario, ...], pairs: int, kept: Mapping[str, Path | None]
) -> dict[str, dict[str, Table]]:
    """Totals by variable and month of the worlds of one further seed: without the programme, in a pair with it too."""
    lead, baseline = first_world(worlds), baseline_of(worlds)
    assert baseline is not None
    run = worlds[-1].runs + place
    wanted = [baseline, worlds[-1]] if place < pairs else [baseline]
    parts = {
        world.key: None if (path := kept[world.key]) is None else path / f"totals-{run:05d}.npz" for world in wanted
    }
    found = {key: packed for key, path in parts.items() if path is not None and (packed := _read(path)) is not None}
    missing = [world for world in wanted if world.key not in found]
    if not missing:
        return found
    first = simulate(lead, seed_of(lead, run), draw=draw_for(lead, run), first=None, others=missing)
    for scenario in missing:
        world = first if scenario is lead else simulate(scenario, first.seed_number, draw=first.value, first=first)
        cells = series_at_full_size({**world.recorder.arrays(), **world.recorder.city}, world.scale)
        found[scenario.key] = {
            name: np.asarray(cell.reshape(cell.shape[0], -1).sum(axis=1)) for name, cell in cells.items()
        }
        _write(parts[scenario.key], found[scenario.key])
    return found


def _read(path: Path) -> dict[str, Table] | None:
    packed = read_sealed(path)
    if packed is None:
        return None
    with np.load(io.BytesIO(packed)) as stored:
        return {name: stored[name] for name in stored.files}


def _write(path: Path | None, totals: Mapping[str, Table]) -> None:
    if path is not None:
        held = io.BytesIO()
        np.savez(held, **totals)  # type: ignore[arg-type]
        write_sealed(path, held.getvalue())


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
