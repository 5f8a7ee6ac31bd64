"""Each announced programme alone: what it changes at its dose and at ten times it, against its world without it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from simulation.catalogue import table
from simulation.experiments.ensemble import parts_folder
from simulation.experiments.pair import draw_for, seed_of, simulate
from simulation.experiments.parts import read_sealed, write_sealed
from simulation.model.world import World
from simulation.policy.event import Event
from simulation.policy.specification import Specification
from simulation.scenario import BASELINE, Scenario, load
from simulation.units import MONTHS_A_YEAR

MEASURES = {"output_real": "flow", "value_added": "flow", "employment": "stock"}
"""Change over the run (억원), or over its last year (persons)."""
DOSES = (1, 10)
OWN_MONEY = ("programme_spending", "subsidy_received")
"""Beginnings of the names of series that are a programme's own money."""
UNITS_BOUGHT = ("units", "posts")
"""Most units that an instrument buys, which grow with its money."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What is kept of a world without a programme and the world with it: series at full size, and its money (억원)."""

    without: dict[str, float]
    with_it: dict[str, float]
    paid: float
    planned: float

    def change(self, name: str) -> float:
        """Paired change of a series."""
        return self.with_it[name] - self.without[name]


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
    kept = load(f"{scenario.complex}/{BASELINE}").instruments
    instruments = {name: spec if name in kept else spec.stopped() for name, spec in scenario.instruments.items()}
    own = scenario.instruments[row.instrument]
    instruments[row.instrument] = at_dose(own, times) if times else own.stopped()
    return scenario.model_copy(update={"instruments": instruments, "scale": scale})


def doses_of(row: Programme) -> tuple[int, ...]:
    """Doses tried: an event has no money of which there could be ten times as much."""
    is_event = isinstance(load(row.scenario).instruments[row.instrument], Event)
    return DOSES[:1] if is_event else DOSES


def effects_alone(
    rows: Sequence[Programme],
    runs: int,
    *,
    scale: float,
    parts: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:
    """Paired change through each programme alone, a line for each row, dose and measure.

    Args:
        rows: programmes that run.
        runs: pairs of worlds for each, each with its own luck and draw.
        scale: size of the worlds (share of the complex).
        parts: folder of finished pairs; an interrupted table goes on from there.
        progress: told pairs done and pairs in all.

    Returns:
        ``key``, ``dose``, ``measure``, ``low``, ``middle``, ``high``: lowest, median and highest of the runs, ``mean``
        and ``spread`` (standard deviation) over them; ``paid`` and ``planned``, means of the money at full size (억원);
        ``moved`` and ``moved_percent``, the series that moves most of those that move alike in every run.
    """
    total = sum(len(doses_of(row)) for row in rows) * runs
    done, found, kept = 0, [], parts_folder(parts)
    worlds_without: list[tuple[Scenario, int, World]] = []
    for row in rows:
        pairs: dict[int, list[Pair]] = {dose: [] for dose in doses_of(row)}
        for run in range(runs):
            for dose, made in pairs.items():
                made.append(_pair(row, dose, run=run, scale=scale, kept=kept, bases=worlds_without))
                done += 1
                if progress is not None:
                    progress(done, total)
        found += [line for dose, made in pairs.items() for line in _lines(row, dose, pairs=made)]
    return pd.DataFrame(found)


def _pair(
    row: Programme, dose: int, *, run: int, scale: float, kept: Path | None, bases: list[tuple[Scenario, int, World]]
) -> Pair:
    """One pair of worlds: read where it was finished before, else simulated and kept."""
    asked = alone(row, dose, scale=scale)
    name = hashlib.sha256(asked.model_dump_json(exclude={"runs"}).encode()).hexdigest()[:16]
    path = None if kept is None else kept / f"alone-{row.key}-{dose}-{name}-{run}.json"
    packed = None if path is None else read_sealed(path)
    if packed is not None:
        return Pair(**json.loads(packed))
    base = _once(bases, alone(row, 0, scale=scale), run=run)
    world = simulate(asked, seed_of(asked, run), draw=draw_for(asked, run), first=base)
    pair = Pair(_last_year(base), _last_year(world), *_money(world, row.instrument))
    if path is not None:
        write_sealed(path, json.dumps(asdict(pair)).encode())
    return pair


def _last_year(world: World) -> dict[str, float]:
    """What is measured of a world at full size, and the last year of every other series (mean of its months)."""
    found = {}
    for name, values in (world.recorder.arrays() | world.recorder.city).items():
        by_month = values.reshape(values.shape[0], -1).sum(axis=1) / world.scale
        found[name] = float(by_month.sum() if MEASURES.get(name) == "flow" else by_month[-MONTHS_A_YEAR:].mean())
    return found


def _once(kept: list[tuple[Scenario, int, World]], without: Scenario, *, run: int) -> World:
    """The world without a programme, which those of one scenario share; only the last scenario's are kept."""
    found = next((world for scenario, number, world in kept if number == run and scenario == without), None)
    if found is None:
        kept[:] = [each for each in kept if each[0] == without]
        found = simulate(without, seed_of(without, run), draw=draw_for(without, run), first=None)
        kept.append((without, run, found))
    return found


def _lines(row: Programme, dose: int, *, pairs: Sequence[Pair]) -> Iterator[dict[str, str | float]]:
    moved, percent = moved_alike(pairs)
    for measure in MEASURES:
        gained = np.array([pair.change(measure) for pair in pairs])
        yield {
            "key": row.key,
            "dose": dose,
            "measure": measure,
            "low": float(gained.min()),
            "middle": float(np.median(gained)),
            "high": float(gained.max()),
            "mean": float(gained.mean()),
            "spread": float(gained.std(ddof=1)) if gained.size > 1 else float("nan"),
            "paid": float(np.mean([pair.paid for pair in pairs])),
            "planned": float(np.mean([pair.planned for pair in pairs])),
            "moved": moved,
            "moved_percent": percent,
        }


def moved_alike(pairs: Sequence[Pair]) -> tuple[str, float]:
    """The series that moves most (mean, percent) of those that move to the same side in every run; none, and 0.

    Args:
        pairs: pairs of worlds of one programme and dose. Its own money is no series that it moves.
    """
    found: dict[str, float] = {}
    for name in pairs[0].without:
        gained, level = (
            np.array(each) for each in zip(*((p.change(name), p.without[name]) for p in pairs), strict=True)
        )
        alike = bool((gained > 0.0).all() or (gained < 0.0).all())
        if alike and (level > 0.0).all() and not name.startswith(OWN_MONEY):
            found[name] = 100.0 * float(np.mean(gained / level))
    strongest = max(found, key=lambda name: abs(found[name]), default="")
    return strongest, found.get(strongest, 0.0)


def _money(world: World, name: str) -> tuple[float, float]:
    """Money paid and planned for an instrument (억원 at full size)."""
    statement = world.programmes.statement()
    own = statement[statement["instrument"] == name]
    return float(own["paid"].sum() / world.scale), float(own["budget"].sum() / world.scale)


def within_luck(lines: pd.DataFrame) -> bool:
    """Whether the runs of every measure lie on both sides of no change, or all at it."""
    return bool(((lines["low"] <= 0.0) & (lines["high"] >= 0.0)).all())
