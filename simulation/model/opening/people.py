"""The people of a world as it opens: the city they live in, the work they have and who leaves it."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column
from simulation.model.opening.fixed import Ground
from simulation.model.parts import turnover
from simulation.model.parts.city import CityState, city_state
from simulation.model.parts.fixed import Fixed
from simulation.model.parts.labour_market import LabourMarket, labour_market
from simulation.model.parts.outside_jobs import jobs_outside
from simulation.model.parts.register import Register, register_of
from simulation.model.parts.settlement import Settlement, jobs_of_residents, settlement
from simulation.model.parts.vital import monthly_rates
from simulation.start.firms import open_posts_at_start
from simulation.state import Firms, Places, Workers


def city_at_start(ground: Ground, firms: Firms, *, fixed: Fixed) -> CityState:
    """Services and shops of the city, which live on the pay of the complex and of its suppliers in the province."""
    made = np.bincount(firms.sector, weights=firms.output, minlength=ground.system.sectors)
    province = fixed.reach.output(np.asarray(made, dtype=np.float64))[0]
    prices = fixed.consumer_prices(ground.month)
    return city_state(_pay(firms), province, price=prices, value=ground.value, system=ground.system)


def _pay(firms: Firms) -> float:
    """Pay of all firms at the start (million KRW a month)."""
    return float((firms.wage * firms.labour).sum())


def home_of(ground: Ground, firms: Firms, *, people: Workers, places: Places, services: Column) -> Settlement | None:
    """The residents of the city with the jobs they hold; nobody where the complex ships none."""
    value = ground.value
    return settlement(
        ground.data,
        places,
        people=people,
        month=ground.month,
        value=value,
        scale=ground.asked.scale,
        pay=_pay(firms) / max(firms.labour.sum(), 1.0),
        jobs=jobs_of_residents(
            firms,
            services,
            open_posts=float((open_posts_at_start(firms, value)[0] * firms.established_posts).sum()),
            jobs_per_million=jobs_outside(ground.system, ground.month, value=value, switches=ground.switches),
            share=value["households.resident_share"],
        ),
    )


def register_at_start(ground: Ground, people: Workers, *, home: Settlement | None, firms: int) -> Register | None:
    """Who of the residents works where, kept where people both move and change jobs."""
    if home is None or not (ground.switches.migration and ground.switches.turnover):
        return None
    return register_of(home, people, data=ground.data, value=ground.value, scale=ground.asked.scale, firms=firms)


def labour_market_at_start(
    ground: Ground, firms: Firms, *, people: Workers, places: Places, home: Settlement | None
) -> tuple[LabourMarket, turnover.SettledMonth | None]:
    """The labour market, and what is settled of who leaves; nothing where nobody changes jobs."""
    data, value, seed = ground.data, ground.value, ground.seed
    market = labour_market(firms, people, places=places, data=data, value=value, seed=seed)
    if not ground.switches.turnover:
        return market, None
    going = _going(ground, people, home=home if ground.switches.migration else None)
    return market, turnover.settle(market, firms, people=people, places=places, value=value, going=going)


def _going(ground: Ground, people: Workers, *, home: Settlement | None) -> Column:
    """Chance of each person of dying or leaving the city in the first month, zero where nobody does."""
    if home is None:
        return np.zeros(people.status.size)
    dying, leaving, _ = monthly_rates(home, ground.month + 1, value=ground.value)
    with_job = ground.value["people.leaving_with_job"]
    return turnover.chance_of_going(people, dying=dying, leaving=leaving, with_job=with_job, districts=home.districts)
