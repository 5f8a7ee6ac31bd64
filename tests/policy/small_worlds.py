"""Small worlds and firms that tests of policy share."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

import simulation as sim
from simulation.experiments.pair import draw_for, seed_of
from simulation.model import Complex, OutsidePath
from simulation.policy import PolicyView
from simulation.policy.specification import Specification
from simulation.scenario import Scenario, load
from simulation.switches import Switches
from tests.steady.conftest import flat_path

ASSUMED = {"source": "judgement", "status": "assumed"}
SUBSIDY = {
    "kind": "smart_factory_subsidy", "rate": 0.7, "cap": {1: 3.0, 2: 6.0}, "budget": {2019: 400, 2020: 400},
    "sources": {"state": 1.0}, **ASSUMED,
}  # fmt: skip
"""A generous programme."""
QUIET = {"order_paths": False, "productivity_trend": False, "wages_move": False, "prices_move": False}


def on_a_flat_path(
    instruments: dict[str, Any],
    months: int,
    *,
    muted: np.ndarray | None = None,
    path: OutsidePath | None = None,
    switches: dict[str, bool] | None = None,
    **held: float,
) -> Complex:
    """Three tenths of a complex on a flat path after so many months, with given instruments and parameters held.

    Where firms are muted they step up as they would, and their steps do nothing.
    """
    told = load("changwon/baseline", {"scale": "0.3"}).model_dump(exclude={"instruments"})
    scenario = sim.Scenario.model_validate({**told, "instruments": instruments, "parameters": held})
    turned = Switches(**{**QUIET, **(switches or {})})
    model = Complex(scenario, seed=2, outside=path or flat_path(60), switches=turned, muted=muted)
    for _ in range(months):
        model.step()
    return model


@cache
def baseline(scale: float = 0.4) -> Scenario:
    """Two years of a part of the complex without programmes."""
    return load("changwon/baseline", {"end": "2020-12", "scale": str(scale)})


def tried(spec: Specification, scale: float = 0.4) -> Scenario:
    """The baseline with one instrument more, under the name ``tried``."""
    scenario = baseline(scale)
    return scenario.model_copy(update={"instruments": {**scenario.instruments, "tried": spec}})


def run(scenario: Scenario, switches: Switches | None = None, **draw: float) -> Complex:
    """A scenario lived to its end under the luck of one run, with some parameters drawn otherwise."""
    model = Complex(scenario, seed_of(scenario, 3), {**draw_for(scenario, 3), **draw}, switches)
    model.run()
    return model


@cache
def base_run(scale: float = 0.4) -> Complex:
    return run(baseline(scale))


def months_alike(one: Complex, other: Complex) -> int:
    """Number of months from the start in which every series of two runs is the same bit for bit."""
    mine, theirs = ({**each.recorder.arrays(), **each.recorder.city} for each in (one, other))
    alike = one.months
    for name, series in mine.items():
        same = [np.array_equal(series[m], theirs[name][m], equal_nan=True) for m in range(alike)]
        alike = same.index(False) if False in same else alike
    return alike


def firms(count: int, **columns: Any) -> PolicyView:
    """So many operating manufacturers of one kind, ten workers and one industry each, with other columns."""
    none, zero = np.zeros(count, dtype=bool), np.zeros(count, dtype=np.int64)
    plain = {
        "seed": 1, "step": 1, "identifier": np.arange(count), "operating": ~none, "age": zero + 12, "supported": none,
        "manufacturing": ~none, "industry": zero, "size_class": zero, "employees": zero + 10,
        "export_share": np.zeros(count), "smart_level": zero, "step_cost": np.full(count, 100.0),
        "willing": np.ones(count), "applicant": ~none, "applied_since": zero,
    }  # fmt: skip
    return PolicyView(**{**plain, **columns})
