"""Lives and homes of people in reach: one event a month, exact counts, fixed errors (T20 for people with a row)."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations import careers, lives
from simulation.luck import stream, uniforms

PEOPLE, ZONES, DISTRICTS, GROUPS, FIRMS = 20_000, 4, 3, 18, 50
AT_HOME = stream(1, "home")


def _people() -> dict[str, np.ndarray]:
    keys = np.arange(PEOPLE)

    def drawn(name: str) -> np.ndarray:
        return uniforms(stream(2, name), keys)

    status = np.where(drawn("status") < 0.7, careers.EMPLOYED, careers.UNEMPLOYED)
    status[drawn("out") < 0.1] = careers.OUT
    firm = (FIRMS * drawn("firm")).astype(np.int64)
    return {
        "identifier": keys,
        "employer": np.where(status == careers.EMPLOYED, firm, -1),
        "status": status,
        "tenure": np.full(PEOPLE, 5),
        "born": -(12 * (20 + 45 * drawn("age"))).astype(np.int64),
        "woman": drawn("sex") < 0.3,
        "foreign": drawn("foreign") < 0.05,
        "home": (ZONES * drawn("home")).astype(np.int64),
    }


def _live(people, mortality=0.0, leaving=0.0, with_job=0.5, looking=0.0):
    looks = np.zeros(PEOPLE, dtype=np.bool_)
    lost = np.zeros(FIRMS, dtype=np.int64)
    died = np.zeros((DISTRICTS, GROUPS, 2), dtype=np.int64)
    left = np.zeros_like(died)
    lives.live(
        stream(1, "life"), 0, *people.values(), np.full((GROUPS, 2), mortality), np.full(GROUPS, leaving), with_job,
        np.full(GROUPS, looking), looks, lost, died, left,
    )  # fmt: skip
    return looks, lost, died, left


def test_everybody_who_goes_is_counted_once_and_lost_by_the_employer():
    people, before = _people(), _people()
    _, lost, died, left = _live(people, 0.05, 0.1)
    gone = (people["status"] == careers.OUT) & (before["status"] != careers.OUT)
    city = before["home"] < DISTRICTS
    assert died.sum() + left.sum() == (gone & city).sum() > 0
    assert lost.sum() == (gone & (before["employer"] >= 0)).sum()
    assert (people["employer"][gone] == -1).all()
    # Those of the ring die and do not leave; foreign workers under permit go with their jobs.
    ring = before["status"][~city & ~before["foreign"]] != careers.OUT
    assert (gone & ~city).sum() == pytest.approx(0.05 * ring.sum(), rel=0.15)
    assert not (gone & before["foreign"]).any()


def test_people_with_a_job_leave_less_often():
    people, before = _people(), _people()
    _live(people, leaving=0.2, with_job=0.25)
    gone = (people["status"] == careers.OUT) & (before["status"] != careers.OUT)
    at_risk = (before["home"] < DISTRICTS) & ~before["foreign"]
    with_job = gone[at_risk & (before["status"] == careers.EMPLOYED)].mean()
    without = gone[at_risk & (before["status"] == careers.UNEMPLOYED)].mean()
    assert with_job == pytest.approx(0.05, rel=0.1)
    assert without == pytest.approx(0.2, rel=0.1)


def test_a_better_city_keeps_all_whom_a_worse_one_keeps():
    worse, better = _people(), _people()
    _live(worse, 0.01, 0.2)
    _live(better, 0.01, 0.1)
    assert ((better["status"] != careers.OUT) >= (worse["status"] != careers.OUT)).all()
    assert (better["status"] != careers.OUT).sum() > (worse["status"] != careers.OUT).sum()


def test_counts_hold_everybody_who_lives_in_the_city():
    people = _people()
    nationals, foreigners = np.zeros((2, DISTRICTS, GROUPS, 2), dtype=np.int64)
    columns = [people[name] for name in ("status", "born", "woman", "foreign", "home")]
    lives.count_residents(0, *columns, nationals, foreigners)
    here = (people["status"] != careers.OUT) & (people["home"] < DISTRICTS)
    assert nationals.sum() == (here & ~people["foreign"]).sum()
    assert foreigners.sum() == (here & people["foreign"]).sum()
    age = np.minimum(-people["born"] // 60, GROUPS - 1)
    chosen = here & ~people["foreign"] & (people["home"] == 1) & (age == 6) & people["woman"]
    assert nationals[1, 6, 1] == chosen.sum() > 0


def test_first_homes_have_the_shares_of_the_logit():
    shares = np.array([0.5, 0.3, 0.2, 0.0])
    with np.errstate(divide="ignore"):
        homes = lives.first_homes(AT_HOME, np.arange(PEOPLE), np.log(shares))
    np.testing.assert_allclose(np.bincount(homes, minlength=ZONES) / PEOPLE, shares, atol=0.012)


def _rehoused(change: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    base = np.log(np.array([0.4, 0.3, 0.2, 0.1]))
    keys = np.arange(PEOPLE)
    home = lives.first_homes(AT_HOME, keys, base)
    before = lives.rehouse(
        AT_HOME, stream(1, "lottery"), keys, keys, np.zeros(PEOPLE, dtype=np.int64), home, base + change, base, places
    )
    return before, home


def test_an_improved_zone_loses_nobody_and_nobody_moves_between_two_unchanged_ones():
    """T20: errors are fixed per person and zone, so a look around without a change moves nobody."""
    plenty = np.full(ZONES, PEOPLE)
    before, after = _rehoused(np.zeros(ZONES), plenty.copy())
    np.testing.assert_array_equal(before, after)
    before, after = _rehoused(np.array([0.0, 0.0, 0.5, 0.0]), plenty.copy())
    moved = before != after
    assert moved.any()
    assert (after[moved] == 2).all()


def test_homes_set_the_limit_and_a_lottery_says_who_moves():
    before, after = _rehoused(np.array([0.0, 0.0, 1.0, 0.0]), np.array([0, 0, 40, 0]))
    assert (before != after).sum() == 40
    assert (after[before != after] == 2).all()
    # Not the first forty of the register.
    assert np.flatnonzero(before != after).mean() > PEOPLE / 4
