"""Compiled rules against their plain Python form, and single rules against hand-made cases."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.arrays import quotient, total_by
from simulation.equations import books, counting, labour
from simulation.equations.demand import order_path, target_output
from simulation.equations.hours import hours_worked, pay_for_hours
from simulation.equations.production import bought_inside, orders_to_suppliers
from simulation.luck import stream, uniforms

FIRMS, PEOPLE = 40, 900


def drawn(name: str, size: int) -> np.ndarray:
    return uniforms(stream(1, name), np.arange(size))


@pytest.fixture
def network():
    links = (drawn("links", FIRMS) * 5).astype(np.int64)
    start = np.concatenate([[0], np.cumsum(links)])
    supplier = (drawn("suppliers", start[-1]) * FIRMS).astype(np.int64)
    return start, supplier, drawn("coefficients", start[-1])


def test_orders_and_purchases_equal_their_plain_form(network):
    start, supplier, coefficient = network
    output, fill, price = drawn("output", FIRMS), drawn("fill", FIRMS), 1.0 + drawn("price", FIRMS)
    compiled, plain = np.empty(FIRMS), np.empty(FIRMS)
    orders_to_suppliers(start, supplier, coefficient, output, compiled)
    orders_to_suppliers.py_func(start, supplier, coefficient, output, plain)
    assert np.array_equal(compiled, plain)
    assert compiled.sum() == pytest.approx((coefficient * np.repeat(output, np.diff(start))).sum())
    bought = [
        rule(start, supplier, coefficient, output, fill, price) for rule in (bought_inside, bought_inside.py_func)
    ]
    assert np.array_equal(*bought)


def test_quotients_and_totals_are_those_of_numpy() -> None:
    """3 over 2 and nothing to divide by; 1 + 4 in the first group, 2 in the third."""
    above, below = np.array([3.0, 1.0, 5.0]), np.array([2.0, 0.0, -1.0])
    assert quotient(above, below, otherwise=7.0).tolist() == [1.5, 7.0, 7.0]
    assert total_by(np.array([0, 2, 0]), np.array([1.0, 2.0, 4.0]), groups=4).tolist() == [5.0, 0.0, 2.0, 0.0]
    amount, group = drawn("amount", FIRMS), (drawn("group", FIRMS) * 5).astype(np.int64)
    assert np.array_equal(total_by(group, amount, groups=5), np.bincount(group, weights=amount, minlength=5))
    over = np.where(drawn("zero", FIRMS) < 0.5, 0.0, amount)
    assert np.array_equal(
        quotient(amount, over, otherwise=0.5), np.divide(amount, over, out=np.full(FIRMS, 0.5), where=over > 0.0)
    )


def test_hours_move_before_posts_and_posts_before_people():
    posts = np.array([100.0, 100.0, 100.0, 100.0])
    needed = np.array([110.0, 103.0, 95.0, 60.0])
    speeds = {"speed_up": 0.1, "speed_down": 0.05}
    after = labour.established_posts(posts, needed, hours_floor=0.9, hours_ceiling=1.04, **speeds)
    assert after[0] == pytest.approx(100.0 + 0.1 * (110.0 / 1.04 - 100.0))
    assert after[1] == 100.0
    assert after[2] == 100.0
    assert after[3] == pytest.approx(100.0 - 0.05 * (100.0 - 60.0 / 0.9))


def test_hours_above_normal_cost_half_as_much_again_and_short_time_saves_nothing():
    """Output 110 with heads that make 100 in normal hours: h = 1.1, pay 1 + 1.5 x 0.1."""
    hours = hours_worked(np.array([110.0, 90.0, 5.0]), np.array([10.0, 10.0, 1.0]), heads=np.array([10.0, 10.0, 0.0]))
    assert hours.tolist() == pytest.approx([1.1, 0.9, 1.0])
    assert pay_for_hours(hours, 0.5).tolist() == pytest.approx([1.15, 1.0, 1.0])


def test_counts_in_one_pass_equal_the_plain_ones():
    employer = (drawn("employer", PEOPLE) * FIRMS).astype(np.int64) - 1
    here = employer >= 0
    assert np.array_equal(counting.heads(employer, FIRMS), np.bincount(employer[here], minlength=FIRMS))


def test_the_books_add_each_firm_of_the_month_once_to_its_cell():
    kinds = books.Books.__annotations__
    columns = {name: 10.0 * drawn(name, FIRMS) for name in kinds}
    flags = ("manufacturing", "active", "operating", "ai", "commercialised")
    whole = {name: columns[name].astype(np.int64) for name, kind in kinds.items() if kind == "Counts"}
    firms = books.Books(**{**columns, **whole, **{name: columns[name] < 5.0 for name in flags}})
    cell = (drawn("cell", FIRMS) * 6).astype(np.int64)
    amounts, numbers = books.added_up(4, cell, books=firms, cells=7)
    lines = dict(zip((*books.AMOUNTS, *books.NUMBERS), (*amounts.T, *numbers.T), strict=True))

    there = firms.active | (firms.closed == 4) | (firms.left == 4)

    def plain(column: np.ndarray) -> np.ndarray:
        return np.bincount(cell, weights=np.where(there, column, 0.0), minlength=7)

    sold = firms.price * (firms.sales_inside + firms.sales_programme + firms.sales_outside)
    expected = {name: column for name, column in firms._asdict().items() if name in lines} | {
        "production": np.where(firms.manufacturing, firms.price * firms.output, 0.0),
        "sold": sold,
        "output_nominal": firms.price * firms.output,
        "output_real": firms.output,
        "compensation": firms.wage_bill + firms.contributions,
        "net_production_tax": firms.production_tax,
        "fixed_capital_consumption": firms.depreciation,
        "fixed_capital_formation": firms.investment,
        "subsidy_received": firms.subsidy,
        "exports": firms.price * firms.sales_outside * firms.export_share,
        "inventory": firms.price * firms.inventory,
        "order_backlog": firms.price * firms.backlog,
        "employment": firms.labour,
        "tenants": firms.active,
        "operating_firms": firms.operating,
        "entries": firms.entered == 4,
        "exits": (firms.closed == 4) | (firms.left == 4),
        "moves_out": firms.left == 4,
        "adopters": firms.active & (firms.smart_level > 0),
        "ai_adopters": firms.active & firms.ai,
    }
    assert set(expected) == set(lines)
    for name, column in expected.items():
        assert np.array_equal(lines[name], plain(column)), name


def test_permits_left_follow_size_and_lever_and_a_firm_over_its_quota_keeps_whom_it_has():
    sizes, quota = np.array([0.0, 11.0, 300.0]), np.array([6.0, 12.0, 0.0])
    workers, held = np.array([0, 10, 11, 299, 300, 20]), np.array([0, 2, 2, 12, 3, 15])
    left = labour.permits_left(workers, held, sizes=sizes, quota=quota, added=np.zeros(6))
    assert left.tolist() == [6, 4, 10, 0, 0, 0]
    assert np.array_equal(left, labour.permits_left(workers, held, sizes=sizes, quota=quota, added=np.full(6, 0.9)))
    more = labour.permits_left(workers, held, sizes=sizes, quota=quota, added=np.full(6, 4.0))
    assert more.tolist() == [10, 8, 14, 4, 1, 1]


def test_rounded_posts_are_unbiased():
    posts = np.full(20_000, 3.3)
    whole = labour.posts_to_fill(posts, np.zeros(posts.size, dtype=np.int64), rounding=drawn("rounding", posts.size))
    assert whole.mean() == pytest.approx(3.3, abs=0.02)


def test_stationary_vacancies_balance_hires_and_separations():
    share = labour.stationary_vacancy_share(np.array([0.0245]), 0.84)[0]
    assert share == pytest.approx(0.0046, abs=1e-4)
    workers, posts = 1.0 - share, 1.0
    left = workers * (1.0 - 0.0245)
    assert left + 0.84 * (posts - left) == pytest.approx(workers)


def test_plans_correct_stocks_and_backlog():
    plan = target_output(np.array([10.0]), np.array([8.0]), backlog=np.array([3.0]), correction=0.1, cover=0.8)
    assert plan[0] == pytest.approx(10.0 + 0.1 * (8.0 - (8.0 - 3.0)))


def test_an_order_path_has_mean_one_and_its_spread():
    path = np.ones(50_000)
    for month in range(80):
        path = order_path(path, 0.9, yearly_spread=0.15, luck=np.array(drawn_normals(month, path.size)))
    assert path.mean() == pytest.approx(1.0, abs=0.01)
    assert np.log(path).std() == pytest.approx(0.15, abs=0.005)


def drawn_normals(step: int, size: int) -> np.ndarray:
    from simulation.luck import normals

    return normals(stream(2, "path", step=step), np.arange(size))
