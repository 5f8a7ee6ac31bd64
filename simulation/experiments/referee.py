"""The referee's questions: one change at a time against the same world without it, with sign, size and lag.

A question is data (``referee.yaml``): scenarios of the complex and what is changed in them. All worlds of a seed share
luck, draw, start and outside path, so that a difference before a change begins is exactly zero.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Table
from simulation.catalogue.files import document
from simulation.errors import Text
from simulation.experiments.alone import at_dose
from simulation.experiments.crew import Workers
from simulation.experiments.ensemble import over_seeds, parts_folder
from simulation.experiments.pair import draw_for, seed_of, simulate
from simulation.experiments.parts import kept_table
from simulation.model.world import World
from simulation.outcomes.full_size import series_at_full_size
from simulation.scenario import BASELINE, Scenario, gallery, load
from simulation.units import EOK

FILE = "referee.yaml"
ALL = "*"
MEASURES = ("output_real", "value_added", "employment", "jobs_region", "population")
"""Output and value added (억원 a month at 2020 prices) and jobs of the complex, jobs of the region, residents."""
FLOWS = MEASURES[:2]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source says of a question, and how much of the source was read."""

    said: Text
    source: str
    read: str


@dataclass(frozen=True, slots=True)
class Question:
    """One change of one scenario, and the scenario it is held against."""

    key: str
    name: Text
    scenario: str = BASELINE
    against: str = BASELINE
    set: Mapping[str, str] = field(default_factory=dict)
    money: Mapping[str, float] = field(default_factory=dict)
    pool_to: str = ""
    only: Sequence[str] = ()
    moved: Mapping[str, float] = field(default_factory=dict)
    full_scale: bool = False
    literature: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one complex: the two worlds, and what is added to drawn parameters of the first."""

    question: Question
    changed: Scenario
    usual: Scenario


@dataclass(frozen=True, slots=True)
class Answers:
    """Changed worlds less usual ones, and the usual ones, by (question, run, measure, month)."""

    asked: tuple[Asked, ...]
    difference: Table
    usual: Table


def questions() -> list[Question]:
    """Every question, in the order of the file."""
    held = document(FILE)
    return [
        Question(
            key,
            Text(**each["name"]),
            literature=tuple(
                Reading(Text(one["ko"], one["en"]), one["source"], one["read"])
                for one in held["literature"]
                if key in one["of"]
            ),
            **{name: value for name, value in each.items() if name != "name"},
        )
        for key, each in held["questions"].items()
    ]


def asked_in(complex_: str, scale: float) -> tuple[Asked, ...]:
    """The questions that can be asked of a complex: those whose scenarios it has.

    An anchor stays whole in a reduced world, where it is a larger part; what asks of one is asked at full scale alone.
    """
    shipped = gallery()
    return tuple(
        Asked(each, _changed(each, complex_, scale=scale), _scenario(complex_, each.against, scale=scale))
        for each in questions()
        if {f"{complex_}/{each.scenario}", f"{complex_}/{each.against}"} <= set(shipped)
        and (scale == 1.0 or not each.full_scale)
    )


def _scenario(complex_: str, name: str, *, scale: float, changes: Mapping[str, str] | None = None) -> Scenario:
    return load(f"{complex_}/{name}", {"scale": f"{scale:g}", **(changes or {})})


def _changed(question: Question, complex_: str, *, scale: float) -> Scenario:
    scenario = _scenario(complex_, question.scenario, scale=scale, changes=question.set)
    kept = dict(scenario.instruments)
    if question.only:
        before = load(f"{complex_}/{BASELINE}").instruments
        kept = {
            name: spec if name in before or name in question.only else spec.stopped() for name, spec in kept.items()
        }
    if question.pool_to:
        pool = kept[question.pool_to].pool
        kept = {name: spec for name, spec in kept.items() if name == question.pool_to or spec.pool != pool}
    times = dict(question.money)
    every = times.pop(ALL, 1.0)
    kept = {name: at_dose(spec, times.get(name, every)) for name, spec in kept.items()}
    return scenario.model_copy(update={"instruments": kept})


def referee(
    complex_: str, runs: int, *, scale: float = 1.0, workers: Workers = None, parts: Path | None = None
) -> Answers:
    """Ask every question of one complex.

    Args:
        complex_: its key.
        runs: seeds, each with its own luck and draw.
        scale: size of the worlds (share of the complex); answers are at full size.
        workers: processes, or a :class:`Crew`; all cores when missing.
        parts: folder of finished worlds; an interrupted study goes on from there.
    """
    asked = asked_in(complex_, scale)
    lead = _scenario(complex_, BASELINE, scale=scale)
    work = partial(_one_run, asked=asked, lead=lead, kept=parts_folder(parts))
    found = np.stack(over_seeds(work, runs, workers=workers), axis=2)
    return Answers(asked, found[0] - found[1], found[1])


def _one_run(run: int, *, asked: Sequence[Asked], lead: Scenario, kept: Path | None) -> Table:
    """Measures of one seed by (changed or usual, question, measure, month); a world asked for twice runs once."""
    seed, draw = seed_of(lead, run), draw_for(lead, run)
    opened: list[World] = []
    seen: dict[str, Table] = {}

    def measured(scenario: Scenario) -> Table:
        name = _name(scenario)
        if name not in seen:
            path = None if kept is None else kept / f"{name}-{run}.npy"
            seen[name] = kept_table(path, partial(simulated, scenario))
        return seen[name]

    def simulated(scenario: Scenario) -> Table:
        if not opened:
            opened.append(simulate(lead, seed, draw=draw, first=None))
        return measures(opened[0] if scenario == lead else simulate(scenario, seed, draw=draw, first=opened[0]))

    usual = [measured(each.usual) for each in asked]
    changed = [measured(_moved(each, draw)) for each in asked]
    return np.stack([changed, usual])


def _moved(asked: Asked, draw: Mapping[str, float]) -> Scenario:
    held = {key: draw[key] + more for key, more in asked.question.moved.items()}
    return asked.changed.model_copy(update={"parameters": {**asked.changed.parameters, **held}})


def _name(scenario: Scenario) -> str:
    """Name of a world on disk: what is asked of it, whatever it is called."""
    text = scenario.model_dump_json(exclude={"key", "name", "summary", "runs", "targets", "levers"})
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def measures(world: World) -> Table:
    """The measures of a finished world at full size, by (measure, month)."""
    cells = series_at_full_size(world.recorder.arrays(), world.scale)
    city = series_at_full_size(world.recorder.city, world.scale)
    months = world.months

    def total(name: str) -> NDArray[np.float64]:
        values: Table = np.asarray(cells[name] if name in cells else city.get(name, np.zeros(months)), dtype=float)
        found: Table = values.reshape(months, -1).sum(axis=1)
        return found

    own = {
        "value_added": world.history.value_added.sum(axis=1) / EOK / world.scale,
        "jobs_region": total("employment") + total("jobs_indirect_province") + total("service_jobs"),
    }
    return np.stack([own[name] if name in own else total(name) for name in MEASURES])
