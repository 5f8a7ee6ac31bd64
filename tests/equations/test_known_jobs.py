"""Known values, computed by hand, of the labour market: who gets which post, under which terms, and what is paid."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations import hiring, pay, search
from simulation.equations.careers import EMPLOYED, UNEMPLOYED
from simulation.equations.columns import PayRise
from simulation.equations.search_columns import Contacts, Jobs, Posts, Terms
from simulation.equations.seeking import place_utility
from simulation.luck import stream, uniforms
from tests.equations.plain_luck import plain_uniform
from tests.equations.register import flags, reals, rows, table_of

KEY = stream(1, "known")
NEVER = -np.inf


def placed(contacts: list[tuple[int, int, float, float, float]], *, free: int = 0, rounds: int = 3, posts: int = 2):
    """Posts of a firm each, and contacts as post, person, utility at home and after a move, rank."""
    post, person, at_home, moved, rank = (np.array(column) for column in zip(*contacts, strict=True))
    filled, moves, left = hiring.place(
        np.arange(posts), flags(0, 0, 0), contacts=Contacts(post, person, at_home, moved, rank), homes=free,
        permits=rows(*[0] * posts), rounds=rounds,
    )  # fmt: skip
    return filled.tolist(), moves.tolist(), left


def test_applicants_are_numbered_by_their_first_contact():
    number, count = hiring.numbered(rows(5, 3, 5, 0), 6)
    assert (number.tolist(), count) == ([0, 1, 0, 2], 3)


def test_the_best_post_the_best_applicant_and_the_next_round():
    """The first prefers the second post and loses it to a better one: only another round gives them the first."""
    contacts = [(0, 0, 1.0, NEVER, 1.0), (1, 0, 2.0, NEVER, 1.0), (1, 1, 1.0, NEVER, 2.0)]
    assert placed(contacts, rounds=1)[0] == [-1, 2]
    assert placed(contacts, rounds=2)[0] == [0, 2]
    assert placed(contacts, rounds=0)[0] == [-1, -1]
    # Of equal posts the first contact, of equal applicants too.
    assert placed([(0, 0, 1.0, NEVER, 1.0), (1, 0, 1.0, NEVER, 1.0)])[0] == [0, -1]
    assert placed([(0, 0, 1.0, NEVER, 1.0), (0, 1, 1.0, NEVER, 1.0)])[0] == [0, -1]


def test_homes_of_the_complex_go_to_who_comes_for_them_while_there_are_any():
    far = [(0, 0, NEVER, 2.0, 1.0), (1, 1, NEVER, 3.0, 1.0)]
    assert placed(far, free=0) == ([-1, -1], [False, False], 0)
    assert placed(far, free=1) == ([0, -1], [True, False], 0)
    assert placed(far, free=3) == ([0, 1], [True, True], 1)
    near = [(0, 0, NEVER, 2.0, 1.0), (1, 1, 1.0, 3.0, 1.0)]
    assert placed(near, free=1) == ([0, 1], [True, False], 0)
    # Who wants to stay stays, and who can only come with a home stands in nobody's way where there is none.
    assert placed([(0, 0, 2.0, NEVER, 1.0)], free=1) == ([0, -1], [False, False], 1)
    assert placed([(0, 0, NEVER, 2.0, 5.0), (0, 1, 1.0, NEVER, 1.0)], free=0)[0] == [1, -1]
    either = [(0, 0, 2.0, NEVER, 1.0), (1, 0, 1.0, 3.0, 1.0)]
    assert placed(either, free=1) == ([-1, 1], [False, True], 0)
    assert placed(either, free=0) == ([0, -1], [False, False], 0)


def test_a_job_begins_with_its_pay_contract_and_home():
    """2 x 1.1 x 1.5 x 0.9 at 31 years; beyond the table the pay of its last year, 1.5 x 2, in a large firm."""
    columns = {
        "employer": rows(0, -1), "status": rows(EMPLOYED, UNEMPLOYED), "tenure": rows(9, 8), "born": rows(-348, -720),
        "skill": rows(1, 0), "residence": rows(0, 0), "contract": rows(2, 2), "identifier": rows(4, 5),
        "ability": reals(0.9, 1.0), "wage": reals(1.0, 1.0),
    }  # fmt: skip
    by_age = np.ones(40)
    by_age[31], by_age[39] = 1.1, 2.0
    hired, left = np.full(2, 7), np.full(2, 7)
    hiring.take_jobs(
        KEY, 24, jobs=Jobs(rows(0, -1, 1), flags(1, 0, 0), rows(1, 1, 0), rows(0, 1)), housing=2,
        people=table_of(columns),
        terms=Terms(by_age, reals(1.0, 1.5), reals(1.5, 2.0), 2.2, flags(1, 0), np.array([[0.0] * 4, [0.0, 1, 1, 1]])),
        hired=hired, left=left,
    )  # fmt: skip
    assert (hired.tolist(), left.tolist()) == ([1, 1], [1, 0])
    assert columns["employer"].tolist() == [1, 0]
    assert columns["status"].tolist() == [EMPLOYED, EMPLOYED]
    assert columns["tenure"].tolist() == [0, 0]
    assert columns["wage"].tolist() == pytest.approx([2.97, 3.0])
    assert columns["contract"].tolist() == [3, 1]
    assert columns["residence"].tolist() == [2, 0]


def test_the_kind_of_a_contract_is_drawn_by_its_shares():
    size = 60
    people = table_of({"identifier": np.arange(size), "contract": np.full(size, 9)})
    hiring.take_jobs(
        KEY, 0, jobs=Jobs(np.arange(size), np.zeros(size, np.bool_), np.zeros(size, np.int64), np.arange(size)),
        housing=0, people=people, hired=rows(0), left=rows(0),
        terms=Terms(np.ones(2), np.ones(1), reals(2.0), 0.0, flags(0), np.array([[0.3, 0.6, 0.8, 1.0]])),
    )  # fmt: skip
    assert people.contract.tolist() == np.digitize(uniforms(KEY, np.arange(size)), [0.3, 0.6, 0.8]).tolist()


def test_offers_and_the_wage_curve():
    """3 x (1 + 2 x 0.05) x 0.25^-0.5; unemployment of less than a tenth of the usual counts as a tenth."""
    given = {"base": reals(3.0), "unfilled": reals(0.07), "usual": reals(0.02), "response": 2.0, "curve": -0.5}
    assert pay.offers(**given, unemployment=0.25).tolist() == pytest.approx([6.6])
    assert pay.offers(**given, unemployment=0.01).tolist() == pytest.approx([10.435516])


def test_pay_grows_in_general_with_tenure_and_with_the_minimum():
    """2 x 1.1 x 1.05 x (1 + 0.5 x 0.1); no tenure; at the limit of the spill-over; lifted to the minimum; no job."""
    columns = {
        "wage": reals(2.0, 2.0, 2.6, 1.0, 1.0),
        "employer": rows(0, 0, 0, 0, -1),
        "tenure": rows(5, 12, 12, 0, 0),
    }
    people = table_of(columns)
    pay.raise_pay(people, PayRise(0.1, 0.05, 12.0, 2.2, before=2.0, spill=0.5, spill_limit=1.3))
    assert people.wage.tolist() == pytest.approx([2.4255, 2.31, 2.86, 2.2, 1.1])
    people = table_of({"wage": reals(2.0), "employer": rows(0), "tenure": rows(12)})
    pay.raise_pay(people, PayRise(0.1, 0.05, 12.0, 1.8, before=2.0, spill=0.5, spill_limit=1.3))
    assert people.wage.tolist() == pytest.approx([2.2])


def test_subsidies_serve_the_low_paid_of_small_firms_and_posts_that_are_kept():
    wage, employer = reals(1.0, 1.9, 1.8, 1.0, 1.0, 1.0), rows(0, 0, 0, 1, 1, -1)
    assert pay.paid_below(wage, employer, firms=2, limit=1.9).tolist() == [2, 2]
    found = pay.wage_support(wage, employer, heads=rows(29, 30), most_heads=30, most_pay=1.9, amount=0.13, take_up=0.5)
    assert found.tolist() == pytest.approx([0.13, 0.0])
    assert pay.retention_subsidy(reals(2.0), reals(4.0), rate=0.5, months=6.0).tolist() == pytest.approx([24.0])


def test_pay_is_added_by_firm_and_those_who_commute_are_counted():
    """1 + 4 of the first firm, 2 of the second; two of them live outside, a quarter of it in another province."""
    people = table_of({"wage": reals(1.0, 2.0, 4.0, 8.0), "employer": rows(0, 1, 0, -1), "residence": rows(0, 1, 1, 1)})
    bill, commuters, far = pay.pay_bill(people, flags(0, 1), elsewhere=reals(0.0, 0.25), firms=2)
    assert (bill.tolist(), commuters, far) == ([5.0, 2.0], 2, 0.5)


def test_what_a_place_is_worth_to_who_earns_there():
    """3 x (ln 1 + 2 x 0.3) - 0.1 x 10; a twentieth of the pay is left at least: 3 x (ln 0.1 + 0.6) - 1."""
    given = {"minutes": 10.0, "amenity": 0.3, "pay_weight": 3.0, "commute_weight": 0.1, "amenity_weight": 2.0}
    assert place_utility(2.0, 1.0, **given, least_left=0.05) == pytest.approx(0.8)
    assert place_utility(2.0, 1.99, **given, least_left=0.05) == pytest.approx(-6.1077553)


def test_every_look_of_every_post_reaches_its_place_of_the_register():
    """All of 76 looks, of some posts more than of others, find somebody; then those who look alone."""
    firm, number, looks = np.arange(10) % 3, np.arange(10) // 3, 4 + np.arange(10) % 3 * 4
    keys, people = rows(11, 12, 13), 50
    seen = [
        int(plain_uniform(int(KEY), int(keys[firm[post]]), alternative=int(number[post]) * 4096 + look) * people)
        for post in range(10)
        for look in range(looks[post])
    ]
    of_post = np.repeat(np.arange(10), looks)
    for looking in (np.ones(people, dtype=np.bool_), np.arange(people) % 3 == 0):
        found = search.reach(KEY, keys, posts=Posts(firm, number, looks), looking=looking)
        assert found.person.tolist() == [row for row in seen if looking[row]]
        assert found.post.tolist() == [of_post[place] for place, row in enumerate(seen) if looking[row]]


def test_a_post_asks_for_a_skill_of_its_firms_rung():
    mix, rung, keys = np.array([[0.2, 0.6, 0.9], [0.0, 0.0, 0.5]]), rows(0, 1), rows(3, 8)
    firm, number = np.arange(60) % 2, np.arange(60) // 2
    found = search.skills_asked(KEY, keys, posts=Posts(firm, number, firm), post_skills=mix, rung=rung)
    luck = [plain_uniform(int(KEY), int(keys[firm[each]]), alternative=int(number[each])) for each in range(60)]
    expected = [min(2, int((luck[each] >= mix[rung[firm[each]]]).sum())) for each in range(60)]
    assert found.tolist() == expected
