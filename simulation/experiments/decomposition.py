"""The effect of a scenario split by channel: more runs of one seed, with channels switched on one at a time (4.11).

U0 baseline without limits; U1 scenario without limits, tenants' orders replayed from U0; U2 scenario without limits;
U3 households free as well; B and S baseline and scenario with limits. In the complex direct = U1 - U0 and
indirect_complex = U2 - U1; induced = U3 - U2 is output of the city's services, which sell nothing to tenants, so that
U2 and U3 are one run read in two places; limits = (S - B) - (U3 - U0) in both; indirect_province and indirect_rest
are the reach of S less that of B. The parts add to S - B by construction. The same with the purchases
of the programme alone gives the spending phase; the rest is the operating phase.

Without limits neither capacity nor hands bind: firms hold the heads they plan, whoever lives where, so that what
finding, housing and keeping people does to an effect stands in ``limits`` whole. It is split by what each limit
changes as they are put on one after the other, capacity, then labour (hours of the law, people who are found, hired
and leave), then homes (who lives, moves and is housed where), so that the three add up to it; their order is a
convention.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from simulation.arrays import Column
from simulation.catalogue.areas import COMPLEX, PROVINCE, REST, SERVICES
from simulation.model.month import run
from simulation.model.opening.another import another, beside, reopened
from simulation.model.world import World
from simulation.outcomes.areas import BY_AREA
from simulation.outcomes.impact import MEASURES, PARTS
from simulation.scenario import Scenario
from simulation.units import EOK, MONTHS_A_YEAR


def purchases_only(scenario: Scenario, baseline: Scenario) -> Scenario:
    """The scenario with the purchases of its programmes; of what acts on firms, only what the baseline holds too."""
    kept = {
        name: spec if name in baseline.instruments else spec.spending_only()
        for name, spec in scenario.instruments.items()
    }
    return scenario.model_copy(update={"instruments": kept})


def spending_world(baseline: World, scenario: World) -> World:
    """The finished world with the purchases of the scenario's programmes alone."""
    asked = purchases_only(scenario.asked, baseline.asked)
    return scenario if asked == scenario.asked else run(another(scenario, asked, switches=scenario.switches))


def decompose(baseline: World, scenario: World, *, bought: World) -> dict[str, Column]:
    """Monthly parts of the effect of a scenario on one baseline, for one seed.

    Args:
        baseline: the finished world without the programme.
        scenario: the finished world with it, whose start state and outside path all runs share.
        bought: the finished world with its purchases alone (see :func:`spending_world`).

    Returns:
        ``phase.measure`` -> array (month, part) in 억원 (jobs in person-years, permanent jobs in heads), and
        ``areas.measure`` -> array (month, area), the whole effect where it lands, and ``limits.measure`` -> array
        (month, limit), the limits of both phases apart.
    """

    unlimited = replace(baseline.switches, capacity_limits=False, labour_limits=False, turnover=False, migration=False)
    asked = (scenario.asked, bought.asked)
    free_base = baseline if unlimited == baseline.switches else run(beside(reopened(baseline, unlimited), asked))

    def free(world: World, replay: Column | None = None) -> World:
        if unlimited == world.switches and replay is None:
            return world
        return run(another(free_base, world.asked, switches=unlimited, replay=replay))

    wanted, parts = free(scenario), dict[str, dict[str, Column]]()
    for name, world in (("total", scenario), ("spending", bought)):
        if name == "spending" and bought is scenario:
            parts[name] = parts["total"]
            continue
        replayed = free(world, free_base.flows.output_history)
        u2 = wanted if world is scenario else free(world)
        parts[name] = _parts(free_base, replayed, u2=u2, base=baseline, scenario=world)
    table: dict[str, Column] = {}
    for measure in MEASURES:
        table[f"spending.{measure}"] = parts["spending"][measure]
        table[f"operating.{measure}"] = parts["total"][measure] - parts["spending"][measure]
    before, after = measures(baseline), measures(scenario)
    table |= {BY_AREA + name: after[name] - before[name] for name in MEASURES}
    free_pair, limited = (free_base, wanted), (baseline, scenario)
    return table | _limits_apart([free_pair, *_between(free_pair, limited), limited])


def _between(free: tuple[World, World], limited: tuple[World, World]) -> list[tuple[World, World]]:
    """The pair with limits of capacity alone, and the one with all limits but homes."""
    baseline, scenario = limited
    capacity = replace(free[0].switches, capacity_limits=baseline.switches.capacity_limits)
    labour = replace(baseline.switches, migration=False)
    by_capacity, by_labour = free, limited
    if capacity != free[0].switches:
        by_capacity = lived_together(another(free[0], baseline.asked, switches=capacity), scenario.asked)
    if labour != baseline.switches:
        by_labour = lived_together(reopened(baseline, labour), scenario.asked)
    return [by_capacity, by_labour]


