"""The unit of work: one seed with all its worlds, under the same luck, the same draw and the same outside path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulation.catalogue import parameters_for
from simulation.experiments.decomposition import decompose, purchases_only, spending_world
from simulation.experiments.design import draw_parameters, learned_draw
from simulation.experiments.twins import EVALUATION, additionality, evaluate
from simulation.model.month import run
from simulation.model.opening.another import another, beside, opened_for_many
from simulation.model.world import World as Run
from simulation.outcomes.full_size import at_full_size, effects_at_full_size, series_at_full_size
from simulation.policy.money import Window, money_of
from simulation.scenario import BASELINE, HISTORY, Scenario
from simulation.units import Month

SEED_STEP = 1_000_003


@dataclass(frozen=True, slots=True)
class World:
    """What one world of one seed left behind, at full size whatever its scale."""

    arrays: Mapping[str, NDArray[np.float64]]
    city: Mapping[str, NDArray[np.float64]]
    residual: float


@dataclass(frozen=True, slots=True)
class Unit:
    """One run: all its worlds, the parameters drawn, and its seed."""

    run: int
    seed: int
    draw: Mapping[str, float]
    worlds: Mapping[str, World]
    impact: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    """Parts of the effect of the last world on the baseline, where this run was decomposed."""
    twins: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    """Sums over agents against their twins: the evaluation of every run, the additionality of decomposed ones."""
    money: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    """Money of the last world by ``instrument.source`` (million KRW, columns of ``policy.money.COLUMNS``)."""


def undecomposed(twins: Mapping[str, NDArray[np.float64]]) -> dict[str, NDArray[np.float64]]:
    """What twins tell of every run: the evaluation, without the additionality of decomposed ones."""
    return {name: values for name, values in twins.items() if name.startswith(EVALUATION)}


def seed_of(scenario: Scenario, run: int) -> int:
    """Seed of a run: a fixed step apart, so that sets with neighbouring bases share no seed."""
    return scenario.seed * SEED_STEP + run


def draw_for(scenario: Scenario, run: int) -> dict[str, float]:
    """Parameters drawn for a run: jointly where the record has spoken of them, else from their priors.

    Those the scenario holds at a value are not drawn.
    """
    drawn = draw_parameters(parameters_for(scenario.complex), scenario.seed, run=run)
    if scenario.parameter_layer == "posterior":
        drawn |= learned_draw(scenario.complex, scenario.seed, run=run)
    return {key: value for key, value in sorted(drawn.items()) if key not in scenario.parameters}


def first_world(worlds: Sequence[Scenario]) -> Scenario:
    """The world in which the outside path is found: the record's where it is among them, else the first."""
    return next((world for world in worlds if world.key.endswith(HISTORY)), worlds[0])


def simulate(
    scenario: Scenario, seed: int, *, draw: Mapping[str, float], first: Run | None, others: Sequence[Scenario] = ()
) -> Run:
    """Run one world; worlds after the first share its start state, its outside path and how it was opened.

    With ``others``, those to be run after it, it shares the months in which their programmes do nothing else as well.
    """
    world = opened_for_many(scenario, seed, draw=draw) if first is None else another(first, scenario)
    return run(beside(world, others))


def baseline_of(worlds: Sequence[Scenario]) -> Scenario | None:
    """The world without programmes among the worlds, if it is there."""
    return next((world for world in worlds if world.key.endswith(BASELINE)), None)


def run_unit(worlds: Sequence[Scenario], run: int, *, decomposed: bool = False) -> Unit:
    """Run all worlds of one seed.

    Args:
        worlds: resolved scenarios of one complex with the same months; the scenario of interest is the last.
        run: number of the run, from 0.
        decomposed: whether the effect of the last world on the baseline is split by channel as well.
    """
    lead = first_world(worlds)
    seed, draw = seed_of(lead, run), draw_for(lead, run)
    baseline = baseline_of(worlds)
    others = [*worlds, *([] if baseline is None or not decomposed else [purchases_only(worlds[-1], baseline)])]
    first = simulate(lead, seed, draw=draw, first=None, others=others)
    results: dict[str, World] = {}
    models: dict[str, Run] = {}
    for scenario in worlds:
        model = first if scenario is lead else simulate(scenario, seed, draw=draw, first=first, others=others)
        results[scenario.key] = _collected(model)
        if scenario is baseline or scenario is worlds[-1]:
            models[scenario.key] = model
    parts: dict[str, NDArray[np.float64]] = {}
    twins: dict[str, NDArray[np.float64]] = {}
    if baseline is not None and worlds[-1] is not baseline:
        without, with_it = models[baseline.key], models[worlds[-1].key]
        twins = evaluate(without, with_it)
        if decomposed:
            bought = spending_world(without, with_it)
            parts = decompose(without, with_it, bought=bought)
            twins |= additionality(without, with_it, bought=bought)
    parts, twins = (effects_at_full_size(each, lead.scale) for each in (parts, twins))
    return Unit(run, seed, draw, results, parts, twins, _money(models[worlds[-1].key]))


def _money(model: Run) -> dict[str, NDArray[np.float64]]:
    """Money of the programmes of a finished world at full size, by ``instrument.source``."""
    asked = model.asked
    window = Window(Month.parse(asked.start) + 1, Month.parse(asked.end), asked.shift)
    return {
        f"{name}.{source}": at_full_size(np.array(amounts), model.scale)
        for name, source, amounts in money_of(model.programmes, window)
    }


def _collected(model: Run) -> World:
    cells, city = model.recorder.arrays(), model.recorder.city
    return World(series_at_full_size(cells, model.scale), series_at_full_size(city, model.scale), model.residual)
