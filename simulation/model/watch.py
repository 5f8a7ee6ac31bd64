"""What is written down of a month: reads the world and writes into its recorder and its history, nothing else."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, quotient
from simulation.equations.books import AMOUNTS, NUMBERS, Books
from simulation.equations.counting import people_by_kind
from simulation.equations.hours import by_occupation
from simulation.equations.technology import TOP_LEVEL
from simulation.luck import normals, stream
from simulation.model.parts.residents_record import city_series
from simulation.model.world import World
from simulation.start.people import CONTRACTS, SKILLS
from simulation.units import EOK, MONTHS_A_YEAR

KINDS = (
    "employment_women", "employment_foreign", "employment_non_regular", "employment_dispatch", "employment_youth",
    "unemployed_in_reach", "digital_elsewhere",
)  # fmt: skip
"""Kinds of people that are reported, in the order in which they are counted."""
YOUNG_UNTIL = 40
"""Age in years at which workers are no longer young (19 to 39, as residents)."""
AS_THEY_ARE = tuple(line for line in AMOUNTS if line not in ("production", "sold", "exports", "employment_subsidy"))
"""Amounts of the books that need nothing but the unit; the office measures the others, or a labour market pays them."""
LINES_AS_THEY_ARE = [AMOUNTS.index(line) for line in AS_THEY_ARE]


def write_down(world: World) -> None:
    """Keep the month: reported variables by cell, numbers of the city, and what every firm did."""
    write_firms(world)
    write_totals(world)


def write_totals(world: World) -> None:
    """Write all variables of the month."""
    firms, value, recorder, step = world.firms, world.value, world.recorder, world.step_index
    recorder.row = step
    amounts, numbers = recorder.by_line(books_of(world), step)
    lines = dict(zip((*AMOUNTS, *NUMBERS), (*amounts, *numbers), strict=True))
    observed = world.outside.observation[step]
    recorder.keep("production", lines["production"] * observed / EOK)
    recorder.keep("revenue", lines["sold"] * value["observation.revenue_bridge"] * observed / EOK)
    recorder.keep("exports", lines["exports"] * observed / world.exchange_rate())
    recorder.keep_all(AS_THEY_ARE, amounts[LINES_AS_THEY_ARE] / EOK)
    told = [row for row, line in enumerate(NUMBERS) if line != "latent_posts" or world.switches.turnover]
    recorder.keep_all(tuple(NUMBERS[row] for row in told), numbers[told])
    recorder.keep("employment_fte", lines["employment"] * value["labour.full_time_share"])
    recorder.keep("utilisation", utilisation(world, lines["output_real"], capacity=lines["capacity"]))
    for year, share in enumerate(world.demography.survival(step), start=1):
        recorder.keep_city(f"survival_{year}", 100.0 * share)
    level = firms.smart_level[firms.active]
    recorder.keep_city("adopters_by_level", np.bincount(level, minlength=TOP_LEVEL + 1)[1:].astype(np.float64))
    new = world.history.onto_ladder & (world.history.first_step == step)
    recorder.keep_city("new_adopters", float(np.count_nonzero(new)))
    recorder.keep_city("value_added_real", world.history.value_added[step].sum() / EOK)
    recorder.keep_city("programme_spending", world.decided.actions.paid / EOK)
    for name, amount in world.flows.outside_complex.items():
        recorder.keep_city(name, amount / (1.0 if "jobs" in name else EOK))
    if world.settlement is not None:
        for name, number in city_series(world.settlement).items():
            recorder.keep_city(name, number)
    if world.switches.turnover:
        recorder.keep("employment_subsidy", lines["employment_subsidy"] / EOK)
        write_people(world)
    recorder.sectors[recorder.row] = world.flows.reached / EOK


def write_people(world: World) -> None:
    """Write what belongs to no industry of the month's labour market."""
    firms, market, people, recorder = world.firms, world.market, world.people, world.recorder
    rows = np.flatnonzero(world.flows.lost_to_labour)
    asked_for = np.diff(market.post_skills, axis=1, prepend=0.0)[firms.smart_level[rows] + firms.ai[rows]]
    lost = firms.price[rows] * world.flows.lost_to_labour[rows] / EOK
    recorder.keep_city("output_lost_to_labour", by_occupation(lost, asked_for))
    recorder.keep_city("moves_between_firms", float(market.moves.sum()))
    recorder.keep_city("retirements", float(market.retired.sum()))
    recorder.keep_city("in_commuters", float(market.in_commuters))
    recorder.keep_city("commuters_other_provinces", market.from_elsewhere)
    kinds = people_by_kind(
        people.table, born_after=world.step_index - MONTHS_A_YEAR * YOUNG_UNTIL,
        placed_from=CONTRACTS.index("in_house"), digital=SKILLS.index("digital"),
    )  # fmt: skip
    for name, count in zip(KINDS, kinds, strict=True):
        recorder.keep_city(name, float(count))


