"""One month on one page: the order is the model."""

from __future__ import annotations

from simulation.model.opening.another import keep_where_others_part
from simulation.model.phases.accounts import (
    collect_from_customers,
    draw_up_surplus,
    pay_for_inputs,
    pay_interest,
    pay_investors_and_owners,
    pay_people_and_taxes,
    pay_programmes,
    support_employment,
)
from simulation.model.phases.checks import check_identities
from simulation.model.phases.city import house_move_and_age
from simulation.model.phases.demography import close_and_move_away
from simulation.model.phases.entry import let_sites_and_enter
from simulation.model.phases.households import spend_at_home
from simulation.model.phases.labour import fill_posts, hold_planned_heads, quit_retire_and_lay_off, renew_pay
from simulation.model.phases.lives import live_a_month
from simulation.model.phases.newcomers import take_in_newcomers, train_people
from simulation.model.phases.outside_world import follow_order_paths, move_prices_and_pay
from simulation.model.phases.plans import plan_output, plan_posts
from simulation.model.phases.production import invest, order_inputs, produce
from simulation.model.phases.programmes import let_programmes_act, place_programme_orders
from simulation.model.phases.public_accounts import read_public_purses, tax_homes_and_residents, tax_profit
from simulation.model.phases.reach import reach_beyond_the_complex
from simulation.model.phases.research import do_research
from simulation.model.phases.sales import deliver_and_displace
from simulation.model.phases.technology import learn_and_step_up
from simulation.model.watch import write_down
from simulation.model.world import World


def month(w: World) -> None:
    """One month of everybody; what one verb leaves behind the next finds."""
    move_prices_and_pay(w)
    follow_order_paths(w)
    w.decided = let_programmes_act(w)
    place_programme_orders(w, w.decided)
    plan_output(w)
    plan_posts(w)
    if w.switches.technology:
        learn_and_step_up(w)
        do_research(w)
    live_a_month(w)
    if w.switches.turnover:
        quit_retire_and_lay_off(w)
        take_in_newcomers(w)
        train_people(w)
        fill_posts(w)
        renew_pay(w)
    else:
        hold_planned_heads(w)
    produce(w)
    invest(w)
    deliver_and_displace(w)
    pay_for_inputs(w)
    collect_from_customers(w)
    pay_people_and_taxes(w)
    support_employment(w)
    pay_interest(w)
    draw_up_surplus(w)
    pay_programmes(w, w.decided)
    pay_investors_and_owners(w)
    reach_beyond_the_complex(w)
    spend_at_home(w)
    house_move_and_age(w)
    tax_profit(w)
    tax_homes_and_residents(w)
    read_public_purses(w)
    if w.switches.demography:
        close_and_move_away(w)
    order_inputs(w)
    if w.switches.demography:
        let_sites_and_enter(w)


def step(w: World) -> None:
    """Open a month, live it, check its identities, write it down and hand it over to the next."""
    open_month(w)
    month(w)
    check_identities(w)
    write_down(w)
    close_month(w)


def open_month(w: World) -> None:
    """Bring the month's candidates into sight, open the ledger and remember what firms hold."""
    w.rows.show(w.rows.until(w.step_index))
    w.ledger.open_month()
    w.opening.inventory[:] = w.firms.inventory
    w.opening.inputs[:] = w.firms.input_stock
    w.opening.capacity[:] = w.firms.capacity
    w.opening.active[:] = w.firms.active
    w.opening.cash[:] = w.firms.cash
    w.opening.productivity[:] = w.firms.productivity


def close_month(w: World) -> None:
    """Hand the month's orders over to the next and advance the clock."""
    w.firms.orders_inside[:] = w.flows.orders_placed
    w.flows.ordered_output[:] = w.ordering()
    w.step_index += 1


def run(w: World) -> World:
    """Simulate all months that are left of the scenario; keep the world as it is where others may part from it."""
    while not w.over:
        keep_where_others_part(w)
        step(w)
    return w
