"""Every shipped scenario at a glance: what it does to jobs and value added, against its world without programmes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulation.arrays import Column
from simulation.experiments.crew import Crew, Workers
from simulation.experiments.ensemble import run_ensemble
from simulation.experiments.worlds import SHARED, baseline_of, given_events, worlds_of
from simulation.scenario import HISTORY, Scenario, gallery, load
from simulation.units import MONTHS_A_YEAR

MEASURES = {"employment": "stock", "value_added": "flow"}
"""What a headline tells of the last twelve months: their mean, or their sum."""
TOGETHER = 8
"""Worlds of a seed that share a baseline and are kept as one piece."""


@dataclass(frozen=True, slots=True)
class Headline:
    """Totals of the complex by run and month at full size: a level, or the difference to the world without."""

    scenario: Scenario
    monthly: dict[str, Column]
    is_difference: bool

    def last_year(self, measure: str) -> Column:
        """Mean (stock) or sum (flow) of the last twelve months, by run."""
        last = self.monthly[measure][:, -MONTHS_A_YEAR:]
        return np.asarray(last.mean(axis=1) if MEASURES[measure] == "stock" else last.sum(axis=1))


def headlines(
    runs: int,
    *,
    scale: float,
    names: Sequence[str] | None = None,
    workers: Workers = None,
    parts: Path | None = None,
    changes: Sequence[str] = (),
) -> list[Headline]:
    """Run every shipped scenario, those that can share their baseline with one another, in the order they ship.

    Args:
        runs: runs of each.
        scale: size of the worlds (share of the complex).
        names: scenarios; all that ship when missing.
        workers: processes, or a :class:`Crew`; all cores when missing.
        parts: folder of finished runs, so that an interrupted study goes on.
        changes: further changes to every scenario, as ``key=value``.
    """
    wanted = list(gallery() if names is None else names)
    asked = {name: load(name, [f"runs={runs}", f"scale={scale:g}", *changes]) for name in wanted}
    sets = sets_of(list(asked.values()))
    found: dict[str, Headline] = {}
    for place, (worlds, told) in enumerate(sets):
        stage = Crew.of(workers).after(place * runs, len(sets) * runs)
        units = run_ensemble(worlds, runs, workers=stage, folder=parts).units
        for scenario in told:
            # What recreates a record is asked how near it comes, not what the programme in it did.
            base = None if scenario.key.endswith(HISTORY) else baseline_of(scenario)
            monthly = {}
            for name in MEASURES:
                arrays = [_total(unit.worlds[scenario.key].arrays[name]) for unit in units]
                under = [] if base is None else [_total(unit.worlds[base.key].arrays[name]) for unit in units]
                monthly[name] = np.array(arrays) - (np.array(under) if under else 0.0)
            found[scenario.key] = Headline(scenario, monthly, base is not None)
    return [found[name] for name in wanted]


def _total(cells: Column) -> Column:
    return np.asarray(cells.reshape(cells.shape[0], -1).sum(axis=1))


def sets_of(scenarios: Sequence[Scenario]) -> list[tuple[tuple[Scenario, ...], tuple[Scenario, ...]]]:
    """Worlds to run together, and which of them are asked for: a baseline with those it is the baseline of.

    The world that recreates a record fixes its own outside path and runs apart.
    """
    found: list[tuple[tuple[Scenario, ...], tuple[Scenario, ...]]] = []
    alike: dict[str, list[Scenario]] = {}
    for each in scenarios:
        if each.key.endswith(HISTORY):
            found.append((worlds_of(each), (each,)))
        else:
            shared = each.model_dump_json(include={"complex", *SHARED}) + str(given_events(each))
            alike.setdefault(shared, []).append(each)
    for together in alike.values():
        programmes = [each for each in together if baseline_of(each) is not None]
        alone = [each for each in together if baseline_of(each) is None]
        if not programmes:
            found += [((each,), (each,)) for each in alone]
        for first in range(0, len(programmes), TOGETHER):
            few = programmes[first : first + TOGETHER]
            base = baseline_of(few[0])
            assert base is not None
            told = (*(alone if first == 0 else ()), *few)
            found.append(((base, *few), told))
    return found
