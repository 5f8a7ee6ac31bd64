"""Careers and search: compiled rules against their plain form, and what each must do by itself."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations import careers, hiring, pay, search, seeking
from simulation.equations.columns import Hazards, Leaving, Left, People, Retiring
from simulation.equations.hazards import retirement_hazard, satisfaction, settled_tenure, tenure_hazard
from simulation.equations.search_columns import (
    Asked,
    Contacts,
    Draws,
    Jobs,
    Offers,
    Posts,
    Searching,
    Standards,
    Terms,
    Wants,
    Zones,
)
from simulation.luck import stream, uniforms
from tests.equations.plain_luck import plain_gumbel, plain_uniform
from tests.equations.register import table_of

FIRMS, PEOPLE, ZONES = 30, 3000, 3
OLDEST, ROUNDS = 75, 3
RENT, MINUTES, AMENITY = np.array([0.5, 0.5, 0.2]), np.array([20.0, 60.0, 8.0]), np.array([0.0, 0.0, -0.1])
WEIGHTS = np.array([3.0, 0.02, 1.0, 0.3, 0.1])
KEYS = {name: stream(5, name) for name in ("reach", "skill", "taste", "contract", "quit", "retire", "next", "look")}


FLOOR = 1.7
"""Full-time pay at the minimum wage (million KRW a month)."""


def drawn(name: str, size: int) -> np.ndarray:
    return uniforms(stream(1, name), np.arange(size))


def crowd() -> dict[str, np.ndarray]:
    """A register of people: two thirds employed, the rest seeking, here or elsewhere, or out."""
    status = np.digitize(drawn("status", PEOPLE), [0.66, 0.8, 0.92]).astype(np.int64)
    return {
        "identifier": np.arange(PEOPLE),
        "employer": np.where(status == careers.EMPLOYED, (drawn("firm", PEOPLE) * FIRMS).astype(np.int64), -1),
        "status": status,
        "tenure": (drawn("tenure", PEOPLE) * 100).astype(np.int64),
        "born": -(12 * (20 + 50 * drawn("age", PEOPLE))).astype(np.int64),
        "contract": (drawn("contract", PEOPLE) * 4).astype(np.int64),
        "foreign": drawn("foreign", PEOPLE) < 0.03,
        "residence": (drawn("zone", PEOPLE) * 2).astype(np.int64),
        "wage": 2.0 + 2.0 * drawn("wage", PEOPLE),
    }


def part(rule, base: float = 0.03, **columns: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    people, leavers, retired = {**crowd(), **columns}, np.zeros(FIRMS, dtype=np.int64), np.zeros(FIRMS, dtype=np.int64)
    hazard = retirement_hazard(np.arange(121), 60, late=0.01, doubling=5.0, oldest=OLDEST)
    rule(
        (KEYS["quit"], KEYS["retire"], KEYS["next"]),
        0,
        people=table_of(people),
        hazards=Hazards(np.full(FIRMS, base), np.zeros(FIRMS)),
        leaving=Leaving(np.ones(121), tenure_hazard(3.0, 18.0, longest=480), np.ones(4), np.ones(ZONES), 0.3),
        retiring=Retiring(hazard, 60, 0.65, 0.7),
        unemployed_share=0.75,
        left=Left(leavers, retired, np.zeros(PEOPLE, dtype=np.int64)),
    )
    return people, leavers, retired


def test_who_is_kept_past_the_limit_may_retire_from_the_month_after() -> None:
    """At 60 a hundredth a month, 2 ** (1 / 5) of it at 61 and twice of it at 65."""
    hazard = retirement_hazard(np.arange(121), 60, late=0.01, doubling=5.0, oldest=OLDEST)
    assert hazard[[59, 60, 61, 65]] == pytest.approx([0.0, 0.01, 0.01 * 2**0.2, 0.02])


def test_leaving_equals_its_plain_form_and_counts_everybody():
    compiled, plain = part(careers.leave), part(careers.leave.py_func)
    for name, column in compiled[0].items():
        assert np.array_equal(column, plain[0][name]), name
    before, (after, leavers, retired) = crowd(), compiled
    assert (before["employer"] >= 0).sum() - (after["employer"] >= 0).sum() == leavers.sum()
    assert 0 < retired.sum() < leavers.sum()
    gone = (before["employer"] >= 0) & (after["employer"] < 0)
    assert (after["status"][gone] != careers.EMPLOYED).all()
    assert (after["status"][gone & before["foreign"]] == careers.OUT).all()


def test_nobody_leaves_without_a_hazard_but_the_old_retire():
    after, leavers, retired = part(careers.leave, base=0.0)
    assert leavers.sum() == retired.sum() > 0
    assert after["born"][after["employer"] >= 0].min() > -12 * OLDEST


def test_who_stays_where_they_are_gains_a_month_and_people_out_of_reach_none():
    """Nobody quits or retires here: everybody in reach has one month more, who is out keeps what they had."""
    young = {"born": np.full(PEOPLE, -12 * 30)}
    before = {**crowd(), **young}
    people, leavers, _ = part(careers.leave, base=0.0, **young)
    out = before["status"] == careers.OUT
    assert out.any()
    assert leavers.sum() == 0
    np.testing.assert_array_equal(people["tenure"], before["tenure"] + np.where(out, 0, 1))


def test_a_settled_tenure_stays_as_it_is():
    hazard = 0.012 * tenure_hazard(3.0, 18.0, longest=480)
    tenure = settled_tenure(hazard, drawn("places", 200_000))
    leaves = drawn("leaves", tenure.size) < hazard[tenure]
    after = np.where(leaves, 0, np.minimum(tenure + 1, 479))
    assert after.mean() == pytest.approx(tenure.mean(), rel=0.01)


def offers_at(offer, permits=None) -> Offers:
    """Firms of the smallest size without benefits, by what they offer and the permits they have left."""
    none = np.zeros(FIRMS, dtype=np.int64)
    return Offers(
        np.arange(FIRMS), offer, np.zeros(FIRMS), none, np.full(FIRMS, PEOPLE) if permits is None else permits, FLOOR
    )


def alike(people) -> People:
    """The register with everybody 35 years old and of one occupation."""
    return table_of({**people, "born": np.full(PEOPLE, -35 * 12)})


SEARCHING = Searching(30.0, 0.25, 0.05, 0.9, 0.01, 0.7, 1.0)


def looking(people) -> np.ndarray:
    """Who looks for work."""
    return seeking.looking_for_work(KEYS["look"], table_of(people), SEARCHING)


def contacts_of(people, posts, *, offer, minutes=MINUTES, amenity=AMENITY, willing=0.0, permits=None, only=None):
    """Seekers and contacts of posts with people who are all alike; ``only`` are those who look in place of the usual,
    and what they ask for."""
    seeks, nobody = looking(people) if only is None else only[0], np.zeros(FIRMS, dtype=np.int64)
    zones, offers = Zones(RENT, minutes, amenity, WEIGHTS, ZONES - 1), offers_at(offer, permits)
    reached = search.reach(KEYS["reach"], np.arange(FIRMS), posts=posts, looking=seeks)
    asked = search.skills_asked(KEYS["skill"], np.arange(FIRMS), posts=posts, post_skills=np.ones((1, 4)), rung=nobody)
    usual = offers_at(np.full(FIRMS, 2.0))
    seekers = seeking.seekers(
        0, reached, people=alike(people), offers=usual, zones=zones, searching=SEARCHING,
        wants=Wants(np.full(PEOPLE, 0.5), willing, 40.0),
    )  # fmt: skip
    if only is not None:
        seekers = seekers._replace(asked=np.full(seekers.row.size, only[1]))
    return seekers, search.meet(
        Draws(KEYS["skill"], KEYS["taste"]),
        reached,
        posts=Asked(posts.firm, asked),
        offers=offers,
        seekers=seekers,
        zones=zones,
        standards=Standards(np.ones(121), np.ones(4), np.ones((4, 4)), 0.3),
    )


def market(people, offer, minutes=MINUTES, posts=3, homes=0, amenity=AMENITY, permits=None):
    """Search over posts of all firms; returns hires per firm and the register."""
    firm = np.repeat(np.arange(FIRMS), posts)
    number, looks = np.tile(np.arange(posts), FIRMS), np.full(firm.size, 60)
    permits = np.full(FIRMS, PEOPLE) if permits is None else permits.copy()
    willing = 1.0 if homes > 0 else 0.0
    seekers, contacts = contacts_of(
        people, Posts(firm, number, looks), offer=offer, minutes=minutes, amenity=amenity, willing=willing,
        permits=permits,
    )  # fmt: skip
    filled, moves, left = hiring.place(
        firm, seekers.foreign, contacts=contacts, homes=homes, permits=permits, rounds=ROUNDS
    )
    hired, moved = np.zeros(FIRMS, dtype=np.int64), np.zeros(FIRMS, dtype=np.int64)
    hiring.take_jobs(
        KEYS["contract"],
        0,
        jobs=Jobs(filled, moves, firm, seekers.row[contacts.person]),
        housing=ZONES - 1,
        people=alike(people),
        terms=Terms(
            np.ones(121), np.ones(4), offer, FLOOR, np.zeros(FIRMS, dtype=np.bool_),
            np.array([[0.9, 0.95, 0.98, 1.0], [0.8, 0.9, 0.98, 1.0]]),
        ),
        hired=hired,
        left=moved,
    )  # fmt: skip
    assert homes - left == (people["residence"] == ZONES - 1).sum()
    return hired, moved


def only_the_unemployed(asked: float) -> tuple[np.ndarray, float]:
    """Nobody else looks, and all ask for the same utility."""
    return crowd()["status"] == careers.UNEMPLOYED, asked


def plain_contacts(people, firm, number, looks, seeks, seekers, offer) -> dict[tuple[int, int], float]:
    """The contacts look by look in plain Python: post and person, and the utility of the present home."""
    found, asked = {}, dict(zip(seekers.row.tolist(), seekers.asked, strict=True))
    for post, to in enumerate(firm):
        for look in range(looks[post]):
            row = int(plain_uniform(int(KEYS["reach"]), int(to), alternative=int(number[post]) * 4096 + look) * PEOPLE)
            if not seeks[row] or people["employer"][row] == to:
                continue
            zone = people["residence"][row]
            value = WEIGHTS[0] * (np.log(offer[to] - RENT[zone]) + AMENITY[zone]) - WEIGHTS[1] * MINUTES[zone]
            value += plain_gumbel(int(KEYS["taste"]), int(people["identifier"][row]), alternative=int(to))
            if value > asked[row]:
                found[post, row] = value
    return found


def test_contacts_equal_their_plain_form_and_nobody_is_reached_who_does_not_look():
    people, offer = crowd(), np.full(FIRMS, 2.8)
    seeks = looking(people)
    assert seeks[people["status"] == careers.UNEMPLOYED].all()
    assert not seeks[people["status"] == careers.OUT].any()
    assert seeks[people["status"] == careers.ELSEWHERE].mean() == pytest.approx(0.25, abs=0.08)
    firm, number = np.repeat(np.arange(FIRMS), 2), np.tile(np.arange(2), FIRMS)
    looks = 10 + 20 * number
    seekers, (post, who, value, moved, _) = contacts_of(people, Posts(firm, number, looks), offer=offer)
    row = seekers.row[who]
    plain = plain_contacts(people, firm, number, looks, seeks, seekers, offer)
    assert set(zip(post.tolist(), row.tolist(), strict=True)) == set(plain)
    expected = [plain[pair] for pair in zip(post.tolist(), row.tolist(), strict=True)]
    assert value == pytest.approx(np.array(expected), rel=1e-12)
    assert len(plain) > 50
    assert (moved == -np.inf).all()


def test_hires_are_people_and_no_post_is_filled_twice():
    people = crowd()
    before = np.bincount(people["employer"][people["employer"] >= 0], minlength=FIRMS)
    hired, moved = market(people, np.full(FIRMS, 3.5))
    after = np.bincount(people["employer"][people["employer"] >= 0], minlength=FIRMS)
    assert np.array_equal(after, before + hired - moved)
    assert (hired <= 3).all()
    assert 0 < moved.sum() < hired.sum()


def test_without_posts_there_is_no_job():
    """T21: no vacancies, no effect of homes on jobs."""
    for homes in (0, 500):
        assert market(crowd(), np.full(FIRMS, 3.5), posts=0, homes=homes)[0].sum() == 0


def test_a_better_offer_loses_no_applicant_and_others_gain_none():
    """T20: raising one firm's pay adds to its applicants; nobody moves between two unchanged firms."""
    offer, better = np.full(FIRMS, 2.6), np.full(FIRMS, 2.6)
    better[4] = 3.4
    only = only_the_unemployed(2.0)

    def choices(pays):
        firm, number = np.repeat(np.arange(FIRMS), 4), np.tile(np.arange(4), FIRMS)
        posts = Posts(firm, number, np.full(firm.size, 90))
        seekers, (of_post, who, value, _, _) = contacts_of(crowd(), posts, offer=pays, only=only)
        best = np.full(PEOPLE, -1)
        for contact in np.argsort(value):
            best[seekers.row[who[contact]]] = firm[of_post[contact]]
        return best

    first, second = choices(offer), choices(better)
    assert (second[first == 4] == 4).all()
    changed = first != second
    assert changed.any()
    assert (second[changed] == 4).all()


