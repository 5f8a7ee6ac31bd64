"""Known values, computed by hand, of rules that people follow: who gets which post and home, who goes, what is paid."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations import hiring, homes, lives, pay, search
from simulation.equations.careers import ELSEWHERE, EMPLOYED, OUT, UNEMPLOYED
from simulation.equations.columns import Contacts, Jobs, Living, PayRise, Posts, Residents, Terms
from simulation.equations.seeking import place_utility
from simulation.luck import plain_uniform, stream, uniforms
from tests.equations.register import table_of

KEY = stream(1, "known")
NEVER = -np.inf


def rows(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.int64)


def flags(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.bool_)


def reals(*numbers: float) -> np.ndarray:
    return np.array(numbers)


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


def test_who_looks_for_a_home():
    """One has looked and is there, one has left; of the hired one is foreign, one lost the job, one looks already."""
    people = table_of(
        {
            "identifier": np.arange(5), "employer": rows(0, -1, 0, -1, 0), "status": rows(0, OUT, 0, 1, 0),
            "foreign": flags(0, 0, 1, 0, 0),
        }
    )  # fmt: skip
    for share, expected in ((1.0, [0, 4]), (0.0, [0])):
        found = homes.who_looks(KEY, rows(0, 1), hired=rows(2, 3, 4, 0), people=people, with_a_new_job=share)
        assert found.tolist() == expected
    hired = np.arange(60)
    found = homes.who_looks(
        KEY, rows(), hired=hired, people=table_of({"identifier": hired}), with_a_new_job=0.4
    )  # fmt: skip
    assert found.tolist() == np.flatnonzero(uniforms(KEY, hired) < 0.4).tolist()


def test_the_best_home_is_the_best_of_utility_and_luck_where_there_is_room():
    weight, places = reals(0.1, 0.4, 0.0, 0.3), rows(9, 9, 9, 9)
    luck = np.array([[plain_uniform(int(KEY), each, alternative=zone) for zone in range(4)] for each in range(400)])
    expected = np.argmax(weight / -np.log(luck), axis=1)
    found = [homes.best_home(KEY, each, weight=weight, places=places, present=2) for each in range(400)]
    assert found == expected.tolist()
    alone = reals(0.0, 2.0, 0.0, 0.0)
    assert homes.best_home(KEY, 3, weight=alone, places=rows(1, 1, 1, 1), present=2) == 1
    assert homes.best_home(KEY, 3, weight=alone, places=rows(1, 0, 1, 1), present=2) == 2
    assert homes.best_home(KEY, 3, weight=alone, places=rows(1, 0, 1, 1), present=1) == 1


def test_those_at_work_and_the_others_weigh_zones_apart():
    people = table_of({"identifier": rows(0, 1), "employer": rows(0, -1), "home": rows(0, 1)})
    places = rows(1, 1)
    before = homes.rehouse(
        KEY, rows=rows(0, 1), order=rows(1, 0), people=people, at_work=reals(NEVER, 0.0), elsewhere=reals(0.0, NEVER),
        places=places,
    )  # fmt: skip
    assert (before.tolist(), people.home.tolist(), places.tolist()) == ([0, 1], [1, 0], [0, 0])


def test_age_groups_are_of_sixty_months_and_the_last_is_open():
    assert [lives.age_group(0, -each, groups=18) for each in (179, 180, 239, 1200)] == [2, 3, 3, 17]
    assert lives.age_groups(12, rows(-168, 20, -6000), groups=18).tolist() == [3, 0, 17]


def test_one_draw_decides_who_dies_leaves_or_looks():
    """u < m dies, then l (half for those at work, none in the ring), then the chance of looking, by age and sex."""
    size, districts = 600, 2
    numbers = np.arange(size)
    group, woman, status = numbers % 2, numbers % 3 == 0, np.where(numbers % 5 < 3, EMPLOYED, UNEMPLOYED)
    status[numbers % 7 == 0], foreign, home = OUT, numbers % 11 == 0, numbers % 3
    employer = np.where(status == EMPLOYED, numbers % 4, -1)
    mortality, leaving, looking = np.array([[0.2, 0.1], [0.3, 0.4], [0, 0]]), reals(0.3, 0.2, 0), reals(0.1, 0.25, 0)
    columns = {
        "identifier": numbers, "employer": employer.copy(), "status": status.copy(), "tenure": np.full(size, 5),
        "born": -60 * group - 1, "woman": woman, "foreign": foreign, "home": home,
    }  # fmt: skip
    lookers, lost = np.zeros(size, dtype=np.int64), np.full(4, 9)
    died, left = np.full((2, districts, 3, 2), 9)
    count = lives.live(
        KEY, 0, people=table_of(columns), chances=Living(mortality, leaving, 0.5, looking), lookers=lookers, lost=lost,
        died=died, left=left,
    )  # fmt: skip
    luck, there = uniforms(KEY, numbers), (status != OUT) & ~foreign
    dies = mortality[group, woman.astype(int)]
    goes = np.where(home < districts, leaving[group] * np.where(status == EMPLOYED, 0.5, 1.0), 0.0)
    dead, gone = there & (luck < dies), there & (luck >= dies) & (luck < dies + goes)
    seeks = there & (luck >= dies + goes) & (luck < dies + goes + looking[group])
    assert lookers[:count].tolist() == np.flatnonzero(seeks).tolist()
    for counts, who in ((died, dead), (left, gone)):
        expected = np.zeros((districts, 3, 2), dtype=np.int64)
        city = who & (home < districts)
        np.add.at(expected, (home[city], group[city], woman[city].astype(int)), 1)
        np.testing.assert_array_equal(counts, expected)
    away = dead | gone
    assert lost.tolist() == np.bincount(employer[away & (employer >= 0)], minlength=4).tolist()
    assert columns["employer"].tolist() == np.where(away, -1, employer).tolist()
    assert columns["status"].tolist() == np.where(away, OUT, status).tolist()
    assert columns["tenure"].tolist() == np.where(away, 0, 5).tolist()


@pytest.mark.parametrize(("leaving", "with_job", "looking"), [(0.6, 2.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 1.0)])
def test_what_is_certain_happens_to_everybody(leaving, with_job, looking):
    """Twice a chance of 0.6 for those at work; a chance of one without a job; or of looking."""
    status = np.full(50, UNEMPLOYED if with_job == 0.0 else EMPLOYED)
    lookers, none = np.zeros(50, dtype=np.int64), np.zeros((2, 1, 1, 2), dtype=np.int64)
    count = lives.live(
        KEY, 0, people=table_of({"identifier": np.arange(50), "status": status, "employer": np.zeros(50, np.int64)}),
        chances=Living(np.zeros((1, 2)), reals(leaving), with_job, reals(looking)), lookers=lookers, lost=rows(0),
        died=none[0], left=none[1],
    )  # fmt: skip
    assert (none[1].sum(), count) == ((50, 0) if leaving else (0, 50))


def test_who_comes_into_reach_and_who_leaves_it():
    """A national, a foreign worker, one of the ring, and a national for whom no resident is left."""
    columns = {
        "born": rows(-61, -61, -61, -10), "home": rows(0, 0, 1, 0), "foreign": flags(0, 1, 0, 0),
        "woman": flags(1, 0, 0, 0), "status": rows(ELSEWHERE, EMPLOYED, ELSEWHERE, ELSEWHERE),
    }  # fmt: skip
    people, every = table_of(columns), rows(0, 1, 2, 3)
    others, nationals, foreigners = np.zeros((3, 1, 2, 2), dtype=np.int64)
    others[0, 1, 1] = 1
    residents = Residents(others, nationals, foreigners)
    assert lives.join_reach(0, every, people=people, residents=residents).tolist() == [1]
    assert (others.sum(), nationals[0, 1, 1], nationals.sum(), foreigners[0, 1, 0]) == (0, 1, 1, 1)
    assert people.status.tolist() == [ELSEWHERE, EMPLOYED, ELSEWHERE, OUT]
    anew = np.full((2, 1, 2, 2), 4)
    lives.count_residents(0, people, nationals=anew[0], foreigners=anew[1])
    assert (anew[0].tolist(), anew[1].tolist()) == (nationals.tolist(), foreigners.tolist())
    assert lives.leave_reach(0, rows(0, 1, 2), people=people, residents=residents).tolist() == [1]
    assert (others[0, 1, 1], nationals.sum(), foreigners.sum()) == (1, 0, 0)


def test_a_birthday_moves_up_by_one_group():
    """Sixty months old; a month more; twice sixty, and thrice: the last group is open; out; of the ring; foreign."""
    people = table_of(
        {
            "born": rows(-59, -60, -119, -179, -59, -59, -59), "home": rows(0, 0, 0, 0, 0, 1, 0),
            "status": rows(0, 0, 0, 0, OUT, 0, 0), "foreign": flags(0, 0, 0, 0, 0, 0, 1),
            "woman": flags(1, 0, 0, 0, 0, 0, 0),
        }
    )  # fmt: skip
    nationals, foreigners = np.full((2, 1, 3, 2), 5)
    lives.grow_older(1, people, nationals=nationals, foreigners=foreigners)
    assert nationals.tolist() == [[[5, 4], [4, 6], [6, 5]]]
    assert foreigners.tolist() == [[[4, 5], [6, 5], [5, 5]]]


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


def test_the_low_paid_are_those_below_the_limit_in_small_firms():
    wage, employer = reals(1.0, 1.9, 2.0, 1.0, 1.0, 1.0), rows(0, 0, 0, 1, 1, -1)
    assert pay.paid_below(wage, employer, firms=2, limit=1.9).tolist() == [1, 2]
    found = pay.wage_support(wage, employer, heads=rows(29, 30), most_heads=30, most_pay=1.9, amount=0.13, take_up=0.5)
    assert found.tolist() == pytest.approx([0.065, 0.0])


def test_what_a_place_is_worth_to_who_earns_there():
    """3 x (ln 1 + 2 x 0.3) - 0.1 x 10; a twentieth of the pay is left at least: 3 x (ln 0.1 + 0.6) - 1."""
    given = {"minutes": 10.0, "amenity": 0.3, "pay_weight": 3.0, "commute_weight": 0.1, "amenity_weight": 2.0}
    assert place_utility(2.0, 1.0, **given, least_left=0.05) == pytest.approx(0.8)
    assert place_utility(2.0, 1.99, **given, least_left=0.05) == pytest.approx(-6.1077553)


def test_every_look_of_every_post_reaches_its_place_of_the_register():
    """All of 80 looks find somebody; then those who look alone; the posts of a firm see other places."""
    firm, number, looks = np.arange(10) % 3, np.arange(10) // 3, np.full(10, 8)
    keys, people = rows(11, 12, 13), 50
    seen = [
        int(plain_uniform(int(KEY), int(keys[firm[post]]), alternative=int(number[post]) * 4096 + look) * people)
        for post in range(10)
        for look in range(8)
    ]
    for looking in (np.ones(people, dtype=np.bool_), np.arange(people) % 3 == 0):
        found = search.reach(KEY, keys, posts=Posts(firm, number, looks), looking=looking)
        assert found.person.tolist() == [row for row in seen if looking[row]]
        assert found.post.tolist() == [place // 8 for place, row in enumerate(seen) if looking[row]]


def test_a_post_asks_for_a_skill_of_its_firms_rung():
    mix, rung, keys = np.array([[0.2, 0.6, 0.9], [0.0, 0.0, 0.5]]), rows(0, 1), rows(3, 8)
    firm, number = np.arange(60) % 2, np.arange(60) // 2
    found = search.skills_asked(KEY, keys, posts=Posts(firm, number, firm), post_skills=mix, rung=rung)
    luck = [plain_uniform(int(KEY), int(keys[firm[each]]), alternative=int(number[each])) for each in range(60)]
    expected = [min(2, int((luck[each] >= mix[rung[firm[each]]]).sum())) for each in range(60)]
    assert found.tolist() == expected
