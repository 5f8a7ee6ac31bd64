"""Where the spread of a result comes from: luck, parameters, the outside world (model, section 7)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from simulation.experiments.crew import Workers
from simulation.experiments.ensemble import over_seeds
from simulation.experiments.pair import baseline_of, draw_for, seed_of
from simulation.model.month import run as run_months
from simulation.model.opening import values_of
from simulation.model.opening.another import another, opened_for_many
from simulation.model.parts.outside import OutsidePath, outside_path
from simulation.scenario import Scenario

Point = tuple[int, ...]
"""Number of the run from which each layer takes its draw."""
LAYERS = ("luck", "parameters", "outside_world")
MEASURES = ("production", "employment", "value_added")


def variance_shares(worlds: Sequence[Scenario], draws: int, *, workers: Workers = None) -> dict[str, dict[str, float]]:
    """Share of the variance of the last year's level and of the effect that each layer makes alone.

    V_k = Var over draws of layer k with the other two held at their first run, divided by the sum of the three:
    first-order shares on one design point. Under ``recorded`` the outside world is given and has no share.

    Args:
        worlds: resolved scenarios; the scenario of interest is the last.
        draws: draws of each layer.
        workers: processes, or a :class:`Crew`; all cores when missing.

    Returns:
        ``level.<variable>`` and, where there is a baseline, ``effect.<variable>`` -> share by layer; nothing of what is
        the same in every draw.
    """
    main, baseline = worlds[-1], baseline_of(worlds)
    pair = [main] if baseline is None or baseline is main else [baseline, main]
    points = {layer: [_point(layer, draw) for draw in range(draws if _moves(main, layer) else 1)] for layer in LAYERS}
    # The first run is a point of every layer and is run once.
    asked = sorted({point for line in points.values() for point in line})
    measured = over_seeds(partial(_measured, pair=pair, points=asked), len(asked), workers=workers)
    found = dict(zip(asked, measured, strict=True))
    samples: dict[str, dict[str, list[float]]] = {layer: {} for layer in LAYERS}
    for layer, line in points.items():
        for point in line:
            for name, value in found[point].items():
                samples[layer].setdefault(name, []).append(value)
    shares: dict[str, dict[str, float]] = {}
    for name in samples[LAYERS[0]]:
        spread = {layer: float(np.var(samples[layer][name])) for layer in LAYERS}
        total = sum(spread.values())
        if total > 0.0:
            shares[name] = {layer: value / total for layer, value in spread.items()}
    return shares


def _moves(scenario: Scenario, layer: str) -> bool:
    return layer != "outside_world" or scenario.outlook == "announced"


def _point(layer: str, draw: int) -> Point:
    return tuple(draw if name == layer else 0 for name in LAYERS)


def _measured(place: int, *, pair: Sequence[Scenario], points: Sequence[Point]) -> dict[str, float]:
    """Levels of the last year, and effects where there is a baseline, at one of the points."""
    run = dict(zip(LAYERS, points[place], strict=True))
    lead = pair[0]
    seed, values = seed_of(lead, run["luck"]), draw_for(lead, run["parameters"])
    outside: OutsidePath | None = None
    if lead.outlook == "announced":
        outside = outside_path(lead, seed_of(lead, run["outside_world"]), draw=values_of(lead, values))
    first = run_months(opened_for_many(lead, seed, draw=values, outside=outside))
    worlds = [first, *(run_months(another(first, scenario)) for scenario in pair[1:])]
    found = [world.recorder.arrays() for world in worlds]
    measured: dict[str, float] = {}
    for name in MEASURES:
        levels = [float(arrays[name][-12:].sum()) for arrays in found]
        measured[f"level.{name}"] = levels[-1]
        if len(levels) > 1:
            measured[f"effect.{name}"] = levels[-1] - levels[0]
    return measured