def test_what_applicants_compare_is_what_they_are_paid():
    """Below the minimum wage an offer is worth the minimum, to the applicant as in the pay that starts."""
    only = only_the_unemployed(0.0)
    firm, number = np.repeat(np.arange(FIRMS), 4), np.tile(np.arange(4), FIRMS)

    def utilities(offer: float) -> np.ndarray:
        looks = np.full(firm.size, 90)
        return contacts_of(crowd(), Posts(firm, number, looks), offer=np.full(FIRMS, offer), only=only)[1].at_home

    assert np.array_equal(utilities(0.5 * FLOOR), utilities(FLOOR))
    assert utilities(1.1 * FLOOR).size >= utilities(FLOOR).size
    people = crowd()
    market(people, np.full(FIRMS, 0.8 * FLOOR))
    started = (people["employer"] >= 0) & (people["tenure"] == 0) & (crowd()["employer"] != people["employer"])
    assert started.any()
    assert (people["wage"][started] == FLOOR).all()
    assert pay.starting_pay(2.0, 1.1, 0.9, 1.2, FLOOR) == pytest.approx(2.376)
    assert pay.starting_pay(2.0, 0.9, 0.9, 1.0, FLOOR) == FLOOR


def test_a_longer_way_means_fewer_matches_and_no_way_makes_place_indifferent():
    """T22: hires rise as the commute of the far zone shortens; with free travel it does not matter who lives where."""
    hires = [market(crowd(), np.full(FIRMS, 3.0), np.array([20.0, m, 8.0]))[0].sum() for m in (120.0, 60.0, 20.0)]
    assert hires == sorted(hires)
    assert hires[0] < hires[-1]
    offer, alike = np.full(FIRMS, 2.6), np.array([0.0, 0.0, -0.1])
    for minutes, same in ((0.0, True), (60.0, False)):
        found = []
        for swapped in (False, True):
            people = crowd()
            if swapped:
                people["residence"] = 1 - people["residence"]
            found.append(market(people, offer, np.array([0.0, minutes, 8.0]), 9, amenity=alike)[0])
        assert np.array_equal(*found) == same