def books_of(world: World) -> Books:
    """The columns of firms that are reported."""
    firms, state = world.firms, world.demography
    elsewhere = ("entered", "closed", "left", "capacity", "commercialised", "export_share")
    columns = {name: getattr(firms, name) for name in Books._fields if name not in elsewhere}
    return Books(
        **columns, entered=state.entered, closed=state.closed, left=state.left, capacity=world.opening.capacity,
        commercialised=world.flows.commercialised, export_share=sold_abroad(world),
    )  # fmt: skip


def sold_abroad(world: World) -> Column:
    """Share of each firm's outside sales that leaves the country: what marketing abroad brings leaves it whole.

    s = e + (1 - e) a / (p D) with e the firm's usual share, a the orders that marketing brings (million KRW a month)
    and p D all its outside orders.
    """
    firms, brought = world.firms, world.levers.export_access
    if not brought.any():
        return firms.export_share
    share = np.minimum(1.0, quotient(brought, firms.price * firms.orders_outside, otherwise=0.0))
    return np.asarray(firms.export_share + (1.0 - firms.export_share) * share)


def utilisation(world: World, output: Column, *, capacity: Column) -> Column:
    """Utilisation as firms report it: u = u0 + b (Y/K - u0) + e, in percent, e the persistent error of reports."""
    true = np.divide(output, capacity, out=np.zeros_like(output), where=capacity > 0.0)
    start = world.fixed.start_utilisation[:, None]
    reported = start + world.value["observation.utilisation_elasticity"] * (true - start)
    return np.where(capacity > 0.0, 100.0 * reported + report_error(world), 0.0)


def report_error(world: World) -> float:
    """Error of reported utilisation, e' = rho e + s sqrt(1 - rho^2) z with e = 0 at the start (percentage points)."""
    value, months = world.value, np.arange(world.step_index + 1)
    kept = value["observation.utilisation_persistence"]
    luck = normals(stream(world.seed_number, "report of utilisation"), months)
    error = np.sqrt(1.0 - kept**2) * float(luck @ kept ** months[::-1])
    return float(value["observation.utilisation_error"] * error)


def write_firms(world: World) -> None:
    """Keep what each firm did this month."""
    firms, month, competition = world.firms, world.step_index, world.flows.competition
    history, now = world.history, (month, slice(firms.output.size))
    history.output[now], history.labour[now] = firms.output, firms.labour
    industry_price = firms.price / (firms.own_price * firms.conceded)
    np.divide(firms.value_added, industry_price, out=history.value_added[now])
    history.gain[now], history.loss[now] = competition.gain, competition.loss
    history.taken[month] = competition.local, competition.domestic, competition.foreign
    history.paid_by_firms[month] = float(world.flows.adoption_spending.sum() - world.decided.step_grants.sum())
    stepped = np.flatnonzero(firms.adoption_month == month)
    fresh = stepped[history.first_step[stepped] < 0]
    history.first_step[fresh], history.onto_ladder[fresh] = month, world.ladder.start_level[fresh] == 0
    for transfer in world.decided.actions.transfers:
        history.granted.setdefault(transfer.instrument, []).append((month, transfer.amount))
        if transfer.for_step:
            history.for_steps.add(transfer.instrument)
