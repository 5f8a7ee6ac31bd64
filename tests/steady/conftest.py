"""A complex in the frozen limit, and the Leontief system it must equal."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import simulation as sim
from simulation.equations.input_output import leontief_inverse
from simulation.model import Complex, OutsidePath
from simulation.switches import Switches

MONTHS = 60
INDUSTRIES = 5


def flat_path(months: int) -> OutsidePath:
    """An outside world in which nothing changes."""
    ones = np.ones((months, INDUSTRIES))
    return OutsidePath(ones.copy(), ones.copy(), ones.copy(), np.ones(months), ones.copy(), False)


@pytest.fixture(scope="session")
def scenario():
    """The shipped history at a fifth of its size, long enough for every limit test: limits hold at any size."""
    return sim.load("changwon/history", ["scale=0.2"])


@pytest.fixture(scope="session")
def start(scenario):
    """One start state, shared (models copy it)."""
    model = Complex(scenario, seed=3)
    return model.start


@pytest.fixture(scope="session")
def frozen(scenario, start) -> Callable[..., Complex]:
    """Make a model in the frozen limit on a flat path, with named switches changed."""

    def make(path: OutsidePath | None = None, months: int = MONTHS, state=None, **changes: bool) -> Complex:
        changes_of = {"end": str(sim.Month.parse(scenario.start) + months), "instruments": {}}
        world = scenario.model_copy(update=changes_of)
        return Complex(
            world, seed=3, switches=Switches.frozen(**changes), outside=path or flat_path(months), start=state or start
        )

    return make


@pytest.fixture(scope="session")
def leontief(start) -> np.ndarray:
    """Leontief inverse of the complex's own coefficients, from the firm network itself."""
    from tests.by_sector import aggregate_coefficients

    return leontief_inverse(aggregate_coefficients(start.firms, start.network))


def sector_output(model: Complex) -> np.ndarray:
    """Output of the month by sector."""
    return np.bincount(model.firms.sector, weights=model.firms.output, minlength=18)
