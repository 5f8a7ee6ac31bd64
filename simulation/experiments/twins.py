"""Twins of one seed compared agent by agent: what evaluations would see, and gross to net (equation 4.11).

The world without the programme holds the twin of every firm. Two more worlds mute the steps of the supported firms,
one with and one without the programme: gross is what those steps did in the world with it, deadweight what the same
firms' steps did in the world without it. What those steps took from other tenants by competition is displacement. A
third world keeps the purchases of the programme alone. What the two muted worlds differ by beyond those purchases is
what other measures of the programme and imitators did (homes, facilities, training, start-ups); everything else that
changed is the multiplier: suppliers, households, limits.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulation.arrays import Column, Counts, Flags
from simulation.catalogue import SIZE_CLASSES, discount_rate, present_value
from simulation.catalogue.areas import COMPLEX, PROVINCE, REGION, REST, SERVICES
from simulation.experiments.decomposition import at_consumer_prices, at_ratios, jobs_by_area, lived_together
from simulation.model.opening.another import another
from simulation.model.world import World
from simulation.outcomes.additionality import COSTS, GAINS, GROSS_TO_NET, VIEWS
from simulation.outcomes.evaluation import Panel, estimates
from simulation.scenario import Scenario
from simulation.start.people import AGE_BANDS, BAND_STARTS, SKILLS
from simulation.units import EOK, MONTHS_A_YEAR

EVALUATION = "evaluation."
"""How the keys of what every run tells begin; the others are those of decomposed runs."""


def evaluate(baseline: World, scenario: World) -> dict[str, Column]:
    """Estimates of the effect on the treated, as studies would have reported them and as the twin says."""
    firms = scenario.firms
    if not scenario.switches.technology:
        return {}
    eligible = firms.manufacturing & (scenario.ladder.start_level == 0)
    return {
        EVALUATION + name: values
        for name, values in estimates(
            _panel(scenario), _panel(baseline), industry=firms.industry, eligible=eligible
        ).items()
    }


def _panel(world: World) -> Panel:
    history = world.history
    return Panel(history.output, history.labour, history.first_step)


def supported_firms(baseline: Scenario, world: World) -> Flags:
    """Firms that received a grant of an instrument the baseline does not hold."""
    own = {name for name, spec in world.asked.instruments.items() if baseline.instruments.get(name) != spec}
    nobody = np.zeros(world.history.first_step.size, dtype=np.bool_)
    return np.asarray(np.logical_or.reduce([nobody, *(world.history.receivers(name) for name in own)]))


def additionality(baseline: World, scenario: World, *, bought: World) -> dict[str, Column]:
    """Parts from gross to net, costs and winners of one seed; the keys of ``additionality_table``.

    Args:
        baseline: the finished world without the programme.
        scenario: the finished world with it.
        bought: the finished world with its purchases alone.
    """
    supported = supported_firms(baseline.asked, scenario)
    muted = _muted(baseline, scenario, supported=supported)
    found = {
        "parts.adopters": adopters_by_part(
            supported, base=baseline.history.first_step, scenario=scenario.history.first_step
        )
    }
    wide, spending, unsupported = _change(baseline, scenario), _change(baseline, bought), _change(*muted)
    for measure in GAINS:
        changes = [last_year(measure, change[measure]) for change in (wide, spending, unsupported)]
        found[f"parts.{measure}"] = _parts(measure, supported, pair=(baseline, scenario), muted=muted, changes=changes)
    taken = (scenario.history.taken - baseline.history.taken)[-MONTHS_A_YEAR:].sum(axis=0) / EOK
    found["places"] = taken
    found["costs"] = _costs(baseline, scenario, supported=supported, wide=wide)
    districts = len(scenario.data.districts)
    change = np.stack([_yearly(scenario)[name] - _yearly(baseline)[name] for name in GAINS])
    for kind, group, groups in (
        ("size_class", scenario.firms.size_class, len(SIZE_CLASSES)),
        ("district", scenario.firms.district, districts),
    ):
        found[f"gains.{kind}"] = np.stack([np.bincount(group, weights=each, minlength=groups) for each in change])
    after, before = heads_by_person(scenario), heads_by_person(baseline)
    for kind, heads in after.items():
        found[f"gains.{kind}"] = heads - before[kind]
    return {f"additionality.{name}": values for name, values in found.items()}


def heads_by_person(world: World) -> dict[str, Column]:
    """Workers at the end by age band and by occupation (persons)."""
    people, employed = world.people, world.people.employer >= 0
    age = (world.step_index - people.born[employed]) / MONTHS_A_YEAR
    band = np.clip(np.searchsorted(BAND_STARTS[1:-1], age, side="right"), 0, len(AGE_BANDS) - 1)
    return {
        "age": np.bincount(band, minlength=len(AGE_BANDS)).astype(float),
        "occupation": np.bincount(people.skill[employed], minlength=len(SKILLS)).astype(float),
    }


def _muted(baseline: World, scenario: World, *, supported: Flags) -> tuple[World, World]:
    """The same two worlds in which the steps of the supported firms have no effect."""
    if not supported.any():
        return baseline, scenario
    first = another(baseline, baseline.asked, switches=baseline.switches, muted=supported)
    return lived_together(first, scenario.asked)


def _yearly(world: World) -> dict[str, Column]:
    """Output and value added of the last year (억원 at 2020 prices) and mean heads in it, by firm."""
    history = world.history
    last = slice(-MONTHS_A_YEAR, None)
    return {
        "output": history.output[last].sum(axis=0) / EOK,
        "value_added": history.value_added[last].sum(axis=0) / EOK,
        "jobs": history.labour[last].mean(axis=0),
    }


def areas(world: World) -> dict[str, Column]:
    """Output, value added (억원 at 2020 prices a month), jobs (persons) and tax by month and area."""
    sectors, system, history = world.recorder.sectors, world.system, world.history
    found = {
        "output": sectors.sum(axis=2),
        "value_added": at_ratios(sectors, world, ratio=system.value_added_ratio),
        "jobs": jobs_by_area(world),
        "tax": sectors @ system.production_tax_ratio,
    }
    for name, own in (("output", history.output / EOK), ("value_added", history.value_added / EOK)):
        found[name][:, COMPLEX] = own.sum(axis=1)
    found["jobs"][:, COMPLEX] = history.labour.sum(axis=1)
    return found


def _change(base: World, world: World) -> dict[str, Column]:
    """What :func:`areas` says of one world, less the same of another."""
    before = areas(base)
    return {name: values - before[name] for name, values in areas(world).items()}


def last_year(measure: str, monthly: Column) -> Column:
    """A measure of the last twelve months by column: amounts add, heads are a mean."""
    last = monthly[-MONTHS_A_YEAR:]
    return np.asarray(last.mean(axis=0) if measure == "jobs" else last.sum(axis=0))


def _parts(
    measure: str, supported: Flags, *, pair: tuple[World, World], muted: tuple[World, World], changes: list[Column]
) -> Column:
    """Parts of one measure by view, in the order of ``GROSS_TO_NET``.

    What the steps of supported firms took from others is displacement; what they took from each other is in gross
    already, and what other measures took is in what those did. ``changes`` by area are those of everything, of the
    purchases alone, and of everything but the steps of supported firms.
    """
    base, scenario = pair
    levels = [_yearly(world)[measure] for world in (base, scenario, *muted)]
    gross = float((levels[1] - levels[3])[supported].sum())
    deadweight = -float((levels[0] - levels[2])[supported].sum())
    lost = [world.history.loss[-MONTHS_A_YEAR:].sum(axis=0) / EOK for world in (base, scenario, *muted)]
    volume = np.where(supported, 0.0, (lost[1] - lost[0]) - (lost[3] - lost[2]))
    made = _yearly(base)["output"]
    ratio = np.divide(levels[0], made, out=np.zeros(made.size), where=made > 0.0)
    local = -float((volume * ratio).sum())
    here = [float(each[REGION].sum()) for each in changes]
    leakage = -float(last_year(measure, _leaving(measure, scenario) - _leaving(measure, base)))
    elsewhere = (scenario.history.taken - base.history.taken)[-MONTHS_A_YEAR:, 1].sum() / EOK
    winners = supported if supported.any() else np.ones(supported.size, dtype=bool)
    domestic = -float(elsewhere * levels[1][winners].sum() / max(_yearly(scenario)["output"][winners].sum(), 1e-9))
    table = np.zeros((len(VIEWS), len(GROSS_TO_NET)))
    for view, totals in enumerate((here, [float(each.sum()) for each in changes])):
        total, bought, unsupported = totals
        other = unsupported - bought
        rest = total - (gross + deadweight + local) - other - bought
        taken, away = (0.0, leakage) if VIEWS[view] == "region" else (domestic, 0.0)
        table[view] = gross, deadweight, local, taken, 0.0, away, rest, other, bought, total + taken + away
    return table


def _leaving(measure: str, world: World) -> Column:
    """What leaves the region with people of other provinces, by month: their heads, or their pay in value added.

    The region is the province, so that who commutes in from its other cities stays in it. Commuters are counted from
    where the workers live; their pay is that part of the complex's wage bill (억원 at 2020 prices).
    """
    commuters = world.recorder.city.get("commuters_other_provinces", np.zeros(world.months))
    if measure == "jobs":
        return np.asarray(commuters)
    if measure != "value_added":
        return np.zeros(world.months)
    arrays = world.recorder.arrays()
    heads = arrays["employment"].sum(axis=(1, 2))
    paid = at_consumer_prices(arrays["wage_bill"].sum(axis=(1, 2)), world)
    return np.asarray(np.divide(commuters, heads, out=np.zeros_like(heads), where=heads > 0.0) * paid)


def adopters_by_part(supported: Flags, *, base: Counts, scenario: Counts) -> Column:
    """Firms that stepped up by the end: supported, in the twin too, crowded out, imitators, net; by view and part.

    A firm that would have stepped up and does not is crowded out, whether it was refused or supported and not done yet.

    Args:
        supported: firms that received a grant.
        base: step in which each firm stepped up first in the world without the programme, below zero where never.
        scenario: the same in the world with it.
    """
    with_it, without = scenario >= 0, base >= 0
    gross = float((supported & with_it).sum())
    deadweight = -float((supported & with_it & without).sum())
    crowded = -float((~with_it & without).sum())
    imitators = float((~supported & with_it & ~without).sum())
    net = float(with_it.sum() - without.sum())
    return np.tile([gross, deadweight, crowded, 0.0, 0.0, 0.0, imitators, 0.0, 0.0, net], (len(VIEWS), 1))


def _costs(base: World, scenario: World, *, supported: Flags, wide: Mapping[str, Column]) -> Column:
    """Present values at the start (억원 at 2020 prices), in the order of ``COSTS``."""
    rate = discount_rate(scenario.start_month)

    def difference(series: str) -> Column:
        return np.asarray(scenario.recorder.city[series] - base.recorder.city[series])

    spent, private = (
        present_value(at_consumer_prices(difference(f"programme_spending{payer}"), scenario), rate)
        for payer in ("", "_private")
    )
    own = at_consumer_prices(scenario.history.paid_by_firms - base.history.paid_by_firms, scenario) / EOK
    taxed = difference("state_tax") + difference("province_tax") + difference("city_tax")
    collected = at_consumer_prices(taxed, scenario)
    # The ledger holds the taxes of the complex and of the city; production is taxed elsewhere too.
    elsewhere_taxed = wide["tax"][:, [PROVINCE, REST, SERVICES]].sum(axis=1)
    leaving = _leaving("value_added", scenario) - _leaving("value_added", base)
    gained = {
        "region": wide["value_added"][:, REGION].sum(axis=1) - leaving,
        "nation": wide["value_added"].sum(axis=1),
    }
    elsewhere = (scenario.history.taken - base.history.taken)[:, 1] / EOK
    year = _yearly(scenario)
    winners = supported if supported.any() else np.ones(supported.size, dtype=bool)
    gained["nation"] -= elsewhere * year["value_added"][winners].sum() / max(year["output"][winners].sum(), 1e-9)
    twice = supported & (base.history.first_step >= 0)
    granted = at_consumer_prices(_granted_to(twice, scenario), scenario)
    found = {
        "cost_total": spent,
        "cost_public": spent - private,
        "cost_private": private,
        "cost_firms": present_value(own, rate),
        "tax_back": present_value(collected + elsewhere_taxed, rate),
        "value_added_region": present_value(gained["region"], rate),
        "value_added_nation": present_value(gained["nation"], rate),
        "deadweight_grants": present_value(granted, rate),
    }
    return np.array([found[name] for name in COSTS])


def _granted_to(firms: Flags, world: World) -> Column:
    """Money for steps up the ladder that some firms received, by month (억원)."""
    monthly = np.zeros(world.months)
    for name in sorted(world.history.for_steps):
        for month, amount in world.history.granted[name]:
            monthly[month] += amount[firms[: amount.size]].sum() / EOK
    return monthly
