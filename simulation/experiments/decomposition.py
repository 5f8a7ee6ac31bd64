"""The effect of a scenario split by channel: more runs of one seed, with channels switched on one at a time (4.11).

U0 baseline without limits; U1 scenario without limits, tenants' orders replayed from U0; U2 scenario without limits;
U3 households free as well; B and S baseline and scenario with limits. In the complex direct = U1 - U0 and
indirect_complex = U2 - U1; induced = U3 - U2 is output of the city's services, which sell nothing to tenants, so that
U2 and U3 are one run read in two places; limits = (S - B) - (U3 - U0) in both; indirect_province and indirect_rest
are the reach of S less that of B. The parts add to S - B by construction. The same with the purchases
of the programme alone gives the spending phase; the rest is the operating phase.

Without limits neither capacity nor hands bind: firms hold the heads they plan, whoever lives where, so that what
finding, housing and keeping people does to an effect stands in ``limits`` whole.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from simulation.catalogue.areas import COMPLEX, PROVINCE, REST, SERVICES
from simulation.model.another import another, reopened
from simulation.model.month import run
from simulation.model.world import World
from simulation.outcomes.impact import MEASURES, PARTS
from simulation.scenario import Scenario
from simulation.units import EOK, MONTHS_A_YEAR

Column = NDArray[np.float64]


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
        ``phase.measure`` -> array (month, part) in 억원 (jobs in person-years, permanent jobs in heads).
    """

    unlimited = replace(baseline.switches, capacity_limits=False, labour_limits=False, turnover=False, migration=False)
    free_base = baseline if unlimited == baseline.switches else run(reopened(baseline, unlimited))

    def free(world: World, replay: Column | None = None) -> World:
        if unlimited == world.switches and replay is None:
            return world
        return run(another(free_base, world.asked, switches=unlimited, replay=replay))

    parts: dict[str, dict[str, Column]] = {}
    for name, world in (("total", scenario), ("spending", bought)):
        if name == "spending" and bought is scenario:
            parts[name] = parts["total"]
            continue
        replayed = free(world, free_base.flows.output_history)
        parts[name] = _parts(free_base, replayed, u2=free(world), base=baseline, scenario=world)
    table: dict[str, Column] = {}
    for measure in MEASURES:
        table[f"spending.{measure}"] = parts["spending"][measure]
        table[f"operating.{measure}"] = parts["total"][measure] - parts["spending"][measure]
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


def measures(model: World) -> dict[str, Column]:
    """Every measure of a run by month and area (complex, rest of the province and of the country, city services).

    In the complex from the model's own accounts, outside from output by sector and the ratios of the tables; output
    and the ratios applied to it are at 2020 prices.
    """
    arrays, system = model.recorder.arrays(), model.system
    sectors = model.recorder.sectors
    jobs = jobs_by_area(model) / MONTHS_A_YEAR
    ratio = {
        "production": np.ones(system.sectors),
        "value_added": system.value_added_ratio(2020),
        "pay": system.compensation_ratio(2020),
        "imports": system.imports.sum(axis=0),
        "tax": system.production_tax_ratio,
    }
    found = {name: sectors @ each for name, each in ratio.items()}
    own = {
        "production": "output_real",
        "value_added": "value_added",
        "pay": "compensation",
        "tax": "net_production_tax",
    }
    for name, variable in own.items():
        found[name][:, COMPLEX] = arrays[variable].sum(axis=(1, 2))
    heads = arrays["employment"].sum(axis=(1, 2))
    # Posts at month end are known in the complex only; work outside may be temporary and is counted in jobs.
    found["jobs_permanent"] = np.zeros_like(jobs)
    found["jobs_permanent"][:, COMPLEX] = heads
    found["jobs"] = jobs
    found["jobs"][:, COMPLEX] = heads / 12.0
    found["jobs_employees"] = jobs * model.value["labour.employee_share_outside"]
    found["jobs_employees"][:, COMPLEX] = heads / 12.0
    return found