def test_an_amenity_is_worth_the_pay_rise_the_utility_implies():
    """Real-wage effect: da of amenity equals a rise of pay after rent by a_a da log points, in utility and choice."""
    rise = 0.08
    base = seeking.place_utility(3.0 + 2.5 * (np.exp(rise) - 1.0), 0.5, 20.0, 0.0, *WEIGHTS[:3], WEIGHTS[4])
    assert seeking.place_utility(3.0, 0.5, 20.0, rise, *WEIGHTS[:3], WEIGHTS[4]) == pytest.approx(base, rel=1e-12)
    quits = satisfaction(np.array([3.0 * np.exp(rise)]), np.array([3.0]), benefit=np.zeros(1), elasticity=1.5)
    assert quits[0] == pytest.approx(np.exp(-1.5 * rise))


def test_homes_of_the_complex_bring_people_from_afar_and_are_never_overfilled():
    """T21: homes never lower hires; each person who moves has one."""
    far = {"minutes": np.array([20.0, 130.0, 8.0]), "offer": np.full(FIRMS, 2.7)}
    hires = [market(crowd(), posts=3, homes=homes, **far)[0].sum() for homes in (0, 5, 500)]
    assert hires == sorted(hires)
    assert hires[-1] > hires[0]


def foreigners_hired(permits) -> np.ndarray:
    """Foreign workers each firm hires from a crowd in which four in ten are foreign."""
    people = crowd()
    people["foreign"] = drawn("permit", PEOPLE) < 0.4
    before = people["employer"].copy()
    market(people, np.full(FIRMS, 3.0), posts=8, permits=permits)
    new = people["foreign"] & (people["employer"] >= 0) & (people["employer"] != before)
    return np.bincount(people["employer"][new], minlength=FIRMS)


