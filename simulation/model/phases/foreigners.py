"""Foreign residents without a row of their own: births, deaths, ageing, coming and going, on an assumed trend."""

from __future__ import annotations

import numpy as np

from simulation.equations import population
from simulation.equations.lives import MONTHS_A_GROUP
from simulation.luck import stream
from simulation.model.parts.settlement import Settlement
from simulation.model.parts.vital import vital_rates
from simulation.model.world import World
from simulation.units import MONTHS_A_YEAR


def foreigners(world: World, home: Settlement) -> None:
    """Move foreign residents one month on; those under permit come and go with their jobs instead."""
    seed, month, value = world.seed_number, world.step_index, world.value
    fertility, mortality = vital_rates(home.rates, world.month, value=value)
    people, flows = home.foreign_others, home.foreign_flows
    chance = np.broadcast_to(population.monthly(mortality), people.shape).copy()
    died = population.those_who(stream(seed, "death of a foreign resident", step=month), people, probability=chance)
    people -= died
    share = np.full(people.shape, 1.0 / MONTHS_A_GROUP)
    share[:, -1] = 0.0
    up = population.moving_up(stream(seed, "age group of foreign residents", step=month), people, share=share)
    people -= up
    people[:, 1:] += up[:, :-1]
    turnover, growth = value["city.foreign_turnover"] / 100.0, value["city.foreign_growth"] / 100.0
    leaving = np.full(people.shape, float(population.monthly(np.array(turnover))))
    left = population.those_who(stream(seed, "foreign resident leaves", step=month), people, probability=leaving)
    people -= left
    years = (month + 1.0) / MONTHS_A_YEAR
    coming = home.foreign_profile * (1.0 + growth) ** years * (turnover + growth) / MONTHS_A_YEAR
    came = population.arriving(stream(seed, "foreign resident comes", step=month), np.maximum(0.0, coming))
    born = births(world, home, fertility=fertility)
    people += came
    people[:, 0] += born
    flows.births += born.sum(axis=1)
    flows.deaths += died.sum(axis=(1, 2))
    flows.departures += left.sum(axis=(1, 2))
    flows.arrivals += came.sum(axis=(1, 2))


def births(world: World, home: Settlement, *, fertility: np.ndarray) -> np.ndarray:
    """Children of foreign mothers by district and sex; they count as foreign residents."""
    seed, month = world.seed_number, world.step_index
    mothers = home.foreigners[:, :, 1] * fertility / MONTHS_A_YEAR
    born = population.arriving(stream(seed, "birth to a foreign mother", step=month), mothers).sum(axis=1)
    boys = population.those_who(
        stream(seed, "boy or girl of a foreign mother", step=month),
        born,
        probability=np.full(born.size, world.value["city.boys"]),
    )
    return np.stack([boys, born - boys], axis=1)
