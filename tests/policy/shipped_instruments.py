"""One instrument of every kind as it ships, and firms of all sizes to serve, for laws over the registry."""

from __future__ import annotations

from functools import cache

import numpy as np

from simulation.catalogue import central_values, complex_data
from simulation.policy import INSTRUMENT_MODELS, PolicyView
from simulation.policy.actions import NEVER
from simulation.policy.event import Event
from simulation.policy.specification import Specification
from simulation.scenario import gallery, load
from simulation.units import Month
from tests.policy.small_worlds import firms

INDUSTRIES = complex_data("changwon").industries
VALUES = central_values("changwon")
FIRMS, FIRST, MONTHS = 80, Month.parse("2019-01"), 60
PLAIN = {"scaled_by": None, "pool": None, "start": None, "end": None, "stage": "outturn"}
EVERYBODY = {"smallest": 1, "largest": 1000, "industries": (), "industry": INDUSTRIES[0]}
"""Whom an example serves, so that the firms below are among them."""
PAID = [kind for kind, model in sorted(INSTRUMENT_MODELS.items()) if not issubclass(model, Event)]


@cache
def example(kind: str) -> Specification | None:
    """The first shipped instrument of a kind."""
    found = (spec for name in gallery() for spec in load(name).instruments.values() if spec.kind_name() == kind)
    return next(found, None)


def shipped(kind: str, **changes: object) -> Specification:
    """The shipped example with money of two years, where it takes any, and other changes."""
    spec = example(kind)
    assert spec is not None, "no shipped scenario shows it"
    money = {2020: 30.0, 2021: 50.0} if kind in PAID else {}
    told = {**spec.model_dump(), **PLAIN, "budget": money}
    told |= {key: value for key, value in EVERYBODY.items() if key in told and told[key] is not None}
    told |= changes
    return INSTRUMENT_MODELS[kind].model_validate(told)


def view(step: int) -> PolicyView:
    """Firms of all sizes and rungs, some young, some asking, some doing research; the last ten not there yet."""
    rows, there = np.arange(FIRMS), np.arange(FIRMS) < FIRMS - 10
    return firms(
        FIRMS,
        step=step,
        operating=there,
        age=np.where(there, 2 * rows, 0),
        industry=rows % 5,
        size_class=rows % 4,
        employees=3 + rows,
        export_share=np.linspace(0.0, 0.5, FIRMS),
        smart_level=rows % 3,
        step_cost=100.0 + rows,
        willing=np.full(FIRMS, 2.0),
        applicant=rows % 2 == 0,
        research_cost=np.where(rows % 3 == 0, 200.0, 0.0),
        in_project=np.zeros(FIRMS, dtype=bool),
        zones=("city", "beyond", "complex_housing"),
        income=np.array([5e6, 0.0, 1e5]),
        industries=INDUSTRIES,
        sector=1 + rows % 5,
        sales=100.0 + rows,
        energy_bill=20.0 + rows,
        wage=np.full(FIRMS, 3.0),
        surplus=np.where(rows % 4 == 0, 2.0, 0.0),
        anchor=(rows > 50) & there,
        due=np.where(there, NEVER, 30 + rows % 10),
    )
