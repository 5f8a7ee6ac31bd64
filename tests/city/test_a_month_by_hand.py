"""Verbs of a month one by one in a small world: what each leaves behind, reckoned again from what it found."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from simulation.accounts import Account, Flow
from simulation.equations.careers import EMPLOYED, OUT, UNEMPLOYED
from simulation.model.phases import city, demography, entry, labour, newcomers
from simulation.model.world import World


def monthly(percent: float) -> float:
    return float((1.0 + percent / 100.0) ** (1.0 / 12.0))


def home_of(world: World) -> city.Settlement:
    assert world.settlement is not None
    return world.settlement


# -------------------------------------------------------------------------------------------------- homes and people


def test_homes_are_added_and_rents_follow_what_stands_empty(world: World) -> None:
    home, places, levers = home_of(world), world.places, world.zone_levers
    levers.housing_units[0], levers.amenity[1], levers.commuting_cost[2], levers.rent[3] = 40.0, 0.2, 0.5, 0.9
    stock, price, before = home.base_stock + home.built, home.price, places.market_rent.copy()
    places.occupied[1] = stock[1] + 7.0
    city.set_places(world, home)
    inflation = world.fixed.consumer_inflation
    empty = 1.0 - places.occupied / places.housing_stock
    gap = np.where(np.arange(empty.size) < home.districts, home.natural_vacancy - empty, 0.0)
    assert places.housing_stock == pytest.approx(stock + levers.housing_units)
    assert places.occupied[1] == pytest.approx(stock[1])
    assert places.market_rent == pytest.approx(before * inflation * np.exp(world.value["city.rent_speed"] * gap))
    assert places.rent[3] == pytest.approx(0.9 * places.market_rent[3])
    assert home.price == pytest.approx(price * inflation)
    assert places.amenity - home.start_amenity == pytest.approx(levers.amenity)
    assert places.commute_minutes[2] == pytest.approx(0.5 * home.start_minutes[2])


def test_births_are_children_and_every_birthday_moves_one_group_up(world: World) -> None:
    home = home_of(world)
    before, flows = home.others.sum(axis=0), home.flows
    flows.births[:], flows.deaths[:] = 0, 0
    city.live_and_die(world, home)
    after = home.others.sum(axis=0)
    years = (world.month - home.rates.rates_from - 1) / 12.0
    fertility = home.rates.fertility * (1.0 + world.value["city.fertility_trend"] / 100.0) ** years
    expected = float((home.persons.sum(axis=0)[:, 1] * fertility).sum()) / 12.0
    assert flows.births.sum() == pytest.approx(expected, abs=5.0 * np.sqrt(expected))
    assert after.sum() - before.sum() == flows.births.sum() - flows.deaths.sum()
    # Of the youngest as many stay as do not reach five; a sixtieth does, and boys are born as often as is known.
    assert after[0].sum() - before[0].sum() - flows.births.sum() == pytest.approx(-before[0].sum() / 60.0, rel=0.3)
    assert 0 < flows.deaths.sum() < 3 * before.sum() * home.rates.mortality.mean() / 12.0


def test_the_city_draws_people_by_work_by_pay_and_by_what_it_is_worth_to_live_there(world: World) -> None:
    home, value, firms, places = home_of(world), world.value, world.firms, world.places
    own = slice(0, home.districts)
    rent, minutes, amenity = places.rent[own] / home.price, places.commute_minutes[own], places.amenity[own]
    of_pay, of_minutes, of_amenity = (value[f"city.{each}_weight"] for each in ("pay", "minute", "amenity"))
    worth = of_pay * np.log(home.pay - rent) - of_minutes * minutes + of_amenity * amenity - home.start_worth
    weight = home.by_district() / home.by_district().sum()
    place = float(worth @ weight) / of_pay
    heads = float(firms.labour.sum())
    trend = monthly(value["labour.wage_growth"]) ** (world.step_index + 1)
    pay = float(firms.wage @ firms.labour) / heads / home.pay / trend
    employed = value["city.employed_residents"] * world.scale
    share = value["households.resident_share"] * heads / employed
    jobs = value["households.resident_share"] * (heads + firms.vacancies.sum())
    jobs += 12.0 * float(world.city.services @ world.jobs_per_million())
    hands, rest = home.hands_now() / home.hands, employed - home.jobs
    chance = np.log((jobs + rest * hands) / (hands * (home.jobs + rest)))
    better = value["city.chance_elasticity"] * chance + value["city.pay_elasticity"] * (share * np.log(pay) + place)
    assert city.attraction(world, home) == pytest.approx(better, rel=1e-9, abs=1e-12)
    left = home.pay - float(home.start_rent @ weight)
    assert home.flows.real_wage == pytest.approx((np.exp(place) - 1.0) * left, rel=1e-9, abs=1e-12)


def test_a_larger_turnover_brings_as_many_more_as_it_takes(world: World) -> None:
    """At the published turnover as many come as published; at twice it as many more as would leave at the start."""
    home, rates = home_of(world), home_of(world).rates
    world.value["city.in_flow_level"] = 1.1
    some = 1.1 * city.pool_of_migrants(rates, world.month) * world.scale / 12.0
    for turnover in (1.0, 2.0):
        world.value["city.turnover_level"] = turnover
        leaves = rates.out_rate * rates.persons.sum(axis=(0, 2))
        expected = np.maximum(0.0, rates.in_flow + (turnover - 1.0) * leaves) * some
        assert city.in_flow(world, home) == pytest.approx(expected)


@pytest.mark.parametrize("room", [True, False])
def test_who_moves_or_comes_is_counted_where_they_find_a_home_and_else_goes_back(world: World, room: bool) -> None:
    """Ten move within the city and four come, all of one cell; without a free home movers return and nobody comes."""
    home, flows = home_of(world), home_of(world).flows
    flows.open(home.by_district())
    movers, arrived = np.zeros_like(home.others), np.zeros_like(home.others[0])
    movers[1, 6, 0], arrived[5, 1] = 10, 4
    before = home.others.copy()
    home.places.housing_stock[: home.districts] *= 2.0 if room else 0.0
    city.settle(world, home, movers=movers, arrived=arrived)
    gained = home.others - before
    assert gained[:, 6, 0].sum() == 10
    assert gained[:, 5, 1].sum() == (4 if room else 0)
    assert gained.sum() == gained[:, 6, 0].sum() + gained[:, 5, 1].sum()
    assert (flows.moved_out == movers.sum(axis=(1, 2))).all()
    assert (flows.moved_in == gained[:, 6, 0]).all()
    assert (flows.arrivals == gained[:, 5, 1]).all()
    assert (gained[1, 6, 0] == 10) != room


# --------------------------------------------------------------------------------------------------------- newcomers


def test_as_many_young_people_enter_as_their_cohort_says(world: World) -> None:
    """1,000 rows are free and nobody else comes: those who enter look for work and are of the ages of entry."""
    people, value, home = world.people, world.value, home_of(world)
    assert world.register is not None
    world.register.coming[:] = 0.0
    world.market.foreign_at_start = 0
    before = people.status != OUT
    newcomers.take_in_newcomers(world)
    came = ~before & (people.status == UNEMPLOYED)
    cohort = home.persons[:, 4:6].sum() / (world.scale * home.rates.persons[:, 4:6].sum())
    expected = value["people.entrants"] / 100.0 / 12.0 * world.market.people_at_start * cohort
    assert came.sum() == pytest.approx(expected, abs=4.0 * np.sqrt(expected))
    age = (world.step_index - people.born[came]) / 12.0
    assert value["people.entry_age_youngest"] <= age.min() <= age.max() <= value["people.entry_age_oldest"] + 0.1
    standard = world.market.age_pay[age.astype(int)] * world.market.skill_pay[people.skill[came]]
    usual = world.market.usual_offer[0] * world.market.wage_index
    assert people.wage[came] / people.ability[came] == pytest.approx(usual * standard)


def test_training_turns_production_workers_without_a_job_into_digital_ones(world: World) -> None:
    people = world.people
    could = (people.status == UNEMPLOYED) & (people.skill == 0)
    world.levers.skill_supply[:2] = 0.25 * could.sum()
    before = people.skill.copy()
    newcomers.train_people(world)
    changed = before != people.skill
    assert (people.skill[changed] == 3).all()
    assert could[changed].all()
    assert changed.sum() == pytest.approx(0.5 * could.sum(), abs=4.0 * np.sqrt(0.25 * could.sum()))


# ------------------------------------------------------------------------------------------------- posts and their pay


def test_posts_that_stay_open_are_given_up_or_advertised_again(world: World) -> None:
    """Of ten posts and seven people three tenths are unfilled; three advertised ones, one of them filled, leave two."""
    firms, market, flows = world.firms, world.market, world.flows
    firms.established_posts[:], firms.employees[:], firms.hires[:] = 10.0, 7, 2
    firms.latent_posts[:], flows.filled_advertised[:], market.give_up = 4, 1, 1.0
    before = market.unfilled[: firms.active.size].copy()
    labour.close_posts(world, np.full_like(firms.employees, 3))
    assert (firms.vacancies == 2).all()
    # One of the two hires took a latent post, and both open ones are no longer advertised.
    assert (firms.latent_posts == 4 - 1 + 2).all()
    memory = 1.0 / world.value["labour.offer_memory"]
    expected = np.where(firms.operating, before + memory * (0.3 - before), before)
    assert market.unfilled[: firms.active.size] == pytest.approx(expected)


def test_pay_moves_with_its_trend_tenure_and_the_market(world: World) -> None:
    people, firms, market, value = world.people, world.firms, world.market, world.value
    world.flows.minimum_pay = world.minimum_pay()
    before, index, base = people.wage.copy(), market.wage_index, market.base_offer.copy()
    labour.renew_pay(world)
    growth = monthly(value["labour.wage_growth"])
    young = (people.employer >= 0) & (people.tenure < value["people.pay_tenure_months"])
    usual = before * growth * np.where(young, 1.0 + value["people.pay_by_tenure"] / 12.0, 1.0)
    paid = np.where(people.employer >= 0, np.maximum(usual, world.minimum_pay()), usual)
    assert people.wage == pytest.approx(paid)
    assert market.wage_index == pytest.approx(index * growth)
    looking = (people.status == UNEMPLOYED).sum() / market.unemployed_at_start
    tight = 1.0 + value["labour.offer_response"] * (market.unfilled - market.usual_unfilled)
    offered = base * growth * tight * looking ** value["labour.wage_curve"]
    assert world.rows.everyone.wage_offer == pytest.approx(offered)
    work = people.employer >= 0
    bill = np.bincount(people.employer[work], weights=people.wage[work], minlength=firms.employees.size)
    staffed = firms.employees > 0
    assert firms.wage[staffed] == pytest.approx((bill / np.maximum(firms.employees, 1))[staffed])
    assert market.in_commuters == (work & ~world.places.in_city[people.residence]).sum()
    assert market.from_elsewhere == world.places.outside_province[people.residence[work]].sum() > 0.0


# ------------------------------------------------------------------------------------------------ firms come and go


def test_customers_of_a_firm_that_closes_go_to_its_industry_by_their_local_part(world: World) -> None:
    firms, local = world.firms, world.value["displacement.local"]
    gone = np.zeros(firms.active.size, dtype=np.bool_)
    closing = int(np.argmax(np.where(firms.anchor, 0.0, firms.outside_base)))
    gone[closing] = True
    before = firms.outside_base.copy()
    demography.pass_on(world, np.where(gone, before, 0.0), gone=gone)
    rivals = (firms.industry == firms.industry[closing]) & ~gone
    expected = before * np.where(rivals, 1.0 + local * before[closing] / before[rivals].sum(), 1.0)
    expected[closing] = 0.0
    assert firms.outside_base == pytest.approx(expected)


def test_owners_of_a_firm_that_closes_get_what_is_left_and_who_moves_takes_it_along(world: World) -> None:
    firms, ledger = world.firms, world.ledger
    closing, moving = (np.zeros(firms.active.size, dtype=np.bool_) for _ in range(2))
    closing[:2], moving[2:4] = True, True
    firms.cash[:4] = 5.0, -3.0, 11.0, -2.0
    demography.settle_money(world, closing, moving=moving)
    paid, received = ledger.paid, ledger.received
    assert firms.cash[:4] == pytest.approx(0.0)
    assert (paid[Flow.LIQUIDATION, Account.FIRMS], received[Flow.LIQUIDATION, Account.OWNERS]) == (5.0, 5.0)
    assert (paid[Flow.DEBT_WRITTEN_OFF, Account.LENDERS], paid[Flow.RELOCATION, Account.FIRMS]) == (3.0, 11.0)
    assert paid[Flow.RELOCATION, Account.OUTSIDE_FIRMS] == 2.0


def test_a_firm_that_goes_leaves_its_site_its_people_and_its_stocks(world: World) -> None:
    firms, people, state = world.firms, world.people, world.demography
    row = int(np.argmax(np.where(firms.leased, firms.employees, 0)))
    gone = np.arange(firms.active.size) == row
    stock, inputs, heads = firms.inventory[row], firms.input_stock[row], firms.employees[row]
    workers, free = people.employer == row, state.free.copy()
    demography.give_up_sites(world, gone)
    demography.clear(world, gone)
    assert (state.free - free).tolist() == [0.0, 1.0]
    assert workers.sum() == heads
    assert (people.status[workers] == UNEMPLOYED).all()
    assert (people.employer[workers] == -1).all()
    assert (people.tenure[workers] == 0).all()
    assert (state.written_off[row], state.written_off_inputs[row]) == (stock, inputs)
    assert (firms.active[row], firms.employees[row], firms.capacity[row]) == (False, 0, 0.0)
    assert (people.status[people.employer >= 0] == EMPLOYED).all()


def test_floor_comes_by_what_is_usual_and_by_what_programmes_add_less_what_they_crowd_out(world: World) -> None:
    value, state = world.value, world.demography
    world.levers.sites[:], world.levers.lots[:] = 30.0, 2.0
    free, stock = state.free.copy(), state.stock.copy()
    entry.add_floor(world)
    floor = value["demography.floor_added"] * world.scale / 12.0 + 30.0 * (1.0 - value["demography.floor_crowding"])
    assert state.free - free == pytest.approx([2.0, floor / value["demography.unit_floor"]])
    assert state.stock - stock == pytest.approx(state.free - free)


@pytest.fixture
def entrants(world: World) -> np.ndarray:
    """Two rows that wait: a start-up and a firm that moves in, of one industry."""
    state, firms = world.demography, world.firms
    rows = np.flatnonzero((state.entered < 0) & (state.due >= 0) & (firms.industry == 0))[:2]
    state.new_firm[rows] = [True, False]
    return rows


def test_an_entrant_stands_with_the_posts_plant_and_money_of_its_size(world: World, entrants: np.ndarray) -> None:
    firms, value, fixed, posts = world.firms, world.value, world.fixed, world.demography.posts[entrants]
    before, free = firms.outside_base.copy(), world.demography.free.copy()
    entry.settle(world, entrants)
    made = posts * firms.productivity[entrants]
    for column in (firms.demand, firms.expected_demand, firms.target_output, fixed.start_output):
        assert column[entrants] == pytest.approx(made)
    assert firms.established_posts[entrants] == pytest.approx(posts / (1.0 - fixed.vacancy_share[entrants]))
    assert firms.capacity[entrants] == pytest.approx(made / fixed.start_utilisation[0])
    money = value["demography.start_capital"] * firms.price[entrants] * made
    assert firms.cash[entrants] == pytest.approx(money)
    assert world.ledger.paid[Flow.START_CAPITAL, Account.OWNERS] == pytest.approx(
        money.sum() + firms.investment[entrants].sum()
    )
    assert free.sum() - world.demography.free.sum() == 2.0
    # The start-up takes the local part of its customers from rivals, the other brings its own.
    index = max(world.outside.demand[world.step_index][0], value["demography.lowest_index"])
    rivals = (firms.industry == 0) & (before > 0.0)
    taken = value["displacement.local"] * made[0] / index
    assert firms.outside_base[entrants] == pytest.approx(made / index)
    assert firms.outside_base[rivals] == pytest.approx(before[rivals] * (1.0 - taken / before[rivals].sum()))


def test_more_enter_where_an_industry_grew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of candidates, whoever's draw lies under rate over top rate: f c w (1 + e g), g against a year before."""
    seen: dict[str, np.ndarray] = {}
    real: Callable[..., np.ndarray] = entry.rules.entry_rate

    def watched(*given: np.ndarray, **named: np.ndarray) -> np.ndarray:
        seen.update(named, rate=real(*given, **named))
        return seen["rate"]

    monkeypatch.setattr(entry.rules, "entry_rate", watched)
    state, step = world.demography, 12
    world.step_index = step
    made = np.bincount(world.firms.industry, weights=world.firms.output, minlength=state.made.shape[1])
    state.made[0] = made / 1.1
    entry.those_who_come(world)
    assert seen["growth"][made > 0.0] == pytest.approx(0.1)
    assert state.made[step] == pytest.approx(made)
