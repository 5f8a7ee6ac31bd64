"""The labour market in whole worlds: the record of flows, instruments for people, and what they can and cannot do."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import complex_table
from simulation.equations.careers import ELSEWHERE, EMPLOYED, OUT
from simulation.errors import ScenarioError
from simulation.model import Complex, World
from simulation.model.month import step
from simulation.model.phases import search
from simulation.model.phases.labour import fill_posts, quit_retire_and_lay_off, renew_pay
from simulation.model.phases.newcomers import take_in_newcomers, train_people
from simulation.policy import set_levers

MONTHS = 36
HOUSING = {
    "kind": "worker_housing",
    "units": 3000,
    "cost": 1.5,
    "opens": "2020-01",
    "rent_ratio": 0.8,
    "budget": {2019: 4500},
    "sources": {"state": 0.5, "city": 0.5},
    "source": "judgement",
    "status": "assumed",
    "stage": "outturn",
}
ALLOWANCE = {
    "kind": "commuting_support",
    "amount": 0.05,
    "largest": 299,
    "budget": {2019: 600, 2020: 600, 2021: 600},
    "sources": {"state": 1.0},
    "source": "judgement",
    "status": "assumed",
    "stage": "outturn",
}


def scenario(instruments: dict, months: int = MONTHS, **parameters: float) -> sim.Scenario:
    base = sim.load("changwon/baseline")
    changes = {"instruments": instruments, "parameters": parameters, "end": str(sim.Month.parse(base.start) + months)}
    whole = base.model_dump(exclude=set(changes))
    return sim.Scenario.model_validate({**whole, **changes})


def run(instruments: dict, months: int = MONTHS, **parameters: float) -> Complex:
    model = Complex(scenario(instruments, months, **parameters), seed=3)
    model.run()
    return model


@pytest.fixture(scope="module")
def without() -> Complex:
    return run({})


def test_small_firms_start_with_more_of_their_posts_open_than_their_turnover_alone_says() -> None:
    """Posts open over the share that leaves in a month: more for the smallest size, less for the largest."""
    world = Complex(sim.load("changwon/baseline", ["scale=0.1"]), seed=1)
    firms = world.firms
    open_share = 1.0 - firms.employees / np.maximum(firms.established_posts, 1e-9)
    relative = np.divide(open_share, firms.separation_rate, out=np.zeros(open_share.size), where=firms.employees > 0)
    small, large = (relative[(firms.employees > 0) & (firms.size_class == size)].mean() for size in (0, 3))
    assert small > 3.0 * large


def test_every_latent_post_reaches_somebody_some_month() -> None:
    """A latent post reaches less than one place a month: by luck of the month, so that no firm waits for ever."""
    world = Complex(sim.load("changwon/baseline", ["scale=0.05"]), seed=1)
    latent = np.where(world.firms.operating, 1, 0)
    reached = np.zeros(latent.size)
    months = 60
    for month in range(months):
        world.step_index = month
        posts = search.posts_of(world, np.zeros_like(latent), latent=latent)
        reached[posts.firm] += posts.looks
    mean = reached[latent > 0] / months
    assert mean.min() > 0.2, "some firms reach nobody"
    each = world.market.walk_in_looks
    size = np.maximum(world.firms.employees[latent > 0], 1) / world.value["labour.reference_size"]
    assert mean.mean() == pytest.approx(float(each * (size ** world.value["labour.size_reach"]).mean()), rel=0.03)


@pytest.fixture(scope="module")
def history() -> Complex:
    model = Complex(sim.load("changwon/history"), seed=1)
    model.run()
    return model


def test_flows_stand_near_the_record(history):
    """Under history, 2019-23: hires and separations 2.5 % +- 0.4 of jobs a month, open posts 0.46 % +- 0.2."""
    arrays = {name: table.sum(axis=(1, 2)) for name, table in history.recorder.arrays().items()}
    first = sim.Month.parse(history.asked.start)
    months = [place for place in range(history.months) if 2019 <= (first + (place + 1)).year <= 2023]
    rate = {
        name: 100.0 * (arrays[name][months] / arrays["employment"][months]).mean()
        for name in ("hires", "separations", "vacancies")
    }
    assert rate["hires"] == pytest.approx(2.5, abs=0.4)
    assert rate["separations"] == pytest.approx(2.5, abs=0.4)
    assert rate["vacancies"] == pytest.approx(0.46, abs=0.2)
    assert complex_table("changwon", "labour_flows").shape[0] > 0


def test_everybody_is_somewhere_once(history):
    """Identity 7: those who name an employer are its heads; one state and one home each."""
    people, firms = history.people, history.firms
    named = np.bincount(people.employer[people.employer >= 0], minlength=firms.employees.size)
    assert np.array_equal(named, firms.employees)
    assert np.array_equal(people.employer >= 0, people.status == EMPLOYED)
    assert np.unique(people.identifier).size == people.identifier.size
    assert ((people.residence >= 0) & (people.residence < history.places.rent.size)).all()
    living = (people.residence == history.places.housing) & (people.status != OUT)
    assert living.sum() <= history.places.housing_stock[history.places.housing]
    assert history.residuals["heads_are_workers"] == 0.0


def test_the_young_enter_and_the_old_leave(history):
    age = (history.step_index - history.people.born[history.people.employer >= 0]) / 12.0
    assert 19 <= age.min() < 25
    assert age.max() <= 76
    assert 0.05 < (age >= 60).mean() < 0.15


def test_homes_are_built_with_the_money_paid_and_let_when_they_open(without):
    homes = run({"homes": HOUSING})
    paid = homes.programmes.statement()["paid"].sum()
    housing = homes.places.housing
    assert paid == pytest.approx(4500.0)
    assert homes.places.housing_stock[housing] == pytest.approx(without.places.housing_stock[housing] + 3000)
    assert (homes.people.residence == housing).sum() > (without.people.residence == housing).sum()
    assert homes.places.rent[housing] == pytest.approx(0.8 * homes.places.market_rent[housing])
    assert homes.residual < 1e-9


def test_homes_add_jobs_only_where_posts_stay_open(without):
    """T21: filled jobs do not fall; without open posts nothing can be added, and the model says so."""
    homes = run({"homes": HOUSING})
    gained = homes.firms.employees.sum() - without.firms.employees.sum()
    added = 3000
    assert -60 <= gained <= added
    assert homes.firms.employees.sum() <= homes.firms.established_posts.sum() + 1


def test_an_allowance_reaches_workers_and_keeps_some(without):
    """The allowance is paid out in full to households; served firms lose fewer people, by far less than a study's."""
    served = run({"allowance": ALLOWANCE})
    from simulation.accounts import Flow

    assert served.programmes.statement()["paid"].sum() > 1200.0
    assert served.residual < 1e-9
    assert served.ledger.paid[Flow.WORKER_BENEFIT].sum() > 0.0
    small = without.firms.size_class < 3
    left = [model.recorder.arrays()["separations"][:, :, :3].sum() for model in (without, served)]
    assert small.any()
    assert left[1] < left[0]


