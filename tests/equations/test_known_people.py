"""Known values, computed by hand, of rules that people follow: who gets which home, who dies, leaves, comes, ages."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations import homes, lives
from simulation.equations.careers import ELSEWHERE, EMPLOYED, OUT, UNEMPLOYED
from simulation.equations.columns import Living, Residents
from simulation.luck import stream, uniforms
from tests.equations.plain_luck import plain_uniform
from tests.equations.register import flags, reals, rows, table_of

KEY = stream(1, "known")
NEVER = -np.inf


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
    group, woman, status = numbers // 2 % 3, numbers % 3 == 0, np.where(numbers % 5 < 3, EMPLOYED, UNEMPLOYED)
    status[numbers % 7 == 0], foreign, home = OUT, numbers % 11 == 0, numbers % 3
    employer = np.where(status == EMPLOYED, numbers % 4, -1)
    mortality = np.array([[0.2, 0.1], [0.3, 0.4], [0.05, 0.15]])
    leaving, looking = reals(0.3, 0.2, 0.1), reals(0.1, 0.25, 0.3)
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
