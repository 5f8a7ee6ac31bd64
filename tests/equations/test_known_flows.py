"""Known values, computed by hand, of rules of a month: services, orders, output, posts, capacity, what firms hear."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations.awareness import adopters_around, awareness_hazard
from simulation.equations.demand import expected_demand, fill_to_total, order_book_path, outside_orders
from simulation.equations.households import ServiceEconomy, consumption, service_output, settled_services
from simulation.equations.housing import place_worth
from simulation.equations.investment import capacity_added, capacity_next
from simulation.equations.labour import layoff_hazard, posts_to_fill, rescaled_reach, retention_opens, split_posts
from simulation.equations.production import bought_inside, deliveries, orders_to_suppliers, output, still_waiting
from simulation.equations.skills import pace_of_effect
from simulation.equations.splicing import splice, splice_back


def rows(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.int64)


def test_spending_and_what_services_make_of_it():
    """0.75 x 0.8 x 100 = 60; 0.2 x 60 + 0.1 x 10, 0.1 x 60 + 0.2 x 10."""
    economy = ServiceEconomy(np.array([0.2, 0.1]), np.array([[0.1, 0.0], [0.2, 0.0]]), np.array([0.5, 0.3]))
    assert consumption(100.0, 0.2, propensity=0.75) == pytest.approx(60.0)
    assert service_output(60.0, np.array([10.0, 20.0]), economy=economy).tolist() == pytest.approx([13.0, 8.0])


def test_services_once_everything_has_worked_through():
    """One sector: 0.6 x 100 x 0.5 / (1 - 0.1 - 0.6 x 0.5 x 0.2). Two: spending of all pay, and inputs of the rest."""
    alone = ServiceEconomy(np.array([0.5]), np.array([[0.1]]), np.array([0.2]))
    assert settled_services(100.0, 0.6, economy=alone).tolist() == pytest.approx([30.0 / 0.84])
    two = ServiceEconomy(np.array([0.2, 0.1]), np.array([[0.1, 0.0], [0.2, 0.0]]), np.array([0.5, 0.3]))
    settled = settled_services(100.0, 0.6, economy=two)
    spent = 0.6 * (100.0 + two.pay @ settled)
    assert service_output(spent, settled, economy=two) == pytest.approx(settled)


def test_a_break_grows_as_the_total_and_each_quarter_adds_to_it():
    """Over the break 10 and 30 grow by 50 / 40; then one doubles: 25 and 37.5, cut from 62.5 to 60."""
    levels = np.array([[10.0, 30.0], [20.0, 20.0], [40.0, 20.0]])
    found = splice(levels, np.array([40.0, 50.0, 60.0]), breaks=np.array([False, True, False]))
    assert found.tolist() == [[10.0, 30.0], [12.5, 37.5], [24.0, 36.0]]
    # Nothing grows from nothing.
    found = splice(np.array([[0.0, 10.0], [5.0, 10.0]]), np.array([10.0, 20.0]), breaks=np.array([False, False]))
    assert found.tolist() == [[0.0, 10.0], [0.0, 20.0]]


def test_a_series_spliced_back_ends_as_recorded_and_steps_as_the_total_where_firms_were_moved():
    series, total = np.array([0.0, 1.0, 9.0, 7.0]), np.array([0.0, 5.0, 6.5, 6.0])
    found = splice_back(series, total, breaks=np.array([True, False, True, False]))
    assert found.tolist() == [6.5, 7.5, 9.0, 7.0]


def test_a_quarter_of_the_error_is_taken_up():
    assert expected_demand(np.array([100.0]), np.array([120.0]), speed=0.25).tolist() == [105.0]


@pytest.mark.parametrize(
    ("contracts", "luck", "path"),
    # Three quarters of the book stay; a contract of four months with chance 1/4, or one of a month every month.
    [(3.0, 0.2, 0.75 + 4.0 / 4.0), (3.0, 0.3, 0.75), (12.0, 0.9, 1.0), (24.0, 0.9, 1.0)],
)
def test_the_order_book_of_an_anchor(contracts, luck, path):
    found = order_book_path(np.ones(1), 4.0, contracts=contracts, luck=np.array([luck]))
    assert found.tolist() == pytest.approx([path])


def test_own_paths_move_orders_and_leave_the_total():
    """1.5 x (2, 3) x 4 / 5; an industry without firms asks for nothing."""
    found = outside_orders(np.array([1.0, 3.0]), np.array([2.0, 1.0]), industry=rows(0, 0), index=np.array([1.5, 2.0]))
    assert found.tolist() == pytest.approx([2.4, 3.6])


def test_plans_are_stretched_to_a_given_total():
    """11 at the limit and 13 from a plan of 10; no plan is stretched by more than half; nobody, no factor."""

    def factor(total: float, limit: float) -> list[float]:
        found = fill_to_total(
            np.array([10.0, 10.0]),
            np.array([limit, 100.0]),
            industry=rows(0, 0),
            total=np.array([total, 5.0]),
            most=1.5,
        )
        return found.tolist()

    assert factor(24.0, 11.0) == pytest.approx([1.3, 1.0])
    assert factor(30.0, 11.0) == pytest.approx([1.5, 1.0])
    assert factor(10.0, 11.0) == pytest.approx([0.5, 1.0])


def test_output_is_the_plan_within_capacity_and_hands():
    found = output(np.full(3, 10.0), np.array([8.0, 20.0, 20.0]), labour_limit=np.array([20.0, 7.0, 20.0]))
    assert found.tolist() == [8.0, 7.0, 10.0]
    assert deliveries(np.array([5.0, 30.0, 1.0]), np.array([10.0, 20.0, 0.0])).tolist() == [0.5, 1.0, 1.0]
    # Of 6 not delivered, a tenth goes elsewhere.
    assert still_waiting(np.array([10.0, 7.0]), np.array([4.0, 7.0]), lost=0.1).tolist() == pytest.approx([5.4, 0.0])


def test_orders_and_purchases_of_three_firms():
    """The first buys 0.1 and 0.2 of the others, the second 0.5 of the first, the third makes nothing."""
    links = {"start": rows(0, 2, 3, 4), "supplier": rows(1, 2, 0, 0), "coefficient": np.array([0.1, 0.2, 0.5, 0.9])}
    made = np.array([100.0, 40.0, 0.0])
    orders = np.full(3, 7.0)
    orders_to_suppliers(**links, output=made, orders=orders)
    assert orders.tolist() == pytest.approx([20.0, 10.0, 20.0])
    fill, prices = np.array([1.0, 0.5, 1.0]), (np.array([2.0, 3.0, 4.0]), np.array([1.0, 2.0, 5.0]))
    cost, other = (bought_inside(**links, ordered_output=made, fill=fill, price=price) for price in prices)
    # (0.1 x 0.5 x 3 + 0.2 x 4) x 100, 0.5 x 2 x 40; at the other prices (0.1 x 0.5 x 2 + 0.2 x 5) x 100, 0.5 x 40.
    assert cost.tolist() == pytest.approx([95.0, 40.0, 0.0])
    assert other.tolist() == pytest.approx([110.0, 20.0, 0.0])


def test_posts_open_advertised_and_given_up():
    """floor(10.6 + 0.5) - 9, floor(10.2 + 0.5) - 10, floor(3 + 0.5) - 5."""
    found = posts_to_fill(np.array([10.6, 10.2, 3.0]), rows(9, 10, 5), rounding=np.full(3, 0.5))
    assert found.tolist() == [2, 0, 0]
    advertised, latent = split_posts(rows(5, 1), rows(2, 4))
    assert (advertised.tolist(), latent.tolist()) == ([3, 0], [2, 1])
    # ln(1/4) / ln(1/2) is two.
    assert rescaled_reach(30.0, 0.5, wanted=0.75) == pytest.approx(60.0)


def test_who_lays_off_and_whom_the_subsidy_serves():
    solvent = np.array([False, False, False, True])
    found = layoff_hazard(
        np.array([10.0, 10.0, 0.0, 10.0]), np.array([7.0, 12.0, 1.0, 7.0]), solvent=solvent, speed=0.5
    )
    assert found.tolist() == pytest.approx([0.15, 0.0, 0.0, 0.0])
    assert retention_opens(np.array([84.0, 86.0]), np.full(2, 100.0), threshold=0.15).tolist() == [1.0, 0.0]


def test_capacity_replaced_bought_and_grown_into():
    """Plans 45 / 0.9 and 108 / 0.9 at 100: half of a tenth; a tenth and half of the gap; no money, none."""
    capacity, expected = np.array([100.0, 100.0, 0.0, 0.0]), np.array([45.0, 108.0, 9.0, 9.0])
    solvent = np.array([True, True, False, True])

    def bought(speed: float) -> list[float]:
        return capacity_added(capacity, expected, solvent=solvent, normal=0.9, speed=speed, depreciation=0.1).tolist()

    assert bought(0.5) == pytest.approx([5.0, 20.0, 0.0, 5.0])
    assert bought(0.0) == pytest.approx([10.0, 10.0, 0.0, 0.0])
    one, five = np.array([100.0]), np.array([5.0])
    # 90 + 5, and two hundredths of the half that was renewed; nothing is renewed where nothing wears out.
    assert capacity_next(one, five, depreciation=0.1).tolist() == pytest.approx([95.0])
    assert capacity_next(one, five, depreciation=0.1, embodied=0.02).tolist() == pytest.approx([96.0])
    assert capacity_next(one, five, depreciation=0.0, embodied=0.02).tolist() == pytest.approx([105.0])


def test_what_firms_hear_from_links_neighbours_and_tier():
    """Five firms: the first buys from the next two and is the anchor of the next three; the last has neither.

    Neighbours weigh 1/4, the tier 1/2. Adopters are the second and the fourth; the first three are neighbours (1/3
    adopt), and the last two (1/2). Links: 1 of 2; 0 of 2 (customer and anchor are one firm, twice), 0 of 2, 0 of 1.
    """
    active = np.ones(5, dtype=bool)
    adopter = np.array([False, True, False, True, False])
    found = adopters_around(
        rows(0, 2, 2, 2, 2, 2), rows(1, 2), active=active, adopter=adopter, group=rows(0, 0, 0, 1, 1),
        anchor=rows(-1, 0, 0, 0, -1), tier=rows(0, 1, 1, 1, 0), weights=(0.25, 0.5),
    )  # fmt: skip
    links = [0.75 * 0.5 + 0.25 / 3.0, 0.25 / 3.0, 0.25 / 3.0, 0.25 * 0.5]
    # Of the two others of the tier below the anchor adopt one, both, one.
    tiers = [0.5 * links[1] + 0.5 * 0.5, 0.5 * links[2] + 0.5 * 1.0, 0.5 * links[3] + 0.5 * 0.5]
    assert found.tolist() == pytest.approx([links[0], *tiers, 0.5])
    # 1 - exp(-(0.01 + 0.2 x 0.5 + 0.02) x 2).
    heard = awareness_hazard(0.01, 0.2, share=np.array([0.5]), added=np.array([0.02]), months=2.0)
    assert heard.tolist() == pytest.approx([0.2289484], abs=1e-7)


def test_how_fast_the_effect_of_a_step_comes():
    """Half the need: 0.4 + 0.6 / 2; the need met, passed, nobody named, nobody needed: at once."""
    share, need = np.array([0.1, 0.2, 0.3, -1.0, 0.05]), np.array([0.2, 0.2, 0.2, 0.2, 0.0])
    assert pace_of_effect(share, need, slowest=0.4).tolist() == pytest.approx([0.7, 1.0, 1.0, 1.0, 1.0])


def test_the_worth_of_a_place():
    """ln(2 - 1) - 0.1 x 10 + 2 x 0.3; where rent leaves less, a twentieth of the pay is left."""
    given = {"minutes": np.array([10.0]), "amenity": np.array([0.3]), "weights": (1.0, 0.1, 2.0, 0.05)}
    assert place_worth(2.0, np.array([1.0]), **given).tolist() == pytest.approx([-0.4])
    assert place_worth(2.0, np.array([1.99]), **given).tolist() == pytest.approx([np.log(0.1) - 0.4])