def test_a_higher_minimum_wage_never_lowers_pay_a_worker(without, monkeypatch):
    """T28 in a whole world: a minimum a fifth higher from the third month on raises the wage bill per worker."""
    usual, from_month = World.minimum_pay, 2
    monkeypatch.setattr(
        World, "minimum_pay", lambda self: usual(self) * (1.2 if self.step_index >= from_month else 1.0)
    )
    raised = run({})
    pay = []
    for model in (without, raised):
        arrays = model.recorder.arrays()
        pay.append(arrays["wage_bill"].sum(axis=(1, 2)) / arrays["employment"].sum(axis=(1, 2)))
    assert np.array_equal(pay[0][:from_month], pay[1][:from_month])
    assert (pay[1][from_month:] >= pay[0][from_month:]).all()
    # At once, by those who stay: pay of the newly hired alone would move the mean by a fraction of that.
    assert pay[1][from_month] > 1.01 * pay[0][from_month]


def foreign_heads(model: Complex) -> np.ndarray:
    people = model.people
    return np.bincount(people.employer[people.foreign & (people.employer >= 0)], minlength=model.firms.employees.size)


LABOUR = (quit_retire_and_lay_off, take_in_newcomers, train_people, fill_posts, renew_pay)


def months_of_hiring(pull: dict[str, np.ndarray], months: int = 6) -> tuple[Complex, np.ndarray]:
    """Some months of a small world's labour market under a pull, and the most foreign workers by which a firm grew."""
    model = Complex(sim.load("changwon/history", overrides={"scale": "0.2"}), seed=2)
    set_levers(model.levers, pull)
    grew = np.zeros(model.firms.employees.size, dtype=np.int64)
    for _ in range(months):
        before = foreign_heads(model)
        for verb in LABOUR:
            verb(model.world)
        grew = np.maximum(grew, foreign_heads(model) - before)
        model.world.step_index += 1
    return model, grew


