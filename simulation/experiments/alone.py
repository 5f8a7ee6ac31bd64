"""Each announced programme alone: what it changes at its dose and at ten times it, against its world without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from simulation.catalogue import table
from simulation.experiments.pair import draw_for, seed_of, simulate
from simulation.model.world import World
from simulation.policy.event import Event
from simulation.policy.specification import Specification
from simulation.scenario import Scenario, load
from simulation.units import MONTHS_A_YEAR

MEASURES = {"output_real": "flow", "value_added": "flow", "employment": "stock"}
"""Change over the run (억원), or over its last year (persons)."""
DOSES = (1, 10)
UNITS_BOUGHT = ("units", "posts")
"""Most units that an instrument buys, which grow with its money."""


@dataclass(frozen=True, slots=True)
class Programme:
    """A row of the announcements: what runs it, or why nothing does."""

    key: str
    part: str
    name_ko: str
    name_en: str
    scenario: str
    instrument: str
    lever: str
    reason_ko: str
    reason_en: str

    @property
    def runs(self) -> bool:
        """Whether a scenario runs it."""
        return bool(self.scenario)


def announced_programmes() -> list[Programme]:
    """Every row of the announcements, in their order."""
    rows = table("programmes").fillna("").astype(str).to_dict("records")
    return [Programme(**{str(name): str(value) for name, value in row.items()}) for row in rows]


def at_dose(spec: Specification, times: float) -> Specification:
    """The instrument with so many times its money, and as many more units at most."""
    most = {name: getattr(spec, name, None) for name in UNITS_BOUGHT}
    grown: dict[str, object] = {name: round(times * number) for name, number in most.items() if number is not None}
    grown["budget"] = {year: times * amount for year, amount in spec.budget.items()}
    return spec.model_copy(update=grown)


def alone(row: Programme, times: int, *, scale: float) -> Scenario:
    """The scenario with this programme and no other; ``times`` 0 is without it.

    What the baseline has stays; others never act and keep their place in the pool of money.
    """
    scenario = load(row.scenario)
    kept = load(f"{scenario.complex}/baseline").instruments
    instruments = {name: spec if name in kept else spec.stopped() for name, spec in scenario.instruments.items()}
    own = scenario.instruments[row.instrument]
    instruments[row.instrument] = at_dose(own, times) if times else own.stopped()
    return scenario.model_copy(update={"instruments": instruments, "scale": scale})


def doses_of(row: Programme) -> tuple[int, ...]:
    """Doses tried: an event has no money of which there could be ten times as much."""
    is_event = isinstance(load(row.scenario).instruments[row.instrument], Event)
    return DOSES[:1] if is_event else DOSES


def change(with_it: World, without: World, *, measure: str) -> float:
    """Paired change of the complex at full size."""
    moved = with_it.recorder.arrays()[measure] - without.recorder.arrays()[measure]
    by_month = moved.reshape(moved.shape[0], -1).sum(axis=1) / with_it.asked.scale
    flow = MEASURES[measure] == "flow"
    return float(by_month.sum() if flow else by_month[-MONTHS_A_YEAR:].mean())


def effects_alone(
    rows: Sequence[Programme], runs: int, *, scale: float, progress: Callable[[int, int], None] | None = None
) -> pd.DataFrame:
    """Paired change through each programme alone, a line for each row, dose and measure.

    Args:
        rows: programmes that run.
        runs: pairs of worlds for each, each with its own luck and draw.
        scale: size of the worlds (share of the complex).
        progress: told pairs done and pairs in all.

    Returns:
        ``key``, ``dose``, ``measure``, ``low``, ``middle``, ``high``: lowest, median and highest of the runs, and
        ``paid``, the mean of the money paid at full size (억원).
    """
    total = sum(len(doses_of(row)) for row in rows) * runs
    done, found = 0, []
    worlds_without: list[tuple[Scenario, int, World]] = []
    for row in rows:
        pairs: dict[int, list[World]] = {dose: [] for dose in doses_of(row)}
        base: list[World] = []
        for run in range(runs):
            without = alone(row, 0, scale=scale)
            seed, draw = seed_of(without, run), draw_for(without, run)
            base.append(_once(worlds_without, without, run=run))
            for dose, worlds in pairs.items():
                worlds.append(simulate(alone(row, dose, scale=scale), seed, draw=draw, first=base[-1]))
                done += 1
                if progress is not None:
                    progress(done, total)
        found += [line for dose, worlds in pairs.items() for line in _lines(row, dose, worlds=worlds, base=base)]
    return pd.DataFrame(found)


def _once(kept: list[tuple[Scenario, int, World]], without: Scenario, *, run: int) -> World:
    """The world without a programme, which those of one scenario share; only the last scenario's are kept."""
    found = next((world for scenario, number, world in kept if number == run and scenario == without), None)
    if found is None:
        kept[:] = [each for each in kept if each[0] == without]
        found = simulate(without, seed_of(without, run), draw=draw_for(without, run), first=None)
        kept.append((without, run, found))
    return found


def _lines(
    row: Programme, dose: int, *, worlds: Sequence[World], base: Sequence[World]
) -> Iterator[dict[str, str | float]]:
    paid = [_paid(world, row.instrument) for world in worlds]
    for measure in MEASURES:
        moved = [change(one, other, measure=measure) for one, other in zip(worlds, base, strict=True)]
        yield {
            "key": row.key,
            "dose": dose,
            "measure": measure,
            "low": min(moved),
            "middle": float(np.median(moved)),
            "high": max(moved),
            "paid": float(np.mean(paid)),
        }


def _paid(world: World, name: str) -> float:
    statement = world.programmes.statement()
    paid = statement.loc[statement["instrument"] == name, "paid"].to_numpy(float)
    return float(paid.sum() / world.asked.scale)


def within_luck(lines: pd.DataFrame) -> bool:
    """Whether the runs of every measure lie on both sides of no change, or all at it."""
    return bool(((lines["low"] <= 0.0) & (lines["high"] >= 0.0)).all())
