"""Labour: people leave and retire, newcomers arrive, firms open posts, people choose among them, pay moves."""

from __future__ import annotations

import numpy as np

from simulation.arrays import flagged
from simulation.equations import careers, pay
from simulation.equations.columns import Hazards, Leaving, Left, PayRise, Retiring
from simulation.equations.hazards import satisfaction
from simulation.equations.hours import hours_worked, strain
from simulation.equations.labour import given_up, layoff_hazard, posts_to_fill, split_posts
from simulation.luck import stream, uniforms
from simulation.model.parts.labour_market import quits_by_zone
from simulation.model.phases.limits import solvent
from simulation.model.phases.register import retire_into_the_city
from simulation.model.phases.search import search
from simulation.model.world import World
from simulation.units import annual_rate_to_monthly


def hold_planned_heads(world: World) -> None:
    """Where nobody leaves or is hired, firms hold the heads they plan, not rounded."""
    world.firms.labour[:] = world.firms.established_posts * (1.0 - world.fixed.vacancy_share)


def quit_retire_and_lay_off(world: World) -> None:
    """People quit, are laid off or retire; those outside the complex change between work and unemployment."""
    firms, people, market, value = world.firms, world.people, world.market, world.value
    seed, month = world.seed_number, world.step_index
    laid_off = np.zeros(firms.employees.size)
    if world.switches.layoffs:
        laid_off = layoff_hazard(
            firms.established_posts,
            world.flows.needed_posts,
            solvent=solvent(world),
            speed=value["labour.layoff_share"],
        )
        firms.established_posts *= 1.0 - laid_off
    elasticity = value["labour.quit_elasticity"]
    usual = market.usual_offer[firms.size_class] * market.wage_index
    content = satisfaction(firms.wage_offer, usual, benefit=world.levers.commuting_benefit, elasticity=elasticity)
    hours = hours_worked(firms.output, world.opening.productivity, heads=firms.labour)
    content *= strain(hours, value["labour.usual_overtime"], response=value["labour.quits_by_overtime"])
    by_zone = quits_by_zone(market, world.places, firms=firms, elasticity=elasticity)
    of_foreigners = value["labour.quits_by_contract.foreign"]
    count = careers.leave(
        (
            stream(seed, "quit", step=month),
            stream(seed, "retirement", step=month),
            stream(seed, "after leaving", step=month),
        ),
        month,
        people=people.table,
        hazards=Hazards(np.where(firms.employees > 0, market.base[firms.size_class] * content, 0.0), laid_off),
        leaving=Leaving(market.by_age, market.by_tenure, market.by_contract, by_zone, of_foreigners),
        retiring=Retiring(
            hazard=market.retires,
            limit=int(value["labour.retirement_age"]),
            stays=value["labour.stay_past_retirement_age"],
            pay_after=value["labour.pay_after_retirement_age"],
        ),
        unemployed_share=value["labour.leavers_unemployed"],
        left=Left(market.leavers, market.retired, market.newcomers),
    )
    ended = market.newcomers[:count].copy()
    firms.employees -= market.leavers
    if world.register is not None:
        market.leavers += world.register.lost
    # A firm with more posts than it needs at its shortest hours lets part of its retirees' posts go.
    spare = np.maximum(0.0, firms.established_posts - world.flows.needed_posts / value["labour.hours_floor"])
    given = np.minimum(spare, (1.0 - value["labour.retirement_replaced"]) * market.retired)
    firms.established_posts -= given
    careers.change_elsewhere(
        stream(seed, "work elsewhere", step=month),
        people.identifier,
        status=people.status,
        tenure=people.tenure,
        found=value["labour.found_elsewhere"],
        lost=market.lost_elsewhere,
    )
    leave_housing(world)
    if world.register is not None and world.settlement is not None:
        retire_into_the_city(world, world.settlement, rows=ended)


def fill_posts(world: World) -> None:
    """Open posts, let people and firms find each other, and count who works where."""
    advertised, latent = open_posts(world)
    search(world, advertised, latent=latent)
    close_posts(world, advertised)


def leave_housing(world: World) -> None:
    """Whoever no longer works in the complex moves out of its housing."""
    people, housing = world.people, world.places.housing
    there = flagged(people.residence == housing)
    out = there[people.employer[there] < 0]
    people.residence[out] = people.home[out]


def open_posts(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Advertised and latent posts of the month."""
    firms = world.firms
    gap = posts_to_fill(firms.established_posts, firms.employees, rounding=world.fixed.rounding)
    advertised, latent = split_posts(gap, firms.latent_posts)
    firms.latent_posts[:] = latent
    return advertised, latent


def close_posts(world: World, advertised: np.ndarray) -> None:
    """Posts still open at month end; some are no longer advertised. Offers remember what stayed unfilled."""
    firms, market = world.firms, world.market
    firms.vacancies[:] = advertised - world.flows.filled_advertised
    firms.latent_posts -= firms.hires - world.flows.filled_advertised
    rows = np.flatnonzero(firms.vacancies)
    luck = uniforms(stream(world.seed_number, "post given up", step=world.step_index), firms.identifier[rows])
    firms.latent_posts[rows] += given_up(firms.vacancies[rows], market.give_up, luck=luck)
    posts = np.maximum(1.0, firms.established_posts)
    unfilled = np.clip(1.0 - firms.employees / posts, 0.0, 1.0)
    weight = 1.0 / world.value["labour.offer_memory"]
    remembered = market.unfilled[: unfilled.size]
    remembered += np.where(firms.operating, weight * (unfilled - remembered), 0.0)


def renew_pay(world: World) -> None:
    """Raise pay, renew offers, draw up what each firm pays a head, and count heads and commuters."""
    firms, people, market, value = world.firms, world.people, world.market, world.value
    if world.switches.wages_move:
        growth = annual_rate_to_monthly(value["labour.wage_growth"] / 100.0)
        market.wage_index *= 1.0 + growth
        market.base_offer *= 1.0 + growth
        rise = PayRise(
            growth=growth,
            by_tenure=value["people.pay_by_tenure"] / 12.0,
            tenure_months=value["people.pay_tenure_months"],
            floor=world.minimum_pay(),
            before=world.flows.minimum_pay,
            spill=value["labour.minimum_spillover"],
            spill_limit=value["labour.minimum_spillover_limit"],
        )
        pay.raise_pay(people.table, rise)
        world.flows.minimum_pay = rise.floor
        looking = int(np.count_nonzero(people.status == careers.UNEMPLOYED))
        world.rows.everyone.wage_offer[:] = pay.offers(
            market.base_offer,
            market.unfilled,
            usual=market.usual_unfilled,
            response=value["labour.offer_response"],
            unemployment=looking / market.unemployed_at_start,
            curve=value["labour.wage_curve"],
        )
    bill, market.in_commuters, market.from_elsewhere = pay.pay_bill(
        people.table,
        outside=~world.places.in_city,
        elsewhere=world.places.outside_province,
        firms=firms.employees.size,
    )
    np.divide(bill, firms.employees, out=firms.wage, where=firms.employees > 0)
    firms.labour[:] = firms.employees