def test_a_full_quota_keeps_workers_and_hires_none_and_the_lever_opens_it(monkeypatch):
    """With no quota at all the foreign workers of the start stay and only leave; the lever lets firms hire again."""
    neutral = months_of_hiring({})[0]
    rows = neutral.firms.employees.size
    zero = months_of_hiring({"foreign_worker_quota": np.zeros(rows)})[0]
    for name in ("employer", "wage", "residence", "tenure"):
        assert np.array_equal(getattr(neutral.people, name), getattr(zero.people, name)), name
    monkeypatch.setattr(search, "permit_quota", lambda: (np.zeros(1), np.zeros(1)))
    closed, grew = months_of_hiring({})
    assert grew.max() == 0
    assert foreign_heads(closed).sum() > 0
    opened, grew = months_of_hiring({"foreign_worker_quota": np.full(rows, 5.0)})
    assert 0 < grew.max() <= 5
    assert foreign_heads(opened).sum() > foreign_heads(closed).sum()
    assert foreign_heads(opened)[grew > 0].max() <= 5


def test_an_unknown_zone_is_named_with_what_is_allowed(tmp_path):
    path = tmp_path / "homes.yaml"
    path.write_text(
        "extends: changwon/baseline\nname: {ko: 시험, en: test}\ninstruments:\n  homes:\n    kind: worker_housing\n"
        "    units: 10\n    cost: 1.0\n    opens: 2020-01\n    zone: seongsan\n    source: judgement\n"
        "    status: assumed\n",
        encoding="utf-8",
    )
    with pytest.raises(ScenarioError) as caught:
        sim.load(path)
    assert "zone" in str(caught.value)
    assert "seongsan_gu" in str(caught.value)


def test_kinds_of_workers_are_counted_from_the_people(history):
    """Women, foreign, non-regular, placed and young workers at the end, against the columns themselves."""
    people, city = history.people, history.recorder.city
    month = history.step_index - 1
    employed = people.employer >= 0
    # Firms that closed at the end of the month had their people in it; the others are the same.
    slack = 0.01 * employed.sum()
    found = {
        "women": employed & people.woman,
        "foreign": employed & people.foreign,
        "non_regular": employed & (people.contract == 1),
        "dispatch": employed & (people.contract >= 2),
        "youth": employed & (month - people.born < 12 * 40),
    }
    for name, those in found.items():
        assert city[f"employment_{name}"][-1] == pytest.approx(those.sum(), abs=slack), name
        assert those.sum() > 0
    np.testing.assert_array_equal(
        city["adopters_by_level"].sum(axis=1), history.recorder.arrays()["adopters"].sum(axis=(1, 2))
    )


def test_as_many_people_work_elsewhere_after_a_year_as_at_the_start():
    """Who finds it or quits to it are as many as who loses it or is hired away, where the young replace the old."""
    replaced = {"people.entrants": 2.2}
    switches = sim.Switches(migration=False)
    world = Complex(sim.load("changwon/baseline", ["scale=0.3"]), seed=1, draw=replaced, switches=switches).world
    there = [int((world.people.status == ELSEWHERE).sum())]
    for _ in range(12):
        step(world)
        there.append(int((world.people.status == ELSEWHERE).sum()))
    assert np.mean(there[1:]) == pytest.approx(there[0], rel=0.03)
    assert there[-1] == pytest.approx(there[0], rel=0.035)