def test_no_firm_hires_over_its_permits_and_more_permits_lose_no_foreign_worker():
    hired = {each: foreigners_hired(np.full(FIRMS, each)) for each in (0, 1, 2, PEOPLE)}
    assert hired[0].sum() == 0
    assert hired[1].max() == 1
    assert hired[2].max() == 2
    assert hired[PEOPLE].max() > 2
    for firm in range(FIRMS):
        own = []
        for each in range(5):
            permits = np.ones(FIRMS, dtype=np.int64)
            permits[firm] = each
            own.append(foreigners_hired(permits)[firm])
        assert own == sorted(own)
        assert all(found <= each for each, found in enumerate(own))


def test_a_place_without_permits_goes_to_a_national():
    """Two posts of one firm, both best filled by foreigners: with one permit, the other takes the next in rank."""
    firm, foreign = np.zeros(2, dtype=np.int64), np.array([True, True, False])
    of_post, of_person = np.array([0, 1, 1]), np.array([0, 1, 2])
    at_home, away, rank = np.ones(3), np.full(3, -np.inf), np.array([2.0, 2.0, 1.0])
    for permits, expected in ((2, [0, 1]), (1, [0, 2]), (0, [-1, 2])):
        left = np.array([permits])
        contacts = Contacts(of_post, of_person, at_home, away, rank)
        filled, _, _ = hiring.place(firm, foreign, contacts=contacts, homes=0, permits=left, rounds=ROUNDS)
        assert filled.tolist() == expected
        assert left[0] == 0
