"""Known values, computed by hand, of search: who looks, what they ask for, whom a post suits and what it is worth."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations import counting, search, seeking
from simulation.equations.careers import ELSEWHERE, EMPLOYED, OUT, UNEMPLOYED
from simulation.equations.search_columns import (
    Asked,
    Draws,
    Offers,
    Reached,
    Searching,
    Seekers,
    Standards,
    Wants,
    Zones,
)  # fmt: skip
from simulation.luck import stream, uniforms
from tests.equations.plain_luck import plain_gumbel, plain_uniform
from tests.equations.register import TYPES, flags, reals, rows, table_of

KEY, RANK, TASTE = stream(1, "known"), stream(1, "rank"), stream(1, "taste")
NEVER = -np.inf
SEARCHING = Searching(30.0, 0.6, 0.3, 0.9, 0.1, 0.6, 2.0)
ZONES = Zones(reals(0.5, 0.2, 0.5), reals(20.0, 8.0, 60.0), reals(0.3, -0.1, 0.3), reals(3.0, 0.1, 2.0, 0.5, 0.1), 1)
OFFERS = Offers(rows(7, 9), reals(2.0, 3.0), reals(0.25, 0.5), rows(0, 2), rows(0, 1), 1.0)


def test_all_the_unemployed_look_and_of_the_others_their_share():
    numbers = np.arange(200)
    status = rows(EMPLOYED, ELSEWHERE, UNEMPLOYED, OUT)[numbers % 4]
    luck, least = uniforms(KEY, numbers), np.select([status == EMPLOYED, status == ELSEWHERE], [0.3, 0.6], 0.0)
    found = seeking.looking_for_work(KEY, table_of({"identifier": numbers, "status": status}), SEARCHING)
    assert found.tolist() == ((luck < least) | (status == UNEMPLOYED)).tolist()


def test_ages_stay_within_the_tables():
    assert [seeking.age_in_years(24, born, 120) for born in (-348, -347, 25, -2000)] == [31, 30, 0, 120]


def test_what_those_who_are_reached_ask_for():
    """The first of the register is not reached. Pay after rent, twice the amenity, a tenth a minute, by a weight of 3.

    A month without a job: 3 (ln(0.8 x 2 - 0.5) + 0.6) - 3. At work, with a benefit of 0.5: 2 + 3 (ln 1 + 0.6) - 2 and
    0.5 x 2 for the size of the firm. Elsewhere: 2 + 3 (ln 1 - 0.2) - 3. Long without: 3 (ln(0.6 x 2 - 0.5) + 0.6) - 3.
    Of them one would live in the complex: others are too old, live there, or do not want to.
    """
    people = table_of(
        {
            "status": rows(EMPLOYED, UNEMPLOYED, EMPLOYED, ELSEWHERE, UNEMPLOYED), "employer": rows(0, -1, 1, -1, -1),
            "wage": reals(9.0, 2.0, 1.0, 1.2, 2.0), "tenure": rows(0, 1, 50, 0, 9), "residence": rows(0, 0, 0, 1, 0),
            "born": rows(0, -348, -444, -60, -348), "identifier": rows(5, 6, 7, 8, 9), "skill": rows(9, 1, 2, 3, 4),
        }
    )  # fmt: skip
    found = seeking.seekers(
        24, Reached(rows(0, 0, 1, 1, 1), rows(4, 1, 2, 3, 1)), people=people, offers=OFFERS, zones=ZONES,
        searching=SEARCHING, wants=Wants(reals(0.9, 0.1, 0.1, 0.1, 0.9), 0.5, 39.0),
    )  # fmt: skip
    assert found.row.tolist() == [1, 2, 3, 4]
    assert found.place[found.row].tolist() == [0, 1, 2, 3]
    assert found.age.tolist() == [31, 39, 7, 31]
    assert found.asked.tolist() == pytest.approx([-0.9140695, 2.8, -1.6, -2.2700248])
    assert found.willing.tolist() == [True, False, False, False]
    assert (found.identifier.tolist(), found.skill.tolist()) == ([6, 7, 8, 9], [1, 2, 3, 4])


def test_whom_a_post_suits_what_it_is_worth_and_how_the_firm_ranks():
    """The first fits the first post alone; the second has no permit there and works for the other; the third takes
    the second post at the minimum of 1 and half more, and prefers the present home; the fourth commutes an hour and
    gains by a move; so does the fifth, for whom the present home is too little; the sixth wants more than either; the
    seventh takes the first post at the pay of an own occupation, and does not move."""
    tastes = [plain_gumbel(int(TASTE), each, alternative=9) for each in range(7)]
    home = 1.0 + 3.0 * 0.6
    asked = reals(-99, -99, -99, -99, tastes[4] - 1.5, tastes[5] + 3.0, -99)
    seekers = Seekers(
        np.arange(-1, 7, dtype=np.int32), np.arange(1, 8), np.arange(7),
        rows(-1, 1, -1, -1, -1, -1, -1).astype(TYPES["employer"]), np.array([31, 0, 0, 0, 0, 0, 0], dtype=np.uint8),
        rows(0, 1, 1, 1, 1, 1, 1).astype(TYPES["skill"]), flags(0, 1, 1, 0, 0, 0, 0),
        rows(0, 0, 0, 2, 2, 2, 2).astype(TYPES["residence"]), reals(0.9, 1.0, 0.1, 0.1, 0.1, 0.1, 0.8), asked,
        flags(0, 1, 1, 1, 1, 1, 0),
    )  # fmt: skip
    by_age = np.ones(121)
    by_age[31] = 1.1
    reached = Reached(rows(0, 1, 0, 0, 1, 1, 1, 1, 1), rows(1, 1, 2, 7, 2, 3, 4, 5, 6))
    found = search.meet(
        Draws(RANK, TASTE), reached, posts=Asked(rows(0, 1), rows(0, 1)), offers=OFFERS, seekers=seekers, zones=ZONES,
        standards=Standards(by_age, reals(1.0, 1.5), np.array([[1.0, 0.4], [0.0, 0.8]]), 0.3),
    )  # fmt: skip
    assert (found.post.tolist(), found.person.tolist()) == ([0, 0, 1, 1, 1], [0, 6, 2, 3, 4])
    first = plain_gumbel(int(TASTE), 0, alternative=7) + 3.0 * (np.log(0.25 + 1.98 - 0.5) + 0.6) - 2.0
    last = plain_gumbel(int(TASTE), 6, alternative=7) + 3.0 * (np.log(0.25 + 2.4 - 0.5) + 0.6) - 6.0
    near, far = tastes[2] + home - 2.0, tastes[3] + home - 6.0
    assert found.at_home.tolist() == pytest.approx([first, last, near, far, NEVER])
    gain = 1.0 + 3.0 * (np.log(1.3) - 0.2) - 0.8
    assert found.moved.tolist() == pytest.approx([NEVER, NEVER, NEVER, tastes[3] + gain, tastes[4] + gain])
    luck = [plain_uniform(int(RANK), each, alternative=8) for each in (0, 6)]
    luck += [plain_uniform(int(RANK), each, alternative=10) for each in (2, 3, 4)]
    assert found.rank.tolist() == pytest.approx(np.array([1.0, 0.4, 0.8, 0.8, 0.8]) + 0.3 * np.array(luck))


def test_people_are_counted_by_kind_and_by_home():
    """A young woman; a foreign worker for a time; one placed from outside; a woman without a job; two elsewhere; a
    woman on dispatch, born in the month that is no longer young."""
    people = table_of(
        {
            "employer": rows(0, 1, 0, -1, -1, -1, 1), "contract": rows(0, 1, 2, 1, 0, 0, 3), "skill": np.arange(7) - 1,
            "status": rows(EMPLOYED, EMPLOYED, EMPLOYED, UNEMPLOYED, ELSEWHERE, ELSEWHERE, EMPLOYED),
            "woman": flags(1, 0, 0, 1, 0, 0, 1), "foreign": flags(0, 1, 0, 0, 0, 0, 0),
            "born": rows(-299, -400, -400, -200, -200, -200, -300),
        }
    )  # fmt: skip
    assert counting.people_by_kind(people, -300, placed_from=2, digital=3).tolist() == [2, 1, 1, 2, 1, 1, 1]
    found = counting.people_by_home(rows(EMPLOYED, OUT, UNEMPLOYED, ELSEWHERE, OUT), rows(0, 1, 1, 2, 0), 4)
    assert found.tolist() == [1, 1, 1, 0]