def lived_together(first: World, asked: Scenario) -> tuple[World, World]:
    """An opened world and that of another scenario under the same channels, both lived to their ends."""
    second = run(another(run(beside(first, (asked,))), asked, switches=first.switches, muted=first.muted))
    first.parting = second.parting = None
    return first, second


def _limits_apart(pairs: Sequence[tuple[World, World]]) -> dict[str, Column]:
    """What each limit changes of the effect in complex and city, from pairs with one limit more each."""
    found = [(measures(first), measures(second)) for first, second in pairs]
    table: dict[str, Column] = {}
    for name in MEASURES:
        effect = [(after[name] - before[name])[:, [COMPLEX, SERVICES]].sum(axis=1) for before, after in found]
        table[f"limits.{name}"] = np.diff(np.column_stack(effect), axis=1)
    return table


def _parts(u0: World, u1: World, *, u2: World, base: World, scenario: World) -> dict[str, Column]:
    table: dict[str, Column] = {}
    measured = [measures(model) for model in (u0, u1, u2, base, scenario)]
    for name in MEASURES:
        m0, m1, m2, b, s = (each[name] for each in measured)
        months = m0.shape[0]
        parts = np.zeros((months, len(PARTS) + 1))
        parts[:, 0] = (m1 - m0)[:, COMPLEX]
        parts[:, 1] = (m2 - m1)[:, COMPLEX]
        parts[:, 2] = (s - b)[:, PROVINCE]
        parts[:, 3] = (s - b)[:, REST]
        parts[:, 4] = (m2 - m0)[:, SERVICES]
        parts[:, 5] = ((s - b) - (m2 - m0))[:, [COMPLEX, SERVICES]].sum(axis=1)
        parts[:, 6] = (s - b).sum(axis=1)
        table[name] = parts
    return table


def jobs_by_area(model: World) -> Column:
    """Full-time jobs by month and area that the output of each month needs, at the productivity of that month."""
    ratios = np.stack([model.jobs_per_million(step) for step in range(model.months)])
    return np.asarray(np.einsum("mas,ms->ma", model.recorder.sectors, ratios) * EOK * MONTHS_A_YEAR)


def at_consumer_prices(money: Column, model: World) -> Column:
    """Monthly money at consumer prices of 2020, m / (1 + pi)^t with t months from the middle of that year."""
    months = range(1, money.shape[0] + 1)
    return np.asarray(money / [model.fixed.consumer_prices(model.start_month + step) for step in months])


def at_ratios(sectors: Column, model: World, *, ratio: Callable[[int], Column]) -> Column:
    """Output by month, area and sector times a ratio of the year of each month, by month and area."""
    years = [(model.start_month + (step + 1)).year for step in range(model.months)]
    of_year = {year: ratio(year) for year in set(years)}
    return np.asarray(np.einsum("mas,ms->ma", sectors, np.array([of_year[year] for year in years])))


def measures(model: World) -> dict[str, Column]:
    """Every measure of a run by month and area (complex, rest of the province and of the country, city services).

    All money is at 2020 prices. In the complex production and value added are those of its firms, deflated by the
    price of their industry, and pay is what they paid at consumer prices; outside, as with taxes on production
    everywhere, it is output by sector times the ratios of the tables, those of value added and pay of the year.
    """
    arrays, system = model.recorder.arrays(), model.system
    sectors = model.recorder.sectors
    jobs = jobs_by_area(model) / MONTHS_A_YEAR
    ratio = {
        "production": np.ones(system.sectors),
        "imports": system.imports.sum(axis=0),
        "tax": system.production_tax_ratio,
    }
    found = {name: sectors @ each for name, each in ratio.items()}
    found["value_added"] = at_ratios(sectors, model, ratio=system.value_added_ratio)
    found["pay"] = at_ratios(sectors, model, ratio=system.compensation_ratio)
    own = {
        "production": arrays["output_real"].sum(axis=(1, 2)),
        "value_added": model.history.value_added.sum(axis=1) / EOK,
        "pay": at_consumer_prices(arrays["compensation"].sum(axis=(1, 2)), model),
    }
    for name, amounts in own.items():
        found[name][:, COMPLEX] = amounts
    heads = arrays["employment"].sum(axis=(1, 2))
    # Posts at month end are known in the complex only; work outside may be temporary and is counted in jobs.
    found["jobs_permanent"] = np.zeros_like(jobs)
    found["jobs_permanent"][:, COMPLEX] = heads
    found["jobs"] = jobs
    found["jobs"][:, COMPLEX] = heads / 12.0
    found["jobs_employees"] = jobs * model.value["labour.employee_share_outside"]
    found["jobs_employees"][:, COMPLEX] = heads / 12.0
    return found
